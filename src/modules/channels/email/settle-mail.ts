import { type ComplaintRecord, followUp } from '#modules/complaints/index.ts'
import { findLatestTexts, noteBounced, receiveMessage, takeComplaint } from '#modules/conversations/index.ts'
import { bareSubject } from '#modules/conversations/rules/subject-line.ts'
import { colleaguesAmong, findTeam, organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { noteProved } from '../automatic/senders.ts'
import { addMark } from '../complaint-marks.ts'
import type { Original } from './find-duplicate.ts'
import { incomingOf } from './incoming-message.ts'
import type { Verdict } from './judge-mail.ts'
import type { Reading } from './reading.ts'
import type { Understood } from './understand-mail.ts'
import { answersAmong } from './written/answers-among.ts'
import { writtenLanguage } from './written/written-language.ts'

type Aside = Pick<Extract<Verdict, { does: 'aside' }>, 'why' | 'suggested'>

/** Leaves a mail where a person sees it, with the reason. */
export function putAside(work: Work, reading: Reading, { why, suggested }: Aside): Promise<void> {
  const settled = { state: 'put_aside', put_aside: why, suggested_complaint_id: suggested ?? null }
  return settle(work, reading, settled)
}

/** Notes that a mail brought once more what is here already. */
export function noteRepeated(work: Work, reading: Reading, { complaint, message }: Original): Promise<void> {
  const settled = { state: 'attached', complaint_id: complaint, conversation_message_id: message }
  return settle(work, reading, settled)
}

/** Adds a mail to a complaint. A bounce also marks the mail that came back. */
export async function attachMail(work: Work, reading: Reading, to: Extract<Verdict, { does: 'attach' }>): Promise<void> {
  const { sifted, from } = reading.understood
  if (to.bounced)
    await noteBounced(work, {
      messageId: to.bounced.messageId,
      recipients: sifted.recipients,
      reason: sifted.reason ?? sifted.status ?? reading.understood.mail.subject,
    })
  const customer = to.byCustomer ? to.complaint.customer_id : null
  const message = await receiveMessage(work, {
    ...incomingOf(reading),
    ...(await shownWhole(work, reading, to.complaint.id)),
    complaint: to.complaint.id,
    customer,
  })
  if (to.proved && from) await noteProved(work, from.address)
  const settled = { state: 'attached', complaint_id: to.complaint.id, conversation_message_id: message.id }
  await settle(work, reading, settled)
}

/** Answers that somebody wrote into a history that nothing marks: known by the mails of ours that it holds. Then all of the mail is shown. */
async function shownWhole(work: Work, { understood: { unmarked, mail } }: Reading, complaint: Id) {
  if (unmarked === undefined || !answersAmong(unmarked, await findLatestTexts(work, complaint))) return {}
  return { visibleText: mail.text.trim(), signature: null }
}

/** Makes a complaint of a mail, in the team of its mailbox; linked to the one that it follows. */
export async function openMail(work: Work, reading: Reading, follows?: ComplaintRecord): Promise<ComplaintRecord> {
  const { understood, mailbox } = reading
  const complaint = await takeComplaint(work, {
    ...wordsOf(understood),
    ...(await writerOf(work, understood)),
    channel: 'email',
    language: await languageOf(work, reading),
    teamId: mailbox?.team_id ?? follows?.team_id ?? null,
    message: incomingOf(reading),
  })
  if (follows) await followUp(work, follows, complaint)
  const settled = { state: 'opened', complaint_id: complaint.id, conversation_message_id: complaint.first_message_id }
  await Promise.all([markOpened(work, reading, complaint.id), settle(work, reading, settled)])
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

async function writerOf(work: Work, { customer, forwarded }: Understood) {
  if (!customer) return { anonymous: true }
  // A colleague who passes a mail on does not complain; whose mail it was, a person says.
  if (forwarded.length > 0 && (await colleaguesAmong(work, [customer.address])).size > 0) return { customerId: null }
  return { customer: { email: customer.address, ...(customer.name && { name: customer.name.slice(0, 200).toWellFormed() }) } }
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
  suggested_complaint_id?: Id | null
  complaint_id?: Id
  conversation_message_id?: Id | null
}

async function settle(work: Work, { row, understood, mailbox, authentication }: Reading, settled: Settled): Promise<void> {
  const by = work.actor.kind === 'desk' ? {} : { settled_by: actorName(work.actor) }
  await work.db
    .updateTable('channels_mails')
    .set({
      ...readFields(understood),
      ...settled,
      mailbox_id: mailbox?.id ?? null,
      ...(authentication && { authentication: JSON.stringify(authentication) }),
      settled_at: work.now,
      ...by,
    })
    .where('id', '=', row.id)
    .execute()
}

/** What the list of mails that were put aside shows, and who asks by Message-ID finds. */
function readFields({ mail, sifted, from, messageId, visibleText, contentKey }: Understood) {
  const { bounce, autoReply, loop, generated, list, delayed, recipients } = sifted
  return {
    message_id: messageId,
    content_key: contentKey,
    subject: mail.subject.slice(0, 998).toWellFormed(),
    from_name: from?.name.slice(0, 300).toWellFormed() || null,
    from_address: from?.address.slice(0, 320).toWellFormed() ?? null,
    beginning: visibleText.replace(/\s+/g, ' ').replaceAll('\0', '').trim().slice(0, 300).toWellFormed(),
    automatic: JSON.stringify({ bounce, auto_reply: autoReply, loop, generated, list, delayed, recipients: recipients.slice(0, 50) }),
  }
}
