import { randomUUID } from 'node:crypto'
import { type IncomingFile, type NewIncoming, plainIncoming, type TakeComplaint } from '#modules/conversations/index.ts'
import type { Work } from '#platform/work.ts'
import { occurredAt, toldAt } from './story/story.ts'
import { known, type Telled } from './told.ts'

/** The complaint as it comes in: by mail with everything that a mail has, by the form, or told to a colleague. */
export function firstWords(telled: Telled, files: IncomingFile[]): TakeComplaint {
  const { told, complaint, customer, telling } = telled
  const occurred = occurredAt(complaint, told.now, telling.zone)
  const words = toldAt(complaint.words, telling)
  const asked: TakeComplaint = {
    text: words,
    subject: complaint.subject,
    channel: complaint.channel,
    language: complaint.language,
    customerId: known(told.customers, customer.key),
    customer: contactOf(telled),
    teamId: known(told.teams, complaint.team),
    received_at: telling.start.toString(),
    files,
    ...(occurred && { occurred_at: occurred.toString() }),
    ...(complaint.desiredOutcome && { desired_outcome: complaint.desiredOutcome }),
  }
  if (complaint.channel === 'email') return { ...asked, message: mailed(telled, { text: words, files, subject: complaint.subject }) }
  if (complaint.channel === 'web_form') return { ...asked, privacyNoticeVersion: 1 }
  return { ...asked, category: complaint.category }
}

interface Said {
  text: string
  files: IncomingFile[]
}

/** What the customer says later: by mail, as most do; else by the way on which the complaint came. */
export async function laterWords(work: Work, telled: Telled, said: Said): Promise<NewIncoming> {
  const { id, complaint, customer, told } = telled
  if (customer.emails.length > 0) {
    const answered = await lastSent(work, id)
    const subject = answered ? `Re: ${answered.subject.replace(/^Re: /, '')}` : complaint.subject
    const threaded = { inReplyTo: answered?.message_id ?? null, references: answered?.message_id ? [answered.message_id] : [] }
    return { ...mailed(telled, { ...said, subject }), ...threaded, complaint: id, at: work.now }
  }
  return {
    ...plainIncoming,
    complaint: id,
    channel: complaint.channel,
    text: said.text,
    visibleText: said.text,
    at: work.now,
    attachments: said.files,
    customer: known(told.customers, customer.key),
  }
}

function mailed(telled: Telled, { text, files, subject }: Said & { subject: string }): Omit<NewIncoming, 'complaint'> {
  const { told, complaint, customer, telling } = telled
  const mailbox = known(told.mailboxes, complaint.team)
  const [address = ''] = customer.emails
  return {
    ...plainIncoming,
    channel: 'email',
    from: { name: customer.name, address },
    recipients: [{ role: 'to', name: mailbox.name, address: mailbox.address }],
    subject,
    text,
    visibleText: text,
    at: telling.start,
    messageId: `${randomUUID()}@${address.split('@')[1] ?? 'mail.example'}`,
    mailbox: mailbox.id,
    attachments: files,
    customer: known(told.customers, customer.key),
    ours: [mailbox.address],
  }
}

function contactOf({ customer }: Telled) {
  const [email] = customer.emails
  return { name: customer.name, ...(email && { email }) }
}

function lastSent(work: Work, complaint: string) {
  return work.db
    .selectFrom('conversations_messages')
    .select(['message_id', 'subject'])
    .where('complaint_id', '=', complaint)
    .where('direction', '=', 'out')
    .where('message_id', 'is not', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
