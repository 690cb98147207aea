import { sql } from 'kysely'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { may, visibleComplaints } from '../access.ts'
import type { Alike, findAlike as findEndpoint, State } from '../contract.ts'
import { type ComplaintRecord, complaintFor } from '../find-complaint.ts'
import { isOver, movesIn } from '../rules/lifecycle.ts'
import { orderLike, saysTheSame } from '../rules/likeness.ts'

/** Complaints that may be the same matter as this one, the likeliest first; those that are linked, or were said to be different, are not among them. */
export async function findAlike(work: Work, id: Id): Promise<{ data: Alike[] }> {
  const complaint = await complaintFor(work, id)
  if (isOver(complaint.state as State)) return { data: [] }
  const about = {
    ...complaint,
    text: `${complaint.subject}\n${complaint.words}`,
    category: await categoryOf(work, complaint.id),
    into: (other: Candidate) => may(work.actor, complaint).merge && mergesInto(complaint, other),
  }
  return { data: await alikeTo(work, about) }
}

/** The same for what somebody is about to open. */
export async function findAlikeBefore(work: Work, { text, customer, orders }: BodyOf<typeof findEndpoint>): Promise<{ data: Alike[] }> {
  const order_numbers = [...new Set([...(orders ?? []), ...orderLike(text)])]
  const about = { id: null, customer_id: customer ?? null, order_numbers, received_at: work.now, text, category: null, into: () => false }
  return { data: await alikeTo(work, about) }
}

interface About {
  id: Id | null
  customer_id: Id | null
  order_numbers: string[]
  received_at: Temporal.Instant
  text: string
  category: string | null
  /** Whether it can be merged into another one. */
  into: (other: Candidate) => boolean
}

const lookedAt = 50
const shown = 5
const within = { hours: 24 * 180 }
const lately = 24 * 7

async function alikeTo(work: Work, about: About): Promise<Alike[]> {
  const [theirs, same] = await Promise.all([
    about.customer_id === null ? [] : candidates(work, about).where('customer_id', '=', about.customer_id).execute(),
    about.order_numbers.length === 0
      ? []
      : candidates(work, about)
          .where(sql<boolean>`order_numbers <> '{}'`)
          .where(sql<boolean>`order_numbers && ${about.order_numbers}::text[]`)
          .execute(),
  ])
  const all = new Map([...theirs, ...same].map((row) => [row.id, row]))
  const judged = [...all.values()].map((row) => ({ row, why: whyOf(about, row) }))
  return judged
    .filter(({ why }) => why.some((one) => one !== 'customer'))
    .toSorted((one, other) => other.why.length - one.why.length || Temporal.Instant.compare(other.row.received_at, one.row.received_at))
    .slice(0, shown)
    .map(({ row, why }) => present(about, row, why))
}

type Candidate = Awaited<ReturnType<ReturnType<typeof candidates>['execute']>>[number]

const candidates = (work: Work, { id, received_at }: About) =>
  work.db
    .selectFrom('complaints_complaints')
    .select([
      'complaints_complaints.id',
      'complaints_complaints.number',
      'complaints_complaints.subject',
      'complaints_complaints.words',
      'complaints_complaints.state',
      'complaints_complaints.received_at',
      'complaints_complaints.customer_id',
      'complaints_complaints.order_numbers',
      'complaints_complaints.restriction',
    ])
    .select((row) =>
      row
        .selectFrom('complaints_issues as i')
        .select('i.category_code')
        .whereRef('i.complaint_id', '=', 'complaints_complaints.id')
        .orderBy('i.position')
        .limit(1)
        .as('category'),
    )
    .where(visibleComplaints(work.actor))
    .where('complaints_complaints.state', 'not in', ['merged', 'withdrawn', 'not_complaint'])
    .where('complaints_complaints.received_at', '>', received_at.subtract(within))
    .where('complaints_complaints.received_at', '<', received_at.add(within))
    .$if(id !== null, (query) => query.where('complaints_complaints.id', '<>', id ?? '').where((match) => match.not(related(id ?? ''))))
    .orderBy('complaints_complaints.received_at', 'desc')
    .limit(lookedAt)

/** Linked already, or said to be different. */
const related = (
  id: Id,
) => sql<boolean>`(exists (select from complaints_links l where l.complaint_id = ${id} and l.other_id = complaints_complaints.id)
  or exists (select from complaints_differences d where d.complaint_id = ${id} and d.other_id = complaints_complaints.id))`

function whyOf(about: About, row: Candidate): Alike['why'] {
  const signs = {
    customer: about.customer_id !== null && row.customer_id === about.customer_id,
    order: sharedOrders(about, row).length > 0,
    text: saysTheSame(about.text, `${row.subject}\n${row.words}`),
    category: about.category !== null && about.category === row.category && isNear(about, row),
  }
  return (['order', 'text', 'category', 'customer'] as const).filter((sign) => signs[sign])
}

const sharedOrders = (about: About, row: Candidate) => row.order_numbers.filter((order) => about.order_numbers.includes(order))

const isNear = (about: About, row: Candidate): boolean => about.received_at.until(row.received_at).abs().total('hours') <= lately

function present(about: About, row: Candidate, why: Alike['why']): Alike {
  return {
    id: row.id,
    number: row.number,
    subject: maskNumbers(row.subject, row.order_numbers),
    words: maskNumbers(row.words.slice(0, 300), row.order_numbers),
    state: row.state as State, // the column's check constraint holds the same codes
    received_at: row.received_at.toString(),
    why,
    orders: sharedOrders(about, row),
    may_merge: about.into(row),
  }
}

function mergesInto(complaint: ComplaintRecord, other: Candidate): boolean {
  const others = complaint.customer_id !== null && other.customer_id !== null && complaint.customer_id !== other.customer_id
  return movesIn('merge', other.state as State) && !others && (!complaint.restriction || complaint.restriction === other.restriction)
}

async function categoryOf(work: Work, complaint: Id): Promise<string | null> {
  const first = await work.db
    .selectFrom('complaints_issues')
    .select('category_code')
    .where('complaint_id', '=', complaint)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return first?.category_code ?? null
}
