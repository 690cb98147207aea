import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import type { Reading } from '#modules/triage/contract.ts'
import { namedIn } from '#modules/triage/rules/find-entities.ts'
import type { Because } from '#modules/triage/rules/read-message.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside, mayWrite } from '../access.ts'
import type { ComplaintTriage, CorrectableOutput } from '../contract.ts'
import { findMessageById, type MessageRecord } from '../find-message.ts'
import { maskNumbers } from '../rules/mask-numbers.ts'
import { findAuthors } from '../timeline/authors.ts'
import { type KeptReading, wordsOf } from './triage-message.ts'

/** How the customer's first message reads, with what people corrected; null until it was read, and for customers' links. */
export async function findTriage(work: Work, complaintId: Id): Promise<{ triage: ComplaintTriage | null }> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayReadInside(work.actor)) return { triage: null }
  const [first, ...later] = await triagesOf(work, complaint.id)
  const message = first && (await findMessageById(work, complaint.id, first.message_id))
  if (!first || !message) return { triage: null }
  const corrections = await correctionsOf(work, complaint, { message: first.message_id, reading: first.reading })
  return {
    triage: {
      message: first.message_id,
      read_at: first.read_at.toString(),
      reading: presented(first.reading, { message, corrections }),
      quotes: first.reading.reasons.map(({ because }) => because.map((one) => quoteOf(one, { message, complaint }))),
      corrections,
      later: later.filter(({ marks }) => marks.length > 0).map(({ message_id, marks }) => ({ message: message_id, marks })),
      may: { correct: mayWrite(work.actor) },
    },
  }
}

interface Triage {
  message_id: Id
  read_at: Temporal.Instant
  reading: KeptReading
  marks: string[]
}

/** The readings of a complaint's messages, the oldest message first. */
export async function triagesOf(work: Work, complaint: Id): Promise<Triage[]> {
  const rows = await work.db
    .selectFrom('conversations_triages as t')
    .innerJoin('conversations_messages as m', (on) => on.onRef('m.complaint_id', '=', 't.complaint_id').onRef('m.id', '=', 't.message_id'))
    .select(['t.message_id', 't.read_at', 't.reading', 't.marks'])
    .where('t.complaint_id', '=', complaint)
    .where('m.moved_to', 'is', null)
    .orderBy('m.at')
    .orderBy('m.id')
    .limit(50)
    .execute()
  // The column is written only by triage-message, from this shape.
  return rows.map((row) => ({ ...row, reading: row.reading as unknown as KeptReading }))
}

interface OfMessage {
  message: Id
  reading: KeptReading
}

async function correctionsOf(
  work: Work,
  complaint: ComplaintRecord,
  { message, reading }: OfMessage,
): Promise<ComplaintTriage['corrections']> {
  const rows = await work.db
    .selectFrom('conversations_triage_corrections')
    .select(['output', 'value', 'reason', 'set_by', 'set_at'])
    .where('complaint_id', '=', complaint.id)
    .where('message_id', '=', message)
    .orderBy('set_at')
    .execute()
  const authors = rows.map(({ set_by }) => set_by)
  const authorOf = await findAuthors(work, authors, complaint.customer_id)
  return rows.map(({ value, reason, set_by, set_at, ...row }) => {
    const output = row.output as CorrectableOutput
    return { output, value, read: String(reading[output]), reason, set_by: authorOf(set_by).name, set_at: set_at.toString() }
  })
}

interface Shown {
  message: MessageRecord
  corrections: ComplaintTriage['corrections']
}

/** What the text names is read from the text again: it was kept nowhere else. */
function presented(kept: KeptReading, { message, corrections }: Shown): Reading {
  const changed = Object.fromEntries(corrections.map(({ output, value }) => [output, value]))
  const reading = { ...kept, ...changed, entities: namedIn(wordsOf(message), message.at) }
  return { ...reading, is_complaint: reading.kind === 'complaint' }
}

function quoteOf({ part, start, end }: Because, { message, complaint }: { message: MessageRecord; complaint: ComplaintRecord }): string {
  const text = part === 'text' ? wordsOf(message) : message.subject
  return maskNumbers(text, complaint.order_numbers).slice(start, end)
}
