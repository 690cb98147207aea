import { queryOptions } from '@tanstack/react-query'
import { listTeams } from '#modules/people/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { countViews, listViews, readColumns } from '../contract.ts'

export const viewsQuery = queryOptions({
  queryKey: ['worklist', 'views'],
  queryFn: ({ signal }) => call(listViews, {}, { signal }),
  staleTime: 60_000,
  meta: { topics: ['worklist', 'people'] },
})

const minute = 60_000

/** Asked for where the numbers are shown, once a minute: each view is a query of its own. */
export const viewCountsQuery = queryOptions({
  queryKey: ['worklist', 'counts'],
  queryFn: ({ signal }) => call(countViews, {}, { signal }),
  staleTime: minute,
  refetchInterval: minute,
  meta: { topics: ['worklist'] },
})

export const columnsQuery = queryOptions({
  queryKey: ['worklist', 'columns'],
  queryFn: ({ signal }) => call(readColumns, {}, { signal }),
  staleTime: 5 * minute,
})

export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }) => call(listTeams, {}, { signal }),
  staleTime: 5 * minute,
  meta: { topics: ['people'] },
})

/** Where a saved view is looked at. */
export const viewAddress = (view: string): string => `/app/complaints?saved=${view}`
