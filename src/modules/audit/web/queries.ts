import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listFacts, readRecordState } from '../contract.ts'

/** The record of a complaint, oldest first. */
export const factsQuery = (complaint: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'facts', complaint],
    queryFn: ({ pageParam, signal }) =>
      call(listFacts, { complaint }, { query: { limit: 100, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { topics: [`complaints:${complaint}`] },
  })

export const recordStateQuery = queryOptions({
  queryKey: ['audit', 'state'],
  queryFn: ({ signal }) => call(readRecordState, {}, { signal }),
})
