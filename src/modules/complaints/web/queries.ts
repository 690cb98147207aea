import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { getCustomer, listAgents, listTeams } from '#modules/people/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { countComplaints, listCategories, listComplaints, listReturned, readComplaint, readLoad, type View } from '../contract.ts'

/** What a list is narrowed by; stands in the address of the page. */
export const filterNames = ['team', 'owner', 'customer', 'category', 'channel', 'urgency', 'state', 'language', 'tag', 'mark'] as const
export type FilterName = (typeof filterNames)[number]
export interface ListAsked extends Partial<Record<FilterName, string>> {
  view: View
  /** Operators and words. */
  q?: string
  sort?: string
  /** The saved view that this is, or began as: of the page alone, the desk is not asked with it. */
  saved?: string
}

export const complaintQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['complaints', 'one', complaint],
    queryFn: ({ signal }) => call(readComplaint, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const countsQuery = queryOptions({
  queryKey: ['complaints', 'counts'],
  queryFn: ({ signal }) => call(countComplaints, {}, { signal }),
  meta: { topics: ['complaints'] },
})

export const returnsQuery = queryOptions({
  queryKey: ['complaints', 'returned'],
  queryFn: ({ signal }) => call(listReturned, {}, { signal }),
  meta: { topics: ['complaints'] },
})

const minute = 60_000

/** Figures of many complaints: once a minute is soon enough, whatever happens meanwhile. */
export const loadQuery = queryOptions({
  queryKey: ['complaints', 'load'],
  queryFn: ({ signal }) => call(readLoad, {}, { signal }),
  staleTime: minute,
  refetchInterval: minute,
})

type Query = NonNullable<Parameters<typeof call<typeof listComplaints>>[2]>['query']

export const listQuery = ({ saved: _saved, ...asked }: ListAsked, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['complaints', 'list', asked, limit],
    // The address may hold codes that are none; the desk refuses them with a sentence.
    queryFn: ({ pageParam, signal }) =>
      call(listComplaints, {}, { query: { ...asked, limit, ...(pageParam && { cursor: pageParam }) } as Query & {}, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { topics: ['complaints'] },
  })

const seldom = 5 * 60_000

export const categoriesQuery = queryOptions({
  queryKey: ['complaints', 'categories'],
  queryFn: ({ signal }) => call(listCategories, {}, { signal }),
  staleTime: seldom,
  meta: { topics: ['complaints'] },
})

export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'agents', 'here'],
  queryFn: ({ signal }) => call(listAgents, {}, { query: { limit: 100 }, signal }),
  staleTime: seldom,
  meta: { topics: ['people'] },
})

export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }) => call(listTeams, {}, { signal }),
  staleTime: seldom,
  meta: { topics: ['people'] },
})

export const customerQuery = (customer: string) =>
  queryOptions({
    queryKey: ['people', 'customer', customer],
    queryFn: ({ signal }) => call(getCustomer, { customer }, { signal }),
    meta: { topics: [`customers:${customer}`] },
  })
