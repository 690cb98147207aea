import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listSurveys, readCoverage, readSettings } from '../contract.ts'

export const surveysQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['surveys', 'of', complaint],
    queryFn: ({ signal }) => call(listSurveys, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const settingsQuery = queryOptions({
  queryKey: ['surveys', 'settings'],
  queryFn: ({ signal }) => call(readSettings, {}, { signal }),
})

export const coverageQuery = queryOptions({
  queryKey: ['surveys', 'coverage'],
  queryFn: ({ signal }) => call(readCoverage, {}, { query: {}, signal }),
})

/** Whatever shows that a customer is asked, or not. */
export const shownOf = (complaint: string) =>
  [['surveys'], ['complaints'], ['procedure'], ['conversations', 'timeline', complaint]] as const
