import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { changeState } from './change-state.ts'

export interface Failed {
  complaint: Id
  message: Id
  /** In the other server's own words. */
  reason: string
}

/** It was not taken, and trying again would not help: red, until a person looks. Twice is harmless. */
export async function noteFailed(work: Work, { complaint: complaintId, message, reason }: Failed): Promise<void> {
  const complaint = await complaintForUpdate(work, complaintId)
  const failed = await changeState(work, {
    complaint: complaint.id,
    message,
    from: ['queued', 'sending'],
    to: { state: 'failed', state_reason: bounded(reason), taken_by: null },
  })
  if (failed) await work.announce({ fact: 'message.failed', complaint: complaint.id, message })
}

/** It was surely not taken this time (nobody answered, try later): back to queued, with the reason, for the job to try again. */
export async function noteDeferred(work: Work, { complaint, message, reason }: Failed): Promise<void> {
  await changeState(work, { complaint, message, from: ['sending'], to: { state: 'queued', state_reason: bounded(reason), taken_by: null } })
}

const bounded = (reason: string): string => reason.replaceAll('\0', '').toWellFormed().slice(0, 2000)
