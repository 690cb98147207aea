import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listCategories } from '#modules/complaints/contract.ts'
import { readTextUsage } from '#modules/conversations/contract.ts'
import { listAgents } from '#modules/people/contract.ts'
import type { QueryOf } from '#platform/endpoint.ts'
import { call } from '#workspace/kit/desk.ts'
import { listTexts, listVersions, readText } from '../contract.ts'

/** Whatever shows ready texts: asked for anew after an act. */
export const texts = ['knowledge'] as const

export type TextFilters = Partial<
  Pick<QueryOf<typeof listTexts>, 'q' | 'kind' | 'category' | 'channel' | 'stage' | 'step' | 'retired' | 'review'>
>

export const textsQuery = (asked: TextFilters) =>
  infiniteQueryOptions({
    queryKey: ['knowledge', 'texts', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      call(listTexts, {}, { query: { ...asked, limit: 50, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })

export const textQuery = (text: string) =>
  queryOptions({ queryKey: ['knowledge', 'text', text], queryFn: ({ signal }) => call(readText, { text }, { signal }) })

export const versionsQuery = (text: string) =>
  queryOptions({ queryKey: ['knowledge', 'versions', text], queryFn: ({ signal }) => call(listVersions, { text }, { signal }) })

export const usageQuery = (text: string) =>
  queryOptions({ queryKey: ['knowledge', 'usage', text], queryFn: ({ signal }) => call(readTextUsage, { text }, { signal }) })

export const categoriesQuery = queryOptions({
  queryKey: ['complaints', 'categories'],
  queryFn: ({ signal }) => call(listCategories, {}, { signal }),
  staleTime: 300_000,
})

export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'agents', 'here'],
  queryFn: ({ signal }) => call(listAgents, {}, { query: { limit: 100 }, signal }),
  staleTime: 300_000,
})
