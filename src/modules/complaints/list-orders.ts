import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { DB } from '#platform/database.types.ts'
import { refuse } from '#platform/refusal.ts'
import type { Sort, View } from './contract.ts'
import { livingStates, runningStates } from './rules/lifecycle.ts'

export type ListQuery = SelectQueryBuilder<DB, 'complaints_complaints', object>

/** The moment by which a complaint has to be decided, as another module keeps it. */
export interface DecideBy {
  /** Of the complaint of a row; null where nothing is owed any more. */
  ofRow: RawBuilder<Temporal.Instant | null>
  /** All that there are, as `(complaint_id, due_at)`, in an order that an index serves. */
  all: RawBuilder<{ complaint_id: string; due_at: Temporal.Instant }>
}

/** How rows follow each other; each has an index. */
type Order = 'burning' | 'due' | 'reply_by' | 'ended' | 'newest' | 'oldest' | 'changed' | 'quiet'

/** A part of a list that one index serves. A list is one leg after the other: those with a limit, then those without. */
export interface Leg {
  order: Order
  /** Only these, or all but these. */
  states?: readonly string[]
  not?: boolean
  /** Those that owe no decision by a limit. */
  withoutLimit?: boolean
}

type Scope = 'running' | 'waiting' | 'closed' | 'all'
const scopeOf = (view: View): Scope => {
  if (view === 'waiting' || view === 'closed' || view === 'all') return view
  return 'running'
}

const ofView: Partial<Record<View, Leg[]>> = {
  due: [{ order: 'due' }],
  waiting: [{ order: 'reply_by' }],
  closed: [{ order: 'ended' }],
  all: [{ order: 'newest' }],
}

const burningFirst: Leg[] = [
  { order: 'burning', states: runningStates },
  { order: 'newest', states: runningStates, not: true },
]

const asSorted: Record<Scope, Partial<Record<Sort, Leg[]>>> = {
  running: {
    burning: [{ order: 'burning' }],
    limit: [{ order: 'due' }, { order: 'burning', withoutLimit: true }],
    quiet: [{ order: 'quiet' }],
  },
  waiting: {
    burning: [{ order: 'reply_by' }],
    limit: [{ order: 'due' }, { order: 'newest', withoutLimit: true }],
    quiet: [{ order: 'quiet' }],
  },
  closed: { burning: [{ order: 'ended' }], limit: [{ order: 'ended' }], quiet: [{ order: 'oldest' }] },
  all: {
    burning: burningFirst,
    limit: [{ order: 'due' }, ...burningFirst.map((leg) => ({ ...leg, withoutLimit: true }))],
    quiet: [
      { order: 'quiet', states: livingStates },
      { order: 'changed', states: livingStates, not: true },
    ],
  },
}

/** The legs of a list in their order. What was asked for by operators, with no order named, begins with what burns. */
export function legsOf(view: View, { sort, q }: { sort?: Sort | undefined; q?: string | undefined }): readonly Leg[] {
  if (sort === 'received') return [{ order: 'newest' }]
  if (sort === 'oldest' || sort === 'changed') return [{ order: sort }]
  if (sort !== undefined) return asSorted[scopeOf(view)][sort] ?? [{ order: 'newest' }]
  if (view === 'all' && q) return burningFirst
  return ofView[view] ?? [{ order: 'burning' }]
}

/** Where a list goes on: the leg, and the keys of the last row in it. */
interface Place {
  leg: number
  rank: number
  at: string
  id: string
}

export function placeAfter(cursor: string | undefined, legs: readonly Leg[]): Place | null {
  const read = readCursor(cursor, ['number', 'number', 'instant', 'id'])
  if (read === null) return null
  const [leg, rank] = [Number(read[0]), Number(read[1])] as const
  if (legs[leg] === undefined || !isSmall(rank)) throw refuse('platform.unknown_cursor')
  return { leg, rank, at: read[2] ?? '', id: read[3] ?? '' }
}

const isSmall = (rank: number) => rank >= 0 && rank < 1000

/** The rows of one leg in their order, from a place on. */
export function alongLeg(query: ListQuery, leg: Leg, { place, decideBy }: { place: Place | null; decideBy: DecideBy }): ListQuery {
  const { order, states, not = false, withoutLimit = false } = leg
  const chosen = query
    .$if(states !== undefined, (rest) => rest.where('complaints_complaints.state', not ? 'not in' : 'in', [...(states ?? [])]))
    .$if(withoutLimit, (rest) => rest.where(sql<boolean>`${decideBy.ofRow} is null`))
  return ordered(place === null ? chosen : after(chosen, order, place), order)
}

const momentOf = {
  due: 'limits.due_at',
  reply_by: 'reply_by',
  ended: 'closed_at',
  newest: 'received_at',
  oldest: 'received_at',
  changed: 'last_activity_at',
  quiet: 'last_activity_at',
} as const
const falling: readonly Order[] = ['ended', 'newest', 'changed']

function after(query: ListQuery, order: Order, { rank, at, id }: Place): ListQuery {
  if (order === 'burning') return query.where(sql<boolean>`(rank, received_at, id) > (${rank}::smallint, ${at}::timestamptz, ${id}::uuid)`)
  const sign = sql.raw(falling.includes(order) ? '<' : '>')
  return query.where(sql<boolean>`(${sql.ref(momentOf[order])}, id) ${sign} (${at}::timestamptz, ${id}::uuid)`)
}

function ordered(query: ListQuery, order: Order): ListQuery {
  if (order === 'burning') return query.orderBy('rank').orderBy('received_at').orderBy('id')
  const way = falling.includes(order) ? 'desc' : 'asc'
  return query.orderBy(sql.ref(momentOf[order]), way).orderBy('id', way)
}

/** Only where limits are the order are they joined: their index leads, and what owes no decision is not there. */
export function withLimits(complaints: ListQuery, order: Order, { all }: DecideBy): ListQuery {
  if (order !== 'due') return complaints
  const joined = complaints.innerJoin(all.as('limits'), (join) => join.onRef('limits.complaint_id', '=', 'complaints_complaints.id'))
  // One table more, of which only the order and the cursor speak, by name.
  return joined as unknown as ListQuery
}

interface Placed {
  id: string
  rank: number | null
  received_at: Temporal.Instant
  last_activity_at: Temporal.Instant
  reply_by: Temporal.Instant | null
  closed_at: Temporal.Instant | null
  due: Temporal.Instant | null
}

/** The cursor after a row of a leg. */
export function cursorOf(row: Placed, leg: number, { order }: Leg): string {
  const at = {
    burning: row.received_at,
    due: row.due,
    reply_by: row.reply_by,
    ended: row.closed_at,
    newest: row.received_at,
    oldest: row.received_at,
    changed: row.last_activity_at,
    quiet: row.last_activity_at,
  }[order]
  return cursorAfter([leg, order === 'burning' ? (row.rank ?? 0) : 0, (at ?? row.received_at).toString(), row.id])
}
