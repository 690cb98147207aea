import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { job, type Steps } from '#platform/job.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { takeIfUnowned } from '../assign-complaint.ts'
import { changeableComplaint, writeComplaint } from '../change-complaint.ts'
import { returnToOpen } from '../closing/return-to-open.ts'
import type { waitForCustomer as waitEndpoint } from '../contract.ts'
import { type ComplaintRecord, complaintForUpdate } from '../find-complaint.ts'
import { findWaiting, leaveWaiting } from './waitings.ts'

interface Asked extends Omit<BodyOf<typeof waitEndpoint>, 'reply_by' | 'remind_at'> {
  replyBy: Temporal.Instant
  remindAt?: Temporal.Instant | undefined
}

/** We asked something and wait until a moment; then it comes back to its owner by itself. It never closes by itself. */
export async function waitForCustomer(work: Work, id: Id, asked: Asked): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'wait')
  await judge(work, complaint.id, asked)
  await takeIfUnowned(work, complaint)
  await leaveWaiting(work, complaint, 'moved_on')
  const waiting = await writeComplaint(work, complaint.id, { state: 'waiting_customer', reply_by: asked.replyBy })
  const row = await addWaiting(work, complaint.id, asked)
  await work.announce({
    fact: 'complaint.waiting',
    complaint: complaint.id,
    reply_by: asked.replyBy.toString(),
    question: asked.question ?? null,
    consequences: row.seal !== null,
    words: row.seal?.hash ?? null,
    remind_at: asked.remindAt?.toString() ?? null,
    state: 'waiting_customer',
  })
  await work.enqueue(endWaiting, { complaint: complaint.id }, { at: asked.replyBy, key: `waiting/${complaint.id}` })
  if (asked.remindAt) await work.enqueue(remindOfWaiting, { complaint: complaint.id, waiting: row.id }, { at: asked.remindAt })
  return waiting
}

async function judge(work: Work, complaint: Id, { replyBy, remindAt, question }: Asked) {
  if (Temporal.Instant.compare(replyBy, work.now) <= 0) throw refuse('complaints.reply_by_past')
  const between = remindAt && Temporal.Instant.compare(remindAt, work.now) > 0 && Temporal.Instant.compare(remindAt, replyBy) < 0
  if (remindAt && !between) throw refuse('complaints.reminder_past')
  if (question) await work.allow('complaint.wait', { complaint, question })
}

async function addWaiting(work: Work, complaint: Id, { replyBy, remindAt, question, consequences }: Asked) {
  const words = consequences?.trim() || null
  const seal = words === null ? null : sealed(words)
  const id = newId()
  const row = {
    complaint_id: complaint,
    id,
    waits_for: 'customer',
    until: replyBy,
    words,
    salt: seal?.salt ?? null,
    message_id: question ?? null,
    remind_at: remindAt ?? null,
    began_at: work.now,
    began_by: actorName(work.actor),
  }
  await work.db.insertInto('complaints_waitings').values(row).execute()
  return { id, seal }
}

/** The reply-by moment has passed: the complaint is open again. One that moved on meanwhile stays where it is. */
export const endWaiting = job<{ complaint: Id }>('end-waiting', ({ step }: Steps, { complaint }) =>
  step(async (work) => {
    const row = await complaintForUpdate(work, complaint)
    if (row.state !== 'waiting_customer' || !row.reply_by || Temporal.Instant.compare(row.reply_by, work.now) > 0) return
    await returnToOpen(work, complaint, 'reply_by_passed')
  }),
)

/** Half of the time has gone, say: whoever has it reminds the customer. Nothing is sent by itself. */
export const remindOfWaiting = job<{ complaint: Id; waiting: Id }>('remind-of-waiting', ({ step }: Steps, { complaint, waiting }) =>
  step(async (work) => {
    const row = await complaintForUpdate(work, complaint)
    const open = await findWaiting(work, complaint)
    if (row.state !== 'waiting_customer' || open?.id !== waiting) return
    await work.announce({ fact: 'complaint.reminder_due', complaint, waiting, reply_by: open.until.toString() })
  }),
)
