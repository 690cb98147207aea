import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { DeliveryState } from '../contract.ts'
import { findMessageById } from '../find-message.ts'
import { giveUpDue, noteRecipients, type Refused } from '../receiving/note-recipients.ts'
import { changeState } from './change-state.ts'

export interface Failed {
  complaint: Id
  message: Id
  /** In the other server's own words, or a code of ours. */
  reason: string
}

/** It was not taken, and trying again would not help: red, until a person looks. Twice is harmless. */
export async function noteFailed(work: Work, { complaint: complaintId, message: id, reason }: Failed): Promise<void> {
  const complaint = await complaintForUpdate(work, complaintId)
  const before = await findMessageById(work, complaint.id, id)
  // Some have it: it did not fail, it came back from the others.
  const state = before?.sent_at ? 'bounced' : 'failed'
  const failed = await changeState(work, {
    complaint: complaint.id,
    message: id,
    from: ['queued', 'sending'],
    to: { state, state_reason: bounded(reason), next_try_at: null, taken_by: null },
  })
  if (!failed) return
  await giveUpDue(work, failed)
  await work.announce({ fact: `message.${state}`, complaint: complaint.id, message: id })
}

/** It was surely not taken this time (nobody answered, try later): back to queued, with the reason, for the job to try again. */
export async function noteDeferred(
  work: Work,
  asked: Failed & { nextTryAt: Temporal.Instant; refused?: readonly Refused[] },
): Promise<void> {
  const { complaint, message, refused = [] } = asked
  const deferred = await putOff(work, { ...asked, from: ['sending'] })
  if (!deferred || !refused.some(({ forGood }) => forGood)) return
  const row = await findMessageById(work, complaint, message)
  if (row) await noteRecipients(work, row, { refused, giveUp: false })
}

/** What holds everything back holds this too: it stays queued, and says so. */
export async function noteHeld(work: Work, { complaint, message }: Omit<Failed, 'reason'>): Promise<void> {
  const to = { state: 'queued', state_reason: 'held', next_try_at: null, taken_by: null } as const
  await changeState(work, { complaint, message, from: ['sending'], to })
}

interface PutOff extends Failed {
  nextTryAt: Temporal.Instant
  from: readonly DeliveryState[]
}

/** Back into the queue until then. Answers whether it was there to be put off. */
export async function putOff(work: Work, { complaint, message, reason, nextTryAt, from }: PutOff): Promise<boolean> {
  const to = { state: 'queued', state_reason: bounded(reason), next_try_at: nextTryAt, taken_by: null } as const
  return (await changeState(work, { complaint, message, from, to })) !== undefined
}

const bounded = (reason: string): string => reason.replaceAll('\0', '').toWellFormed().slice(0, 2000)
