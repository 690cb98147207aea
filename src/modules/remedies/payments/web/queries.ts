import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listWebhookMessages, listWebhooks } from '../contract/webhook.ts'
import { listFiles, listPayees, listPayments, readAccount } from '../contract.ts'

export const payeesQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['remedies', 'payees', complaint],
    queryFn: ({ signal }) => call(listPayees, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const accountQuery = queryOptions({
  queryKey: ['remedies', 'account'],
  queryFn: ({ signal }) => call(readAccount, {}, { signal }),
  meta: { topics: ['remedies'] },
})

const shownAtOnce = 50

export const orderedQuery = infiniteQueryOptions({
  queryKey: ['remedies', 'payments', 'ordered'],
  queryFn: ({ pageParam, signal }) =>
    call(listPayments, {}, { query: { state: 'ordered', limit: shownAtOnce, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  meta: { topics: ['complaints', 'remedies'] },
})

export const filesQuery = infiniteQueryOptions({
  queryKey: ['remedies', 'payments', 'files'],
  queryFn: ({ pageParam, signal }) =>
    call(listFiles, {}, { query: { limit: shownAtOnce, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  meta: { topics: ['remedies'] },
})

/** The payments of one file, to name those that failed. */
export const exportedQuery = queryOptions({
  queryKey: ['remedies', 'payments', 'exported'],
  queryFn: ({ signal }) => call(listPayments, {}, { query: { state: 'exported', limit: 100 }, signal }),
  meta: { topics: ['remedies'] },
})

export const webhooksQuery = queryOptions({
  queryKey: ['remedies', 'payments', 'webhooks'],
  queryFn: ({ signal }) => call(listWebhooks, {}, { signal }),
  meta: { topics: ['remedies'] },
})

export const messagesQuery = infiniteQueryOptions({
  queryKey: ['remedies', 'payments', 'webhook-messages'],
  queryFn: ({ pageParam, signal }) =>
    call(listWebhookMessages, {}, { query: { limit: shownAtOnce, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  meta: { topics: ['remedies', 'complaints'] },
})

export const shownOf = (complaint: string) => [['remedies'], ['conversations', 'timeline', complaint], ['complaints']] as const
export const payments = [['remedies']] as const
