import { noteActivity } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { from } from '../access.ts'
import type { Message } from '../contract.ts'
import { messageForUpdate } from '../find-message.ts'
import { presentMessage } from '../timeline/present-message.ts'
import { takeBack } from './take-back.ts'

/** Takes a message back that has not been sent yet. What a colleague wrote becomes their draft again, files and all. */
export async function withdrawMessage(work: Work, complaintId: Id, messageId: Id): Promise<Message> {
  const { complaint, message } = await messageForUpdate(work, complaintId, messageId)
  // Part of it may have left: who has it keeps it.
  if (message.sent_at) throw refuse('conversations.cannot_withdraw')
  const withdrawn = await takeBack(work, { complaint: complaint.id, message: message.id, from: from.withdraw, why: null })
  if (!withdrawn) throw refuse('conversations.cannot_withdraw')
  await noteActivity(work, complaint.id)
  return presentMessage(work, complaint, withdrawn)
}
