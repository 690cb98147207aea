import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { QueryOf } from '#platform/endpoint.ts'
import { call } from '#workspace/kit/desk.ts'
import {
  listClocks,
  listDueClocks,
  listPresets,
  listPresetVersions,
  readDigest,
  readLimits,
  readPromptness,
  readStanding,
} from '../contract.ts'

/** Whatever shows time limits: asked for anew after an act. */
export const clocks = ['clocks'] as const

const minute = 60_000

export const clocksQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['clocks', 'of', complaint],
    queryFn: ({ signal }) => call(listClocks, { complaint }, { signal }),
    // Time passes also while nothing happens.
    refetchInterval: minute,
    meta: { topics: [`complaints:${complaint}`] },
  })

export const dueQuery = (asked: Partial<Pick<QueryOf<typeof listDueClocks>, 'mine' | 'before'>>) =>
  infiniteQueryOptions({
    queryKey: ['clocks', 'due', asked.mine ?? ''],
    queryFn: ({ pageParam, signal }) =>
      call(listDueClocks, {}, { query: { ...asked, limit: 20, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { topics: ['complaints'] },
  })

export const limitsQuery = queryOptions({
  queryKey: ['clocks', 'limits'],
  queryFn: ({ signal }) => call(readLimits, {}, { signal }),
})

export const presetsQuery = queryOptions({
  queryKey: ['clocks', 'presets'],
  queryFn: ({ signal }) => call(listPresets, {}, { signal }),
})

export const versionsQuery = (preset: string) =>
  queryOptions({
    queryKey: ['clocks', 'versions', preset],
    queryFn: ({ signal }) => call(listPresetVersions, { preset }, { signal }),
  })

export const digestQuery = queryOptions({
  queryKey: ['clocks', 'digest'],
  queryFn: ({ signal }) => call(readDigest, {}, { signal }),
})

/** Counted by the minute, not by the fact. */
export const standingQuery = queryOptions({
  queryKey: ['clocks', 'standing'],
  queryFn: ({ signal }) => call(readStanding, {}, { signal }),
  staleTime: minute,
  refetchInterval: minute,
})

export const promptnessQuery = ({ from, to }: { from: string | null; to: string | null }) =>
  queryOptions({
    queryKey: ['clocks', 'promptness', from, to],
    queryFn: ({ signal }) => call(readPromptness, {}, { query: { ...(from && { from }), ...(to && { to }) }, signal }),
  })
