import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listTeams } from '#modules/people/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { listAllRemedies, listBudgets, listExpectations, listMatrices, listRemedies, readAuthority } from '../contract.ts'

export const remediesQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['remedies', 'of', complaint],
    queryFn: ({ signal }) => call(listRemedies, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const expectationsQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['remedies', 'expectations', complaint],
    queryFn: ({ signal }) => call(listExpectations, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const authorityQuery = (complaint?: string) =>
  queryOptions({
    queryKey: ['remedies', 'authority', complaint ?? 'own'],
    queryFn: ({ signal }) => call(readAuthority, {}, { query: complaint === undefined ? {} : { complaint }, signal }),
    meta: { topics: ['complaints'] },
  })

const shownAtOnce = 20

export const waitingQuery = infiniteQueryOptions({
  queryKey: ['remedies', 'waiting'],
  queryFn: ({ pageParam, signal }) =>
    call(
      listAllRemedies,
      {},
      { query: { state: 'requested', mine: 'true', limit: shownAtOnce, ...(pageParam && { cursor: pageParam }) }, signal },
    ),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  meta: { topics: ['complaints'] },
})

export const matricesQuery = queryOptions({
  queryKey: ['remedies', 'matrices'],
  queryFn: ({ signal }) => call(listMatrices, {}, { signal }),
  meta: { topics: ['remedies'] },
})

export const budgetsQuery = queryOptions({
  queryKey: ['remedies', 'budgets'],
  queryFn: ({ signal }) => call(listBudgets, {}, { signal }),
  meta: { topics: ['remedies'] },
})

export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }) => call(listTeams, {}, { signal }),
  meta: { topics: ['people'] },
})

/** Whatever shows a remedy of a complaint. */
export const shownOf = (complaint: string) => [['remedies'], ['complaints'], ['conversations', 'timeline', complaint]] as const
