import { queryOptions } from '@tanstack/react-query'
import { listAgents } from '#modules/people/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { listBoundaries, listOwnBoundaries, readHelp } from '../contract.ts'

export const boundariesQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['boundaries', 'of', complaint],
    queryFn: ({ signal }) => call(listBoundaries, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const ownBoundariesQuery = queryOptions({
  queryKey: ['boundaries', 'own'],
  queryFn: ({ signal }) => call(listOwnBoundaries, {}, { signal }),
  meta: { topics: ['complaints'] },
})

export const helpQuery = queryOptions({
  queryKey: ['boundaries', 'help'],
  queryFn: ({ signal }) => call(readHelp, {}, { signal }),
})

const seldom = 5 * 60_000

export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'agents', 'here'],
  queryFn: ({ signal }) => call(listAgents, {}, { query: { limit: 100 }, signal }),
  staleTime: seldom,
  meta: { topics: ['people'] },
})

/** Whatever shows conduct and limits of a complaint. */
export const shownOf = (complaint: string) => [['boundaries'], ['complaints'], ['conversations', 'timeline', complaint]] as const
