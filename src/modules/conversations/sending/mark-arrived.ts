import { noteActivity } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { from } from '../access.ts'
import type { Message } from '../contract.ts'
import { messageForUpdate } from '../find-message.ts'
import { presentMessage } from '../timeline/present-message.ts'
import { announceSent } from './announce-sent.ts'
import { changeState } from './change-state.ts'

/** A person says that an unsure message did arrive: only now it counts as sent. */
export async function markArrived(work: Work, complaintId: Id, messageId: Id): Promise<Message> {
  const { complaint, message } = await messageForUpdate(work, complaintId, messageId)
  const sent = await changeState(work, {
    complaint: complaint.id,
    message: message.id,
    from: from.markArrived,
    to: { state: 'sent', sent_at: message.sent_at ?? work.now, state_reason: null },
  })
  if (!sent) throw refuse('conversations.cannot_mark_arrived')
  await noteActivity(work, complaint.id)
  await announceSent(work, sent, { by_hand: false })
  return presentMessage(work, complaint, sent)
}
