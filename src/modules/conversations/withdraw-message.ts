import { noteActivity } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { from } from './access.ts'
import { changeState } from './change-state.ts'
import type { Message } from './contract.ts'
import { messageForUpdate } from './find-message.ts'
import { presentMessage } from './present-message.ts'

/** Takes a message back that has not been sent yet. */
export async function withdrawMessage(work: Work, complaintId: Id, messageId: Id): Promise<Message> {
  const { complaint, message } = await messageForUpdate(work, complaintId, messageId)
  const withdrawn = await changeState(work, {
    complaint: complaint.id,
    message: message.id,
    from: from.withdraw,
    to: { state: 'withdrawn' },
  })
  if (!withdrawn) throw refuse('conversations.cannot_withdraw')
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'message.withdrawn', complaint: complaint.id, message: message.id })
  return presentMessage(work, complaint, withdrawn)
}
