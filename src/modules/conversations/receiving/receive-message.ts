import { type ComplaintRecord, complaintForUpdate, customerCameBack, mergedInto, noteActivity } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { type IncomingFile, keepAttachments } from '../attachments/keep-attachments.ts'
import type { Invitation, Protection } from '../contract.ts'
import { bareMessageId, type MessageRecord } from '../find-message.ts'
import { outsider } from '../timeline/authors.ts'
import { addParticipants } from './add-participants.ts'
import { boundedInvitations } from './bounded-invitations.ts'

export interface Correspondent {
  name: string | null
  address: string
}

export interface NewIncoming {
  complaint: Id
  channel: 'email' | 'web_form' | 'portal' | 'phone' | 'counter' | 'letter' | 'chat' | 'social' | 'api'
  from: Correspondent | null
  recipients: { role: 'to' | 'cc'; name: string | null; address: string }[]
  subject: string
  text: string
  /** Sanitised by the channel. */
  html: string | null
  /** What the writer newly wrote. */
  visibleText: string
  signature: string | null
  at: Temporal.Instant
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  /** The conversation that Outlook's Thread-Index names. */
  threadGuid?: string | null
  mailbox: Id | null
  mail: Id | null
  automatic: { bounce: boolean; autoReply: boolean; loop: boolean; generated: boolean }
  bouncedRecipients: string[]
  /** The mails that this one passes on. */
  forwarded?: { from: Correspondent | null; date: string | null; subject: string }[]
  /** What was found out about where it comes from; null where nobody could tell. */
  authentication?: object | null
  /** The appointments that it brings. */
  invitations?: Invitation[]
  protection?: Protection | null
  attachments: IncomingFile[]
  customer: Id | null
  /** Our own addresses among the recipients: they never take part. */
  ours?: string[]
}

/** A message that came with nothing but its words: a form, a page, a hand. */
export const plainIncoming = {
  from: null,
  recipients: [],
  subject: '',
  html: null,
  signature: null,
  messageId: null,
  inReplyTo: null,
  references: [],
  mailbox: null,
  mail: null,
  automatic: { bounce: false, autoReply: false, loop: false, generated: false },
  bouncedRecipients: [],
  attachments: [],
  customer: null,
} satisfies Partial<NewIncoming>

/** Keeps what a customer sent to a complaint. It ends the waiting, or opens again what was closed. The same mail twice is kept once. */
export async function receiveMessage(work: Work, asked: NewIncoming): Promise<MessageRecord> {
  // What is written to a complaint that was merged goes on where it went.
  const complaint = await mergedInto(work, await complaintForUpdate(work, asked.complaint))
  const earlier = asked.mail && (await findByMail(work, complaint.id, asked.mail))
  if (earlier) return earlier
  const message = await keepIncoming(work, complaint, asked)
  await noteActivity(work, complaint.id)
  if (!isAutomatic(asked)) await customerCameBack(work, complaint.id)
  return message
}

/** Keeps the message with its files, its sender and its Message-ID, and says that it came. The complaint is locked already. */
export async function keepIncoming(work: Work, complaint: ComplaintRecord, asked: Omit<NewIncoming, 'complaint'>): Promise<MessageRecord> {
  const id = newId()
  const seal = sealed(clean(asked.text))
  const row = { ...columnsOf(asked), complaint_id: complaint.id, id, language: complaint.language, salt: seal.salt, written_at: work.now }
  const received = { complaint: complaint.id, message: id, channel: asked.channel, words: seal.hash, automatic: isAutomatic(asked) }
  // None waits for another's answer: they travel together, in this order.
  const [message] = await Promise.all([
    work.db.insertInto('conversations_messages').values(row).returningAll().executeTakeFirstOrThrow(),
    keepRecipients(work, row, asked.recipients),
    keepMessageId(work, row),
    keepAttachments(work, { complaint: complaint.id, message: id }, asked.attachments),
    addParticipants(work, participantsOf(complaint, asked)),
    work.announce({ fact: 'message.received', ...received }),
  ])
  return message
}

