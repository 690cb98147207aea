import { complaintForUpdate } from '#modules/complaints/index.ts'
import { type Correction, tasks } from '#modules/triage/contract.ts'
import { teach } from '#modules/triage/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from '../access.ts'
import { type ComplaintTriage, type CorrectableOutput, correctable, type correctTriage as endpoint } from '../contract.ts'
import { findMessageById } from '../find-message.ts'
import { findTriage, triagesOf } from './find-triage.ts'
import { type KeptReading, marksOf, wordsOf } from './triage-message.ts'
import '../refusals.ts'

type Asked = BodyOf<typeof endpoint>

/** Sets an output right, or takes that back. It teaches the program; the complaint itself stays as it is. */
export async function correctTriage(work: Work, complaintId: Id, asked: Asked): Promise<{ triage: ComplaintTriage | null }> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const [first] = await triagesOf(work, complaint.id)
  if (!first) throw refuse('conversations.triage_not_read')
  if (!isPossible(asked)) throw refuse('conversations.unknown_value', { value: asked.value ?? '' })
  const of = { complaint: complaint.id, message: first.message_id, reading: first.reading }
  await keep(work, of, asked)
  if (asked.output === 'conduct') await markAgain(work, of, asked.value)
  if (asked.value !== null) await teachFrom(work, of, { output: asked.output, value: asked.value })
  await work.announce({ fact: 'triage.corrected', complaint: complaint.id, message: of.message, output: asked.output, value: asked.value })
  return findTriage(work, complaint.id)
}

const isPossible = ({ output, value }: Asked): boolean =>
  value === null || output === 'category' || correctable[output].some((one) => one === value)

interface OfMessage {
  complaint: Id
  message: Id
  reading: KeptReading
}

async function keep(work: Work, { complaint, message }: OfMessage, { output, value, reason }: Asked): Promise<void> {
  if (value === null) {
    await work.db
      .deleteFrom('conversations_triage_corrections')
      .where('complaint_id', '=', complaint)
      .where('message_id', '=', message)
      .where('output', '=', output)
      .execute()
    return
  }
  const said = { value, reason: reason?.trim() || null, set_by: actorName(work.actor), set_at: work.now }
  await work.db
    .insertInto('conversations_triage_corrections')
    .values({ complaint_id: complaint, message_id: message, output, ...said })
    .onConflict((conflict) => conflict.columns(['complaint_id', 'message_id', 'output']).doUpdateSet(said))
    .execute()
}

/** Lists show what people say, not what the program read. */
async function markAgain(work: Work, { complaint, message, reading }: OfMessage, value: string | null): Promise<void> {
  const conduct = correctable.conduct.find((one) => one === value) ?? reading.conduct
  await work.db
    .updateTable('conversations_triages')
    .set({ marks: marksOf({ conduct, flags: reading.flags }) })
    .where('complaint_id', '=', complaint)
    .where('message_id', '=', message)
    .execute()
}

const taught = (output: CorrectableOutput): output is CorrectableOutput & Correction['task'] => tasks.some((task) => task === output)

async function teachFrom(
  work: Work,
  { complaint, message: id, reading }: OfMessage,
  { output, value }: { output: CorrectableOutput; value: string },
) {
  const message = await findMessageById(work, complaint, id)
  if (!message || !taught(output) || wordsOf(message).trim() === '') return
  const of = { text: wordsOf(message), language: reading.language }
  const both: Correction[] = output === 'kind' ? [{ ...of, task: 'is_complaint', label: value === 'complaint' }] : []
  await teach(work, [{ ...of, task: output, label: value }, ...both], complaint)
}
