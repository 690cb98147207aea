import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { changeState } from './change-state.ts'
import { flagBounced } from './note-bounced.ts'
import type { Correspondent } from './receive-message.ts'

export interface Sent {
  complaint: Id
  message: Id
  at: Temporal.Instant
  /** Which of our addresses it went out from. */
  from?: Correspondent
  /** Whom the other server refused while it took the rest, in its own words. */
  rejected?: { addresses: string[]; reason: string }
}

/** The last of three steps: it left the house. What was taken for unsure meanwhile is sure now. Twice is harmless. */
export async function noteSent(work: Work, asked: Sent): Promise<void> {
  const complaint = await complaintForUpdate(work, asked.complaint)
  const from = asked.from && { from_name: asked.from.name, from_address: asked.from.address }
  const to = { state: 'sent', sent_at: asked.at, state_reason: null, taken_by: null, ...from } as const
  const sent = await changeState(work, { complaint: complaint.id, message: asked.message, from: ['sending', 'unsure'], to })
  if (!sent) return
  await forgetBounces(work, complaint.id, sent.id)
  await work.announce({ fact: 'message.sent', complaint: complaint.id, message: sent.id, by_hand: false })
  if (asked.rejected?.addresses.length)
    await flagBounced(work, sent, { recipients: asked.rejected.addresses, reason: asked.rejected.reason })
}

async function forgetBounces(work: Work, complaintId: Id, messageId: Id) {
  await work.db
    .updateTable('conversations_recipients')
    .set({ bounced_at: null })
    .where('complaint_id', '=', complaintId)
    .where('message_id', '=', messageId)
    .where('bounced_at', 'is not', null)
    .execute()
}
