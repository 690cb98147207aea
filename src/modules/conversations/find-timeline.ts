import { type RawBuilder, sql } from 'kysely'
import { complaintFor } from '#modules/complaints/index.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { Id, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside } from './access.ts'
import type { readTimeline, TimelineItem } from './contract.ts'
import { presentEvents } from './present-events.ts'
import { presentMessages } from './present-message.ts'
import { presentNotes } from './present-notes.ts'
import './refusals.ts'

/** Where an item stands in the timeline. Of one moment, events stand above the messages and notes that they speak of. */
interface Place {
  rank: 1 | 2 | 3
  id: string
  at: Temporal.Instant
  seq: number | null
}

/** Facts that only say what a message or a note in the same list shows itself. */
const shownByTheirMessage = [
  'message.received',
  'reply.written',
  'acknowledgement.written',
  'notice.written',
  'contact.logged',
  'note.written',
  'message.sent',
]

/** Everything that happened, newest first: one keyset query finds the places, a bounded number fills them. */
export async function findTimeline(
  work: Work,
  complaintId: Id,
  asked: QueryOf<typeof readTimeline>,
): Promise<{ data: TimelineItem[]; next: string | null }> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayReadInside(work.actor)) throw refuse('complaints.not_found')
  const found = await placesOf(work, complaint.id, asked)
  const places = found.slice(0, asked.limit)
  const last = found.length > asked.limit ? places.at(-1) : undefined

  const messages = await presentMessages(work, complaint, await rowsOf(work, complaint.id, idsOf(places, 1)))
  const notes = await presentNotes(work, complaint, await notesOf(work, complaint.id, idsOf(places, 2)))
  const events = await presentEvents(
    work,
    complaint,
    places.flatMap(({ seq }) => seq ?? []),
  )

  const items = new Map<string, TimelineItem>([
    ...messages.map((message): [string, TimelineItem] => [message.id, { kind: 'message', id: message.id, at: message.at, message }]),
    ...notes.map((note): [string, TimelineItem] => [note.id, { kind: 'note', id: note.id, at: note.at, note }]),
    ...events.map(({ id, event }): [string, TimelineItem] => [id, { kind: 'event', id, at: event.at, event }]),
  ])
  return {
    data: places.flatMap(({ id }) => items.get(id) ?? []),
    next: last ? cursorAfter([last.at.toString(), last.rank, last.id]) : null,
  }
}

const idsOf = (places: Place[], rank: Place['rank']): string[] => places.filter((place) => place.rank === rank).map(({ id }) => id)

interface After {
  at: string
  rank: number
  id: string
}

async function placesOf(work: Work, complaintId: Id, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<Place[]> {
  const after = afterOf(cursor)
  const some = sql.lit(limit + 1)
  const { rows } = await sql<Place>`
    (select 1 as rank, id::text as id, at, null::bigint as seq from conversations_messages
      where complaint_id = ${complaintId} and ${isAfter(after, 1, sql`id`)} order by at desc, conversations_messages.id desc limit ${some})
    union all
    (select 2, id::text, at, null from conversations_notes
      where complaint_id = ${complaintId} and ${isAfter(after, 2, sql`id`)} order by at desc, conversations_notes.id desc limit ${some})
    union all
    (select 3, ${eventId}, at, seq from facts_facts
      where stream = ${`complaint/${complaintId}`} and fact <> all(${shownByTheirMessage}::text[]) and ${isAfter(after, 3, eventId)} order by at desc, seq desc limit ${some})
    order by at desc, rank desc, id collate "C" desc limit ${some}`.execute(work.db)
  return rows
}

// Its number padded, so that it sorts as text like the ids beside it.
const eventId = sql<string>`'event-' || lpad(facts_facts.seq::text, 10, '0')`

function afterOf(cursor: string | undefined): After | null {
  const keys = readCursor(cursor, ['instant', 'number', 'string'])
  if (!keys) return null
  const [at = '', rank = '', id = ''] = keys
  if (!['1', '2', '3'].includes(rank) || !(rank === '3' ? /^event-\d{10}$/ : /^[0-9a-f-]{36}$/).test(id))
    throw refuse('platform.unknown_cursor')
  return { at, rank: Number(rank), id }
}

/** Whether a row of this rank comes after the cursor, in falling order of (at, rank, id). */
function isAfter(after: After | null, rank: number, id: RawBuilder<unknown>): RawBuilder<boolean> {
  if (!after) return sql`true`
  const at = sql`${after.at}::timestamptz`
  if (rank < after.rank) return sql`at <= ${at}`
  if (rank > after.rank) return sql`at < ${at}`
  return rank === 3 ? sql`(at, ${id} collate "C") < (${at}, ${after.id} collate "C")` : sql`(at, ${id}) < (${at}, ${after.id}::uuid)`
}

async function rowsOf(work: Work, complaintId: Id, ids: string[]) {
  if (ids.length === 0) return []
  return work.db.selectFrom('conversations_messages').selectAll().where('complaint_id', '=', complaintId).where('id', 'in', ids).execute()
}

async function notesOf(work: Work, complaintId: Id, ids: string[]) {
  if (ids.length === 0) return []
  return work.db.selectFrom('conversations_notes').selectAll().where('complaint_id', '=', complaintId).where('id', 'in', ids).execute()
}
