import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { ledgerTablePath, readDays, readLedger } from '../contract.ts'

/** What the reader looks at; empty is not asked for. */
export interface LedgerAsked {
  from: string
  to: string
  account: string
  team: string
  complaint: string
}

const filled = (asked: LedgerAsked): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== ''))

const shownAtOnce = 50

export const ledgerQuery = (asked: LedgerAsked) =>
  infiniteQueryOptions({
    queryKey: ['remedies', 'ledger', asked],
    queryFn: ({ pageParam, signal }) =>
      call(readLedger, {}, { query: { ...filled(asked), limit: shownAtOnce, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { topics: ['complaints', 'remedies'] },
  })

export const daysQuery = (asked: LedgerAsked) =>
  queryOptions({
    queryKey: ['remedies', 'ledger', 'days', asked],
    queryFn: ({ signal }) => call(readDays, {}, { query: { ...filled(asked), from: asked.from, to: asked.to }, signal }),
    meta: { topics: ['complaints', 'remedies'] },
  })

/** Where the same entries are a table. */
export const tableAddress = (asked: LedgerAsked): string => `${ledgerTablePath}?${new URLSearchParams(filled(asked)).toString()}`
