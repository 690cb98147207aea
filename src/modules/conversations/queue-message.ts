import { randomBytes } from 'node:crypto'
import type { ComplaintRecord } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { authorOf } from './authors.ts'
import type { MessageRecord } from './find-message.ts'
import { keepMessageId, keepRecipients } from './receive-message.ts'
import { ownMessageId, threadingOf } from './rules/threading.ts'
import type { Written } from './sanitise-rich-text.ts'

interface Outgoing {
  kind: 'message' | 'acknowledgement' | 'notice'
  channel: 'email' | 'letter' | 'phone' | 'counter'
  written: Written
  subject: string
  language: string
  mailbox: Id | null | undefined
  recipients: { role: 'to' | 'cc'; name: string | null; address: string }[]
  /** Printed or told: it has left the house already, and no mail is sent. */
  handed?: { how: 'printed' | 'told'; at: Temporal.Instant } | null
}

/** Writes an outgoing message: queued for the channel that carries it, or handed over by a person. Its Message-ID stays, however often it is sent. */
export async function queueMessage(
  work: Work,
  complaint: ComplaintRecord,
  asked: Outgoing,
): Promise<{ message: MessageRecord; hash: string }> {
  const parent = await findParent(work, complaint.id)
  const id = newId()
  const { salt, hash } = sealed(asked.written.text)
  const row = {
    ...columnsOf(work, asked),
    ...threadingOf(parent),
    complaint_id: complaint.id,
    id,
    salt,
    mailbox_id: asked.mailbox ?? parent?.mailbox_id ?? null,
    message_id: asked.handed ? null : messageId(work, id),
  }
  const [message] = await Promise.all([
    work.db.insertInto('conversations_messages').values(row).returningAll().executeTakeFirstOrThrow(),
    keepMessageId(work, row),
    keepRecipients(work, row, asked.recipients),
  ])
  return { message, hash }
}

function columnsOf(work: Work, { kind, channel, written, subject, language, handed }: Outgoing) {
  return {
    direction: 'out',
    kind,
    channel,
    author: authorOf(work.actor),
    subject,
    language,
    text: written.text,
    html: written.html,
    visible_text: written.text,
    state: handed ? 'sent' : 'queued',
    by_hand: handed?.how ?? null,
    handed_by: handed ? authorOf(work.actor) : null,
    at: work.now,
    written_at: work.now,
    sent_at: handed?.at ?? null,
  }
}

const messageId = (work: Work, id: Id): string =>
  ownMessageId({ message: id, random: randomBytes(9).toString('base64url'), origin: toolsOf(work).origin })

/** What an answer answers: the last mail that a person sent in; before there is one, the last that we sent. */
async function findParent(work: Work, complaintId: Id): Promise<MessageRecord | undefined> {
  return work.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaintId)
    .where('message_id', 'is not', null)
    .where('moved_to', 'is', null)
    .where((match) => match.not(match.or([match('bounce', '=', true), match('auto_reply', '=', true), match('loop', '=', true)])))
    .where((match) => match.or([match('state', 'is', null), match('state', 'not in', ['withdrawn', 'failed'])]))
    .orderBy('direction')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
