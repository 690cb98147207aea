import { sql } from 'kysely'
import { complaintFor, findByNumber, findNumbers } from '#modules/complaints/index.ts'
import { nameActors, organisationOf } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Entry } from '../contract.ts'
import '../refusals.ts'

/** As it was asked for; what is empty is not asked for. */
export interface AskedStretch {
  from?: string | undefined
  to?: string | undefined
  account?: string | undefined
  team?: string | undefined
  complaint?: string | undefined
}

/** What is looked at: from a moment until before another, and of what. */
export interface Stretch {
  from: Temporal.Instant | null
  until: Temporal.Instant | null
  account: string | null
  /** `none`: of complaints without one. */
  team: string | null
  complaint: Id | null
  zone: string
}

/** Reads what was asked for; refuses days that make no period, and a complaint that the caller does not see. */
export async function stretchOf(work: Work, asked: AskedStretch): Promise<Stretch> {
  const { zone } = await organisationOf(work)
  const from = asked.from ? beginning(asked.from, zone) : null
  const until = asked.to ? ending(asked.to, zone) : null
  if (from && until && Temporal.Instant.compare(from, until) >= 0) throw refuse('remedies.ledger_period')
  const complaint = asked.complaint?.trim() ? await complaintOf(work, asked.complaint.trim()) : null
  return { from, until, account: asked.account || null, team: asked.team || null, complaint, zone }
}

/** The entries of a stretch; `since: false` takes those before it too, for what stood when it began. */
export const entriesOf = (work: Work, { from, until, account, team, complaint }: Stretch, { since = true } = {}) =>
  work.db
    .selectFrom('remedies_entries as e')
    .$if(since && from !== null, (query) => query.where('e.booked_at', '>=', from))
    .$if(until !== null, (query) => query.where('e.booked_at', '<', until))
    .$if(account !== null, (query) => query.where('e.account', '=', account))
    .$if(team !== null, (query) => (team === 'none' ? query.where('e.team_id', 'is', null) : query.where('e.team_id', '=', team)))
    .$if(complaint !== null, (query) => query.where('e.complaint_id', '=', complaint))

/** The keys of the row after which a page goes on. */
export type After = readonly string[] | null

/** One page of them, oldest first, by keyset. */
export const pageOfEntries = (work: Work, stretch: Stretch, { after, limit }: { after: After; limit: number }) =>
  entriesOf(work, stretch)
    .selectAll('e')
    .$if(after !== null, (query) => query.where(sql<boolean>`(e.booked_at, e.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('e.booked_at')
    .orderBy('e.id')
    .limit(limit)

export type EntryRecord = Awaited<ReturnType<ReturnType<typeof pageOfEntries>['execute']>>[number]

/** Entries with the names of who acted. Sums count wherever the complaint is seen; its number only there. */
export async function presentEntries(work: Work, rows: readonly EntryRecord[]): Promise<Entry[]> {
  const [named, numbers] = await Promise.all([
    nameActors(
      work,
      rows.map(({ booked_by }) => booked_by),
    ),
    findNumbers(
      work,
      rows.map(({ complaint_id }) => complaint_id),
    ),
  ])
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]))
  return rows.map((row) => ({
    id: row.id,
    booking: row.booking_id,
    complaint: row.complaint_id,
    number: numberOf.get(row.complaint_id) ?? null,
    remedy: row.remedy_id,
    issue: row.issue_id,
    // held to the contract's codes by check constraints
    kind: row.kind as Entry['kind'],
    basis: row.basis as Entry['basis'],
    act: row.act as Entry['act'],
    account: row.account as Entry['account'],
    amount: row.amount,
    currency: row.currency,
    at: row.booked_at.toString(),
    by: named(row.booked_by),
    team: row.team_id,
    message: row.message_id,
    corrects: row.corrects,
  }))
}

async function complaintOf(work: Work, asked: string): Promise<Id> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(asked)) return (await complaintFor(work, asked.toLowerCase())).id
  const found = await findByNumber(work, asked.toUpperCase())
  if (!found) throw refuse('remedies.number_unknown', { number: asked })
  return found.id
}

const beginning = (asked: string, zone: string): Temporal.Instant =>
  asked.includes('T') ? momentOf(asked) : dayOf(asked).toZonedDateTime(zone).toInstant()

const ending = (asked: string, zone: string): Temporal.Instant =>
  asked.includes('T') ? momentOf(asked) : dayOf(asked).add({ days: 1 }).toZonedDateTime(zone).toInstant()

function momentOf(asked: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(asked)
  } catch {
    throw refuse('remedies.ledger_period')
  }
}

function dayOf(asked: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(asked)
  } catch {
    throw refuse('remedies.ledger_period')
  }
}
