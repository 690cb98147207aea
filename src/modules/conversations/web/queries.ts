import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listMailboxes } from '#modules/channels/contract.ts'
import { listAgents } from '#modules/people/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { readDraft, readRecipients, readTimeline, readTriage } from '../contract.ts'

export const timelineQuery = (complaint: string) =>
  infiniteQueryOptions({
    queryKey: ['conversations', 'timeline', complaint],
    queryFn: ({ pageParam, signal }) =>
      call(readTimeline, { complaint }, { query: { limit: 30, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { topics: [`complaints:${complaint}`] },
  })

export const recipientsQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['conversations', 'recipients', complaint],
    queryFn: ({ signal }) => call(readRecipients, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

/** A message is read a moment after it came: until then it is asked again. */
export const triageQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['conversations', 'triage', complaint],
    queryFn: ({ signal }) => call(readTriage, { complaint }, { signal }),
    refetchInterval: ({ state }) => (state.data?.triage === null && state.dataUpdateCount < 10 ? 3000 : false),
    meta: { topics: [`complaints:${complaint}`] },
  })

export type DraftKind = 'reply' | 'note'

/** Read once: from then on the page itself is the newest. */
export const draftQuery = (complaint: string, kind: DraftKind) =>
  queryOptions({
    queryKey: ['conversations', 'draft', complaint, kind],
    queryFn: ({ signal }) => call(readDraft, { complaint, kind }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

export const mailboxesQuery = queryOptions({
  queryKey: ['channels', 'mailboxes'],
  queryFn: ({ signal }) => call(listMailboxes, {}, { signal }),
  staleTime: 5 * 60_000,
  retry: false,
  meta: { topics: ['channels'] },
})

/** Whether somebody in the house has this address. */
export const colleagueQuery = (address: string) =>
  queryOptions({
    queryKey: ['people', 'colleague', address.toLowerCase()],
    queryFn: async ({ signal }) => {
      const { data } = await call(listAgents, {}, { query: { q: address.slice(0, 100), limit: 5 }, signal })
      return data.some(({ email }) => email.toLowerCase() === address.toLowerCase())
    },
    staleTime: 5 * 60_000,
    retry: false,
  })

/** Colleagues by name, or those whose name or address has these letters. */
export const mentionableQuery = (q: string) =>
  queryOptions({
    queryKey: ['people', 'mentionable', q],
    queryFn: async ({ signal }) => (await call(listAgents, {}, { query: { limit: 100, ...(q !== '' && { q }) }, signal })).data,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    meta: { topics: ['people'] },
  })
