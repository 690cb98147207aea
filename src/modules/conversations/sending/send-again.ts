import { noteActivity } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { from } from '../access.ts'
import type { Message } from '../contract.ts'
import { findRecipientsOf, messageForUpdate } from '../find-message.ts'
import { makeMissedDue } from '../receiving/note-recipients.ts'
import { presentMessage } from '../timeline/present-message.ts'
import { changeState } from './change-state.ts'

/** Queues a failed, bounced or unsure message again, under the same Message-ID: a mail that did arrive after all is recognised as the same. */
export async function sendAgain(work: Work, complaintId: Id, messageId: Id): Promise<Message> {
  const { complaint, message } = await messageForUpdate(work, complaintId, messageId)
  const recipients = await findRecipientsOf(work, complaint.id, [message.id])
  if (recipients.length === 0) throw refuse('conversations.cannot_send_again')
  const queued = await changeState(work, {
    complaint: complaint.id,
    message: message.id,
    from: from.sendAgain,
    to: { state: 'queued', state_reason: null, next_try_at: null, sent_at: null, taken_by: null },
  })
  if (!queued) throw refuse('conversations.cannot_send_again')
  await makeMissedDue(work, queued)
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'message.requeued', complaint: complaint.id, message: message.id })
  return presentMessage(work, complaint, queued)
}
