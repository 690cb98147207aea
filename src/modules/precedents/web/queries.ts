import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listSimilar, listUnlike } from '../contract.ts'

/** A sum that somebody thinks of for an issue. */
export interface Thought {
  amount: number
  currency: string
  basis: 'entitlement' | 'goodwill'
}

export const similarQuery = (at: { complaint: string; issue: string }, thought?: Thought) =>
  queryOptions({
    queryKey: ['precedents', 'similar', at.complaint, at.issue, thought ?? null],
    queryFn: ({ signal }) => call(listSimilar, at, { query: thought ?? {}, signal }),
    meta: { topics: [`complaints:${at.complaint}`, 'precedents'] },
  })

const shownAtOnce = 20

export const unlikeQuery = (explained: boolean) =>
  infiniteQueryOptions({
    queryKey: ['precedents', 'unlike', explained],
    queryFn: ({ pageParam, signal }) =>
      call(
        listUnlike,
        {},
        { query: { limit: shownAtOnce, ...(explained && { explained: 'true' }), ...(pageParam && { cursor: pageParam }) }, signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { topics: ['complaints'] },
  })

/** Whatever shows a precedent. */
export const shown = [['precedents']] as const
