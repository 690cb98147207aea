import { complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { keepAttachments } from '../attachments/keep-attachments.ts'
import { bareMessageId, type MessageRecord } from '../find-message.ts'
import { keepMessageId, keepRecipients, type NewIncoming } from '../receiving/receive-message.ts'

/** Keeps what our own address sent long ago, by another program: it has left already, and nothing is sent again. The same mail twice is kept once. */
export async function recordSent(work: Work, asked: NewIncoming): Promise<MessageRecord> {
  const complaint = await complaintForUpdate(work, asked.complaint)
  const { salt, hash } = sealed(clean(asked.text))
  const message = await work.db
    .insertInto('conversations_messages')
    .values({ ...columnsOf(work, asked), complaint_id: complaint.id, id: newId(), salt })
    .returningAll()
    .executeTakeFirstOrThrow()
  await keepRecipients(work, message, asked.recipients)
  await keepMessageId(work, message)
  await keepAttachments(work, { complaint: complaint.id, message: message.id }, asked.attachments)
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'message.recorded', complaint: complaint.id, message: message.id, channel: asked.channel, words: hash })
  return message
}

const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed()
const bare = (id: string | null): string | null => (id ? bareMessageId(clean(id)) || null : null)
const oneLine = (text: string): string =>
  clean(text)
    .replace(/[\r\n]+/g, ' ')
    .slice(0, 998)
    .toWellFormed()

function columnsOf(work: Work, asked: NewIncoming) {
  return {
    direction: 'out',
    channel: asked.channel,
    author: actorName(work.actor),
    from_name: asked.from?.name ? oneLine(asked.from.name) : null,
    from_address: asked.from ? oneLine(asked.from.address) : null,
    subject: oneLine(asked.subject),
    text: clean(asked.text),
    html: asked.html === null ? null : clean(asked.html),
    visible_text: clean(asked.visibleText),
    signature: asked.signature === null ? null : clean(asked.signature),
    message_id: bare(asked.messageId),
    in_reply_to: bare(asked.inReplyTo),
    reference_ids: asked.references.slice(0, 100).map((one) => bareMessageId(clean(one))),
    mailbox_id: asked.mailbox,
    mail_id: asked.mail,
    state: 'sent',
    at: asked.at,
    sent_at: asked.at,
    written_at: work.now,
  }
}
