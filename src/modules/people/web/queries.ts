import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import {
  getCustomer,
  getOrganisation,
  listAgents,
  listCustomers,
  listPrivacyNotices,
  listSessions,
  listTeams,
  listTokens,
} from '../contract.ts'

/** What the desk tells when something of this module changed. */
const meta = { topics: ['people'] }

/** Whatever shows people: asked for anew after an act. */
export const people = ['people'] as const

export const customersQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['people', 'customers', 'list', q],
    queryFn: ({ pageParam, signal }) =>
      call(listCustomers, {}, { query: { limit: 50, ...(q && { q }), ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { topics: ['customers'] },
  })

export const customerQuery = (customer: string) =>
  queryOptions({
    queryKey: ['people', 'customer', customer],
    queryFn: ({ signal }) => call(getCustomer, { customer }, { signal }),
    meta: { topics: [`customers:${customer}`] },
  })

export const organisationQuery = queryOptions({
  queryKey: ['people', 'organisation'],
  queryFn: ({ signal }) => call(getOrganisation, {}, { signal }),
  meta,
})

export const noticesQuery = queryOptions({
  queryKey: ['people', 'privacy_notices'],
  queryFn: ({ signal }) => call(listPrivacyNotices, {}, { signal }),
  meta,
})

export const agentsQuery = (left: boolean) =>
  infiniteQueryOptions({
    queryKey: ['people', 'agents', 'list', left],
    queryFn: ({ pageParam, signal }) =>
      call(listAgents, {}, { query: { limit: 50, left: left ? 'true' : 'false', ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta,
  })

/** Everybody who is here, for choices. */
export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'agents', 'here'],
  queryFn: ({ signal }) => call(listAgents, {}, { query: { limit: 100 }, signal }),
  meta,
})

export const teamsQuery = queryOptions({ queryKey: ['people', 'teams'], queryFn: ({ signal }) => call(listTeams, {}, { signal }), meta })

export const tokensQuery = queryOptions({ queryKey: ['people', 'tokens'], queryFn: ({ signal }) => call(listTokens, {}, { signal }), meta })

export const sessionsQuery = queryOptions({ queryKey: ['people', 'sessions'], queryFn: ({ signal }) => call(listSessions, {}, { signal }) })
