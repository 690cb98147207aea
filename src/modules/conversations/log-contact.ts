import { type ComplaintRecord, complaintForUpdate, customerCameBack, noteActivity, takeIfUnowned } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from './access.ts'
import { claimAttachments } from './attachments/keep-attachments.ts'
import type { logContact as logContactEndpoint, Message } from './contract.ts'
import { readMoment } from './sending/read-moment.ts'
import { presentMessage } from './timeline/present-message.ts'
import './refusals.ts'

type Asked = BodyOf<typeof logContactEndpoint>

/** Writes down a call or a visit: who said what, when. The customer's answer by telephone ends the waiting like a mail does. */
export async function logContact(work: Work, complaintId: Id, asked: Asked): Promise<Message> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const at = readMoment(work, asked.at)
  const { salt, hash } = sealed(asked.text)
  const message = await work.db
    .insertInto('conversations_messages')
    .values({ ...columnsOf(work, asked, at), complaint_id: complaint.id, id: newId(), salt })
    .returningAll()
    .executeTakeFirstOrThrow()
  await claimAttachments(work, complaint.id, { ids: asked.attachments, message: message.id })
  await follow(work, complaint, asked.direction)
  await work.announce({
    fact: 'contact.logged',
    complaint: complaint.id,
    message: message.id,
    channel: asked.channel,
    direction: asked.direction,
    words: hash,
  })
  return presentMessage(work, complaint, message)
}

function columnsOf(work: Work, { channel, direction, text, hold_seconds }: Asked, at: Temporal.Instant) {
  const out = direction === 'out'
  return {
    kind: 'contact',
    direction,
    channel,
    author: actorName(work.actor),
    text,
    visible_text: text,
    hold_seconds: hold_seconds ?? null,
    state: out ? 'sent' : null,
    sent_at: out ? at : null,
    handed_by: out ? actorName(work.actor) : null,
    at,
    written_at: work.now,
  }
}

async function follow(work: Work, complaint: ComplaintRecord, direction: 'in' | 'out') {
  if (direction === 'out') await takeIfUnowned(work, complaint)
  // A closed complaint is opened again by a person who says why; a call alone may have been a thank-you.
  else if (complaint.state === 'waiting_customer') await customerCameBack(work, complaint.id)
  await noteActivity(work, complaint.id)
}
