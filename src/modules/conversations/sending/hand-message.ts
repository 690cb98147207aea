import { noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { from } from '../access.ts'
import type { handMessage as handMessageEndpoint, Message } from '../contract.ts'
import { messageForUpdate } from '../find-message.ts'
import { presentMessage } from '../timeline/present-message.ts'
import { announceSent } from './announce-sent.ts'
import { changeState } from './change-state.ts'
import { readMoment } from './read-moment.ts'

/** A person printed or told what no mail could carry: it counts as sent, by whom and when. */
export async function handMessage(
  work: Work,
  { complaint: complaintId, message: messageId }: { complaint: Id; message: Id },
  asked: BodyOf<typeof handMessageEndpoint>,
): Promise<Message> {
  const { complaint, message } = await messageForUpdate(work, complaintId, messageId)
  const to = {
    state: 'sent',
    by_hand: asked.how,
    handed_by: actorName(work.actor),
    sent_at: readMoment(work, asked.at),
    state_reason: null,
  } as const
  const handed = await changeState(work, { complaint: complaint.id, message: message.id, from: from.hand, to })
  if (!handed) throw refuse('conversations.cannot_hand')
  await noteActivity(work, complaint.id)
  await announceSent(work, handed, { by_hand: true })
  return presentMessage(work, complaint, handed)
}
