import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listToneConflicts, readToneRules } from '../contract.ts'

/** Whatever shows rules of wording: asked for anew after an act. */
export const tone = ['tone', 'rules'] as const

export const houseRulesQuery = queryOptions({
  queryKey: tone,
  queryFn: ({ signal }) => call(readToneRules, {}, { signal }),
  staleTime: 5 * 60_000,
})

export const conflictsQuery = queryOptions({
  queryKey: [...tone, 'conflicts'],
  queryFn: ({ signal }) => call(listToneConflicts, {}, { signal }),
})

/** The rules that came with Redress are larger than the page: fetched when somebody looks at them. */
export const shippedQuery = queryOptions({
  queryKey: ['tone', 'shipped'],
  queryFn: async () => (await import('./shipped-rows.ts')).shippedRows(),
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
})
