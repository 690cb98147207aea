import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listComplaints } from '#modules/complaints/contract.ts'
import { listTeams } from '#modules/people/contract.ts'
import { search } from '#modules/search/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { readAcknowledgement } from '../contract/acknowledgements.ts'
import { listAside, listMailboxAlarms, listMailboxes, listMailboxHealth, type Mailbox } from '../contract.ts'

/** Whatever shows mailboxes and mails: asked for anew after an act. */
export const channels = ['channels'] as const
const meta = { topics: ['channels'] }

const isNotTried = ({ imap, ended, health }: Mailbox) =>
  imap !== null && !ended && health.last_read_at === null && health.read_trouble === null

export const mailboxesQuery = queryOptions({
  queryKey: ['channels', 'mailboxes'],
  queryFn: ({ signal }) => call(listMailboxes, {}, { signal }),
  // How a mailbox is makes no fact: it is asked for, and sooner while a new one has not been read yet.
  refetchInterval: ({ state }) => (state.data?.data.some(isNotTried) ? 2_000 : 30_000),
  meta,
})

/** How mailboxes are changes without a fact: it is asked for while somebody looks. */
export const healthQuery = queryOptions({
  queryKey: ['channels', 'health'],
  queryFn: ({ signal }) => call(listMailboxHealth, {}, { signal }),
  refetchInterval: 15_000,
  meta,
})

export const alarmsQuery = queryOptions({
  queryKey: ['channels', 'alarms'],
  queryFn: ({ signal }) => call(listMailboxAlarms, {}, { signal }),
  meta,
})

export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }) => call(listTeams, {}, { signal }),
  meta: { topics: ['people'] },
})

export const asideQuery = infiniteQueryOptions({
  queryKey: ['channels', 'aside'],
  queryFn: ({ pageParam, signal }) => call(listAside, {}, { query: { limit: 50, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  meta,
})

/** Heard of with the complaint: it was withheld, sent, or somebody answered. */
export const acknowledgementQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['channels', 'acknowledgement', complaint],
    queryFn: ({ signal }) => call(readAcknowledgement, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

/** Complaints that a machine's mail opened and nobody has looked at yet. */
export const reviewQuery = infiniteQueryOptions({
  queryKey: ['complaints', 'review'],
  queryFn: ({ pageParam, signal }) =>
    call(listComplaints, {}, { query: { view: 'open', mark: 'automatic', limit: 20, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  meta: { topics: ['complaints'] },
})

/** Complaints by number, name or words, to attach a mail to one. */
export const complaintsFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', 'complaints', q],
    queryFn: ({ signal }) => call(search, {}, { query: { q, limit: 10 }, signal }),
    enabled: q.length > 2,
  })
