import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listDeputies, readDecisionTimes } from '../contract.ts'

export const deputiesQuery = queryOptions({
  queryKey: ['remedies', 'deputies'],
  queryFn: ({ signal }) => call(listDeputies, {}, { signal }),
  meta: { topics: ['remedies'] },
})

export const timesQuery = queryOptions({
  queryKey: ['remedies', 'decision-times'],
  queryFn: ({ signal }) => call(readDecisionTimes, {}, { signal }),
  meta: { topics: ['complaints'] },
})
