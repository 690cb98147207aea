import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listOwnPromises, listPromises } from '../contract.ts'

export const promisesQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['promises', 'of', complaint],
    queryFn: ({ signal }) => call(listPromises, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const ownPromisesQuery = queryOptions({
  queryKey: ['promises', 'own'],
  queryFn: ({ signal }) => call(listOwnPromises, {}, { signal }),
  meta: { topics: ['complaints'] },
})

/** Whatever shows a promise of a complaint. */
export const shownOf = (complaint: string) =>
  [['promises'], ['complaints'], ['procedure'], ['clocks'], ['conversations', 'timeline', complaint]] as const
