import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { noteBounced, receiveMessage, takeComplaint } from '#modules/conversations/index.ts'
import { bareSubject } from '#modules/conversations/rules/subject-line.ts'
import { findTeam, organisationOf } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { addMark } from '../complaint-marks.ts'
import { noteProved } from '../senders.ts'
import { incomingOf } from './incoming-message.ts'
import type { AsideReason, Verdict } from './judge-mail.ts'
import type { MailRecord, Reading } from './reading.ts'
import type { Understood } from './understand-mail.ts'
import { writtenLanguage } from './written/written-language.ts'

/** Leaves a mail where a person sees it, with the reason. */
export function putAside(work: Work, { row, understood, mailbox }: Reading, why: AsideReason): Promise<void> {
  return settle(work, row, { ...readFields(understood), mailbox_id: mailbox?.id ?? null, state: 'put_aside', put_aside: why })
}

/** Adds a mail to a complaint. A bounce also marks the mail that came back. */
export async function attachMail(work: Work, reading: Reading, to: Extract<Verdict, { does: 'attach' }>): Promise<void> {
  const { row, understood, mailbox } = reading
  const { sifted, from } = understood
  if (to.bounced)
    await noteBounced(work, {
      messageId: to.bounced.messageId,
      recipients: sifted.recipients,
      reason: sifted.reason ?? sifted.status ?? understood.mail.subject,
    })
  const customer = to.byCustomer ? to.complaint.customer_id : null
  const message = await receiveMessage(work, { ...incomingOf(reading), complaint: to.complaint.id, customer })
  if (to.proved && from) await noteProved(work, from.address)
  const settled = { state: 'attached', complaint_id: to.complaint.id, conversation_message_id: message.id }
  await settle(work, row, { ...readFields(understood), mailbox_id: mailbox?.id ?? null, ...settled })
}

/** Makes a complaint of a mail, in the team of its mailbox. */
export async function openMail(work: Work, reading: Reading): Promise<ComplaintRecord> {
  const { row, understood, mailbox } = reading
  const complaint = await takeComplaint(work, {
    ...wordsOf(understood),
    ...writerOf(understood),
    channel: 'email',
    language: await languageOf(work, reading),
    teamId: mailbox?.team_id ?? null,
    message: incomingOf(reading),
  })
  await markOpened(work, reading, complaint.id)
  const settled = { state: 'opened', complaint_id: complaint.id, conversation_message_id: await messageOf(work, complaint.id, row.id) }
  await settle(work, row, { ...readFields(understood), mailbox_id: mailbox?.id ?? null, ...settled })
  return complaint
}

/** The words of a complaint are read in lists and searched; the message keeps all of a longer mail. */
const longestWords = 200_000

function wordsOf({ mail }: Understood): { text: string; subject?: string } {
  const text = mail.text.slice(0, longestWords).toWellFormed()
  const subject = bareSubject(mail.subject).slice(0, 500).toWellFormed()
  // Some people write everything into the subject.
  return { text: text.trim() === '' ? subject : text, ...(subject && { subject }) }
}

function writerOf({ customer }: Understood) {
  if (!customer) return { anonymous: true }
  return { customer: { email: customer.address, ...(customer.name && { name: customer.name.slice(0, 200).toWellFormed() }) } }
}

async function messageOf(work: Work, complaint: Id, mail: Id): Promise<Id | null> {
  const found = await work.db
    .selectFrom('conversations_messages')
    .select('id')
    .where('complaint_id', '=', complaint)
    .where('mail_id', '=', mail)
    .executeTakeFirst()
  return found?.id ?? null
}

async function markOpened(work: Work, { understood, mailbox }: Reading, complaint: Id) {
  const { sifted } = understood
  if (sifted.generated || sifted.autoReply || sifted.bounce) await addMark(work, { complaint, mark: 'automatic' })
  if (sifted.list) await addMark(work, { complaint, mark: 'list' })
  if (!mailbox) await addMark(work, { complaint, mark: 'no_mailbox' })
}

/** The language that the mail is written in, where its words tell; else that of the team whose mailbox it is, else that of the desk. */
async function languageOf(work: Work, { understood, mailbox }: Reading): Promise<Language> {
  const { visibleText, mail } = understood
  const written = writtenLanguage(`${bareSubject(mail.subject)}\n${visibleText}`)
  if (written) return written
  const team = mailbox?.team_id ? await findTeam(work, mailbox.team_id) : null
  return (team?.language as Language | null | undefined) ?? (await organisationOf(work)).language // a check constraint holds the team's to these codes
}

interface Settled {
  state: string
  put_aside?: string
  complaint_id?: Id
  conversation_message_id?: Id | null
  mailbox_id: Id | null
}

async function settle(work: Work, row: MailRecord, settled: Settled & ReturnType<typeof readFields>): Promise<void> {
  const by = work.actor.kind === 'desk' ? {} : { settled_by: `${work.actor.kind}/${work.actor.id}` }
  await work.db
    .updateTable('channels_mails')
    .set({ ...settled, settled_at: work.now, ...by })
    .where('id', '=', row.id)
    .execute()
}

/** What the list of mails that were put aside shows, and who asks by Message-ID finds. */
function readFields({ mail, sifted, from, messageId, visibleText }: Understood) {
  const { bounce, autoReply, loop, generated, list, delayed, recipients } = sifted
  return {
    message_id: messageId,
    subject: mail.subject.slice(0, 998).toWellFormed(),
    from_name: from?.name.slice(0, 300).toWellFormed() || null,
    from_address: from?.address.slice(0, 320).toWellFormed() ?? null,
    beginning: visibleText.replace(/\s+/g, ' ').replaceAll('\0', '').trim().slice(0, 300).toWellFormed(),
    automatic: JSON.stringify({ bounce, auto_reply: autoReply, loop, generated, list, delayed, recipients: recipients.slice(0, 50) }),
  }
}