export async function keepRecipients(
  work: Work,
  message: { complaint_id: Id; id: Id },
  recipients: readonly { role: 'to' | 'cc' | 'bcc'; name: string | null; address: string }[],
): Promise<void> {
  if (recipients.length === 0) return
  const rows = recipients.slice(0, mostRecipients).map(({ role, name, address }, position) => ({
    complaint_id: message.complaint_id,
    message_id: message.id,
    position,
    role,
    name: name && clean(name).slice(0, 300),
    address: clean(address).slice(0, 320),
  }))
  await work.db.insertInto('conversations_recipients').values(rows).execute()
}

/** The first to say a Message-ID keeps it: another mail that repeats it must not take the thread over. */
export async function keepMessageId(
  work: Work,
  { message_id, complaint_id, id }: Pick<MessageRecord, 'message_id' | 'complaint_id' | 'id'>,
): Promise<void> {
  if (!message_id) return
  await work.db
    .insertInto('conversations_message_ids')
    .values({ message_id, complaint_id, id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const mostRecipients = 200
// A header field may be this long; the raw mail keeps a longer one.
const longestField = 998

const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed()
const field = (text: string): string =>
  clean(text)
    .replace(/[\r\n]+/g, ' ')
    .slice(0, longestField)
    .toWellFormed()

function columnsOf(asked: Omit<NewIncoming, 'complaint'>) {
  return {
    direction: 'in',
    channel: asked.channel,
    author: outsider(asked.customer),
    ...writerOf(asked.from),
    subject: field(asked.subject),
    text: clean(asked.text),
    html: asked.html === null ? null : clean(asked.html),
    visible_text: clean(asked.visibleText),
    signature: asked.signature === null ? null : clean(asked.signature),
    ...threadOf(asked),
    mailbox_id: asked.mailbox,
    mail_id: asked.mail,
    bounce: asked.automatic.bounce,
    auto_reply: asked.automatic.autoReply,
    loop: asked.automatic.loop,
    generated: asked.automatic.generated,
    bounced_recipients: asked.bouncedRecipients.map(field),
    forwarded: forwardedOf(asked),
    authentication: asked.authentication ? JSON.stringify(asked.authentication) : null,
    invitations: JSON.stringify(boundedInvitations(asked.invitations ?? [])),
    protection: asked.protection ?? null,
    at: asked.at,
  }
}

const threadOf = (asked: Omit<NewIncoming, 'complaint'>) => ({
  message_id: asked.messageId ? bareMessageId(clean(asked.messageId)) || null : null,
  in_reply_to: asked.inReplyTo ? bareMessageId(clean(asked.inReplyTo)) || null : null,
  reference_ids: asked.references.slice(0, 100).map((one) => bareMessageId(clean(one))),
  thread_guid: asked.threadGuid ?? null,
})

const writerOf = (from: Correspondent | null) => ({
  from_name: from?.name ? field(from.name) : null,
  from_address: from ? field(from.address) : null,
})

function forwardedOf({ forwarded = [] }: Pick<NewIncoming, 'forwarded'>): string {
  const bounded = forwarded.map(({ from, date, subject }) => ({
    from: from && { name: from.name && field(from.name), address: field(from.address) },
    date: date && field(date),
    subject: field(subject),
  }))
  return JSON.stringify(bounded)
}

/** Nobody wrote it: it comes from a machine that answers by itself. */
const isAutomatic = ({ automatic }: Pick<NewIncoming, 'automatic'>): boolean => automatic.bounce || automatic.autoReply || automatic.loop

function findByMail(work: Work, complaintId: Id, mail: Id): Promise<MessageRecord | undefined> {
  return work.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaintId)
    .where('mail_id', '=', mail)
    .executeTakeFirst()
}

function participantsOf(complaint: ComplaintRecord, asked: Omit<NewIncoming, 'complaint'>) {
  if (isAutomatic(asked)) return { complaint: complaint.id, people: [] }
  const ours = new Set(asked.ours?.map((address) => address.toLowerCase()))
  const isCustomer = asked.customer !== null && asked.customer === complaint.customer_id
  const sender = asked.from ? [{ ...asked.from, reason: isCustomer ? ('complained' as const) : ('copied' as const) }] : []
  // Whom the writer addressed beside us takes part like who was copied in.
  const copied = asked.recipients.map(({ name, address }) => ({ name, address, reason: 'copied' as const }))
  return { complaint: complaint.id, people: [...sender, ...copied.slice(0, 40)].filter(({ address }) => !ours.has(address.toLowerCase())) }
}
