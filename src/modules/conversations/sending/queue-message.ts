import { randomBytes } from 'node:crypto'
import type { ComplaintRecord } from '#modules/complaints/index.ts'
import type { Letter } from '#modules/tone/contract/check.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { MessageRecord } from '../find-message.ts'
import { keepMessageId, keepRecipients } from '../receiving/receive-message.ts'
import { withSignature } from '../rules/signature-below.ts'
import { ownMessageId, threadingOf } from '../rules/threading.ts'
import type { Written } from '../sanitise-rich-text.ts'
import { shownIn } from '../timeline/shown-messages.ts'

interface Outgoing {
  kind: 'message' | 'acknowledgement' | 'notice'
  channel: 'email' | 'letter' | 'phone' | 'counter'
  /** Which letter it is, as its writer said. */
  letter?: Letter | null
  /** The language model that helped. */
  helped_by?: string | null
  written: Written
  /** What stands below it, and is nobody's own words. */
  signature?: Written | null
  subject: string
  language: string
  mailbox: Id | null | undefined
  recipients: { role: 'to' | 'cc' | 'bcc'; name: string | null; address: string }[]
  /** Printed or told: it has left the house already, and no mail is sent. */
  handed?: { how: 'printed' | 'told'; at: Temporal.Instant } | null
  /** It leaves then and not before; as soon as possible when left out. */
  leaves?: Temporal.Instant | null
}

/** Writes an outgoing message: queued for the channel that carries it, or handed over by a person. Its Message-ID stays, however often it is sent. */
export async function queueMessage(
  work: Work,
  complaint: ComplaintRecord,
  asked: Outgoing,
): Promise<{ message: MessageRecord; hash: string }> {
  const parent = (await findParent(work, complaint.id)) ?? (await lastShown(work, complaint.id))
  const id = newId()
  const whole = withSignature(asked.written, asked.signature ?? null)
  const { salt, hash } = sealed(whole.text)
  const row = {
    ...columnsOf(work, asked),
    ...whole,
    signature: asked.signature?.text ?? null,
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

function columnsOf(work: Work, { kind, channel, letter, helped_by, written, subject, language, handed, leaves }: Outgoing) {
  return {
    direction: 'out',
    kind,
    channel,
    letter: letter ?? null,
    helped_by: helped_by ?? null,
    author: actorName(work.actor),
    subject,
    language,
    visible_text: written.text,
    state: handed ? 'sent' : 'queued',
    ...(leaves && { state_reason: 'later', next_try_at: leaves }),
    by_hand: handed?.how ?? null,
    handed_by: handed ? actorName(work.actor) : null,
    at: work.now,
    written_at: work.now,
    sent_at: handed?.at ?? null,
  }
}

const messageId = (work: Work, id: Id): string =>
  ownMessageId({ message: id, random: randomBytes(9).toString('base64url'), origin: toolsOf(work).origin })

/** Before anything was said in a complaint that was an issue of another one, what was said there of both. */
async function lastShown(work: Work, complaint: Id): Promise<MessageRecord | undefined> {
  const shown = await shownIn(work, complaint)
  return shown.findLast(({ direction, message_id }) => direction === 'in' && message_id !== null)
}

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
