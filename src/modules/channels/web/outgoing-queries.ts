import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listStops, readBudgets } from '../contract/mail-stops.ts'

const meta = { topics: ['channels'] }

export const stopsQuery = queryOptions({
  queryKey: ['channels', 'stops'],
  queryFn: ({ signal }) => call(listStops, {}, { signal }),
  // How many wait makes no fact: it is asked for while something is held.
  refetchInterval: ({ state }) => (state.data?.running.length ? 30_000 : false),
  meta,
})

export const budgetsQuery = queryOptions({
  queryKey: ['channels', 'budgets'],
  queryFn: ({ signal }) => call(readBudgets, {}, { signal }),
  meta,
})
