import { queryOptions } from '@tanstack/react-query'
import { listAgents } from '#modules/people/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { listHandovers, listOwnHandovers } from '../contract.ts'

export const handoversQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['handovers', 'of', complaint],
    queryFn: ({ signal }) => call(listHandovers, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const ownHandoversQuery = queryOptions({
  queryKey: ['handovers', 'own'],
  queryFn: ({ signal }) => call(listOwnHandovers, {}, { signal }),
  meta: { topics: ['complaints'] },
})

const seldom = 5 * 60_000

export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'agents', 'here'],
  queryFn: ({ signal }) => call(listAgents, {}, { query: { limit: 100 }, signal }),
  staleTime: seldom,
  meta: { topics: ['people'] },
})

/** Whatever shows a complaint that changes hands. */
export const shownOf = (complaint: string) => [['handovers'], ['complaints'], ['conversations', 'timeline', complaint]] as const
