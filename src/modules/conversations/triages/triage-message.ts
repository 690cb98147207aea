import { sql } from 'kysely'
import type { FindMarks } from '#modules/complaints/index.ts'
import type { Reading } from '#modules/triage/contract.ts'
import { readTextNow } from '#modules/triage/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { findMessageById, type MessageRecord } from '../find-message.ts'

interface Asked {
  complaint: Id
  message: Id
}

/** Reads one message of a customer. Nothing follows from it by itself. A second time changes nothing. */
export const triageMessage = job<Asked>('triage-message', async ({ step }, asked) => step((work) => triage(work, asked)), {
  priority: 5,
  company: 12,
})

/** What a person wrote is read soon after it was kept; what a machine sent is not. */
export async function queueTriage(
  work: Work,
  { complaint, message, ...fact }: Fact<'message.received'> | Fact<'message.taken_over'>,
): Promise<void> {
  if ('automatic' in fact && fact.automatic) return
  await work.enqueue(triageMessage, { complaint, message }, { key: `triage/${message}` })
}

/** Marks the rows of a list of whose customer's messages one speaks of danger, self-harm or a threat, or abuses. */
export const findTriageMarks: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('conversations_triages')
    .select(['complaint_id', 'marks'])
    .where('complaint_id', 'in', complaints)
    .where(sql<boolean>`marks <> '{}'`)
    .execute()
  const byComplaint = Map.groupBy(rows, ({ complaint_id }) => complaint_id)
  return new Map([...byComplaint].map(([complaint, some]) => [complaint, [...new Set(some.flatMap(({ marks }) => marks))]]))
}

const conductMarks: Partial<Record<Reading['conduct'], string>> = {
  self_harm_risk: 'self_harm',
  threat_to_staff: 'threat',
  abusive_language: 'abuse',
}

/** What of a reading a list shows. */
export function marksOf({ conduct, flags }: Pick<Reading, 'conduct' | 'flags'>): string[] {
  const danger = flags.some((flag) => flag.startsWith('danger_') || flag === 'medical_need')
  return [...(danger ? ['danger'] : []), ...[conductMarks[conduct] ?? []].flat()]
}

/** What is kept of a reading: no copy of anything that the message says. */
export type KeptReading = Omit<Reading, 'entities'> & { entities: Pick<Reading['entities'], 'spans'> }

async function triage(work: Work, { complaint, message: id }: Asked): Promise<void> {
  const message = await findMessageById(work, complaint, id)
  if (!message || message.direction !== 'in' || message.moved_to) return
  const reading = await readTextNow(work, askedOf(message))
  const kept: KeptReading = { ...reading, entities: { spans: reading.entities.spans } }
  await work.db
    .insertInto('conversations_triages')
    .values({ complaint_id: complaint, message_id: id, reading: JSON.stringify(kept), marks: marksOf(reading), read_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

// More than this of a mail is a book; its beginning tells.
const longest = 50_000

export const wordsOf = ({ visible_text }: Pick<MessageRecord, 'visible_text'>): string => visible_text.slice(0, longest)

function askedOf(message: MessageRecord) {
  const { subject, channel, at, language } = message
  const text = wordsOf(message)
  // A first line that stands for a missing subject would count twice.
  const own = subject && !text.startsWith(subject.slice(0, 40)) ? { subject } : {}
  return { text, channel, received: at.toString(), ...(language && { language }), ...own }
}
