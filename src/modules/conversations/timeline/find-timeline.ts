import { type RawBuilder, sql } from 'kysely'
import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { Id, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside } from '../access.ts'
import type { Message, readTimeline, TimelineItem } from '../contract.ts'
import { presentEvents } from './present-events.ts'
import { presentMessages } from './present-message.ts'
import { presentNotes } from './present-notes.ts'
import { presentShown } from './shown-messages.ts'
import '../refusals.ts'

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
  'message.recorded',
  'contact.logged',
  'note.written',
  'message.sent',
  // The panel of time limits shows these.
  'clock.started',
  'clock.paused',
  'clock.resumed',
  'clock.met',
  'clock.unmet',
  'clock.warned',
  'clock.stopped',
  'letter.written',
]

/** Everything that happened, newest first: one keyset query finds the places, a bounded number fills them. */
export async function findTimeline(
  work: Work,
  complaintId: Id,
  asked: QueryOf<typeof readTimeline>,
): Promise<{ data: TimelineItem[]; next: string | null }> {
  const [complaint, found] = await Promise.all([complaintFor(work, complaintId), placesOf(work, complaintId, asked)])
  if (!mayReadInside(work.actor)) throw refuse('complaints.not_found')
  const places = found.slice(0, asked.limit)
  const last = found.length > asked.limit ? places.at(-1) : undefined

  const [messages, notes, events] = await Promise.all([
    messagesOf(work, complaint, idsOf(places, 1)),
    notesOf(work, complaint.id, idsOf(places, 2)).then((rows) => presentNotes(work, complaint, rows)),
    presentEvents(
      work,
      complaint,
      places.flatMap(({ seq }) => seq ?? []),
    ),
  ])

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
  const { rows } = await sql<Place>`select * from (
      (select 1 as rank, m.id::text as id, m.at, null::bigint as seq from conversations_messages m
        where m.complaint_id = ${complaintId} and ${isAfter(after, 1, 'm.id')} order by m.at desc, m.id desc limit ${some})
      union all
      (select 1, m.id::text, m.at, null from conversations_shown_messages s
        join conversations_messages m on m.complaint_id = s.from_id and m.id = s.message_id
        where s.complaint_id = ${complaintId} and ${isAfter(after, 1, 'm.id')} order by m.at desc, m.id desc limit ${some})
      union all
      (select 2, n.id::text, n.at, null from conversations_notes n
        where n.complaint_id = ${complaintId} and ${isAfter(after, 2, 'n.id')} order by n.at desc, n.id desc limit ${some})
      union all
      (select 3, 'event-' || lpad(f.seq::text, 10, '0'), f.at, f.seq from facts_facts f
        where f.stream = ${`complaint/${complaintId}`} and f.fact <> all(${shownByTheirMessage}::text[]) and ${isAfter(after, 3, 'f.seq')}
        order by f.at desc, f.seq desc limit ${some})
    ) places order by at desc, rank desc, id collate "C" desc limit ${some}`.execute(work.db)
  return rows
}

function afterOf(cursor: string | undefined): After | null {
  const keys = readCursor(cursor, ['instant', 'number', 'string'])
  if (!keys) return null
  const [at = '', rank = '', id = ''] = keys
  if (!['1', '2', '3'].includes(rank) || !(rank === '3' ? /^event-\d{10}$/ : /^[0-9a-f-]{36}$/).test(id))
    throw refuse('platform.unknown_cursor')
  return { at, rank: Number(rank), id }
}

/** Whether a row of this rank comes after the cursor, in falling order of (at, rank, id). An event's id holds its number, padded to sort as text. */
function isAfter(after: After | null, rank: number, column: 'm.id' | 'n.id' | 'f.seq'): RawBuilder<boolean> {
  if (!after) return sql`true`
  const [table = ''] = column.split('.')
  const at = sql.ref(`${table}.at`)
  const moment = sql`${after.at}::timestamptz`
  if (rank < after.rank) return sql`${at} <= ${moment}`
  if (rank > after.rank) return sql`${at} < ${moment}`
  const key = rank === 3 ? sql`${Number(after.id.slice('event-'.length))}::bigint` : sql`${after.id}::uuid`
  return sql`(${at}, ${sql.ref(column)}) < (${moment}, ${key})`
}

/** Its own messages, and those of another complaint that are shown here too. */
async function messagesOf(work: Work, complaint: ComplaintRecord, ids: string[]): Promise<Message[]> {
  const rows = await rowsOf(work, complaint.id, ids)
  const own = await presentMessages(work, complaint, rows)
  const others = ids.filter((id) => !rows.some((row) => row.id === id))
  return others.length === 0 ? own : [...own, ...(await presentShown(work, complaint, others))]
}

async function rowsOf(work: Work, complaintId: Id, ids: string[]) {
  if (ids.length === 0) return []
  return work.db.selectFrom('conversations_messages').selectAll().where('complaint_id', '=', complaintId).where('id', 'in', ids).execute()
}

async function notesOf(work: Work, complaintId: Id, ids: string[]) {
  if (ids.length === 0) return []
  return work.db.selectFrom('conversations_notes').selectAll().where('complaint_id', '=', complaintId).where('id', 'in', ids).execute()
}
