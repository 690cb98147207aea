import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { findMessageById, type MessageRecord } from '../find-message.ts'
import { noteRecipients, type Refused } from '../receiving/note-recipients.ts'
import type { Correspondent } from '../receiving/receive-message.ts'
import { announceSent } from './announce-sent.ts'
import { changeState } from './change-state.ts'
import { putOff } from './note-failed.ts'

export interface Sent {
  complaint: Id
  message: Id
  at: Temporal.Instant
  /** Which of our addresses it went out from. */
  from?: Correspondent
  /** Whom the other server refused while it took the rest. */
  refused?: readonly Refused[]
  /** When those are tried again whom it refused only for now; without it they are given up. */
  retryAt?: Temporal.Instant
}

/**
 * The last of three steps: it left the house. What was taken for unsure meanwhile is sure now. Twice is harmless. Answers whether somebody
 * is still to be tried: then it waits in the queue again, for them alone.
 */
export async function noteSent(work: Work, asked: Sent): Promise<{ waits: boolean }> {
  const [complaint, before] = await Promise.all([
    complaintForUpdate(work, asked.complaint),
    findMessageById(work, asked.complaint, asked.message),
  ])
  if (!before) return { waits: false }
  const from = asked.from && { from_name: asked.from.name, from_address: asked.from.address }
  const sent = await changeState(work, {
    complaint: complaint.id,
    message: asked.message,
    from: ['sending', 'unsure'],
    to: { state: 'sent', sent_at: before.sent_at ?? asked.at, state_reason: null, next_try_at: null, taken_by: null, ...from },
  })
  if (!sent) return { waits: false }
  // Who got it before does not get it now: it counts as sent once.
  if (!before.sent_at) await announceSent(work, sent, { by_hand: false })
  return { waits: await noteAnswers(work, sent, asked) }
}

/** What came of it for each recipient. Answers whether somebody is tried again. */
async function noteAnswers(work: Work, sent: MessageRecord, { refused = [], retryAt }: Sent): Promise<boolean> {
  const { waiting, missed } = await noteRecipients(work, sent, { refused, giveUp: !retryAt })
  const reason = refused.map(({ words }) => words).join(' ')
  if (waiting && retryAt) await putOff(work, { complaint: sent.complaint_id, message: sent.id, reason, nextTryAt: retryAt, from: ['sent'] })
  else if (missed) await markBounced(work, sent, reason)
  return waiting
}

async function markBounced(work: Work, sent: MessageRecord, reason: string): Promise<void> {
  const to = { state: 'bounced', state_reason: reason.replaceAll('\0', '').toWellFormed().slice(0, 2000) || null } as const
  await changeState(work, { complaint: sent.complaint_id, message: sent.id, from: ['sent'], to })
  await work.announce({ fact: 'message.bounced', complaint: sent.complaint_id, message: sent.id })
}
