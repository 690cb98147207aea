import { type ComplaintRecord, complaintForUpdate, may, noteActivity, takeIfUnowned } from '#modules/complaints/index.ts'
import { colleaguesAmong } from '#modules/people/index.ts'
import type { BodyOf, Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from './access.ts'
import { claimAttachments } from './attachments/keep-attachments.ts'
import type { Message, writeReply as writeReplyEndpoint } from './contract.ts'
import { forgetDraft } from './drafts/save-draft.ts'
import { type Help, helpIn, keepHelp } from './machine-drafts/find-help.ts'
import { addParticipants, type Reason } from './receiving/add-participants.ts'
import { type Suggested, suggestedRecipients } from './receiving/find-recipients.ts'
import { maskNumbers } from './rules/mask-numbers.ts'
import { outgoingChannel } from './rules/outgoing-channel.ts'
import { picturesIn } from './rules/pictures.ts'
import { subjectOfReply, subjectWithNumber } from './rules/threading.ts'
import { type Written, writtenOf } from './sanitise-rich-text.ts'
import { announceSent } from './sending/announce-sent.ts'
import { refuseSecondAnswer } from './sending/answered-meanwhile.ts'
import { queueMessage } from './sending/queue-message.ts'
import { readMoment, readSendMoment } from './sending/read-moment.ts'
import { keepTextUses, refuseUnfilled } from './texts/fill-ready-text.ts'
import { signatureBelow } from './texts/signatures.ts'
import { presentMessage } from './timeline/present-message.ts'
import { cueCodesOf, judgeWords, keepWords } from './wording/judge-words.ts'
import './refusals.ts'

type Asked = BodyOf<typeof writeReplyEndpoint> & {
  /** In which it is written; the complaint's own when left out. */
  language?: Language | undefined
  /** The signature of the mailbox, team or desk is put below it. */
  signs?: boolean
  /** It was not written where replies are drafted: what stands there stays. */
  keepsDraft?: boolean
}

/** Writes a reply to the customer: queued for the mail, or printed or told by a person. Whoever answers first takes what nobody has. */
export async function writeReply(work: Work, complaintId: Id, asked: Asked): Promise<Message> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor) || !may(work.actor, complaint).reply) throw refuse('conversations.not_yours_to_write')
  const written = writtenOf(asked)
  refuseUnfilled(written, asked.subject)
  await refuseSecondAnswer(work, complaint.id, asked.seen)
  const help = await helpIn(work, complaint.id, { text: written.text, helped: asked.helped })
  const { handed, leaves } = goingOut(work, asked)
  const recipients = handed ? [] : await recipientsOf(work, complaint, asked)
  const { letter = null, language = complaint.language } = asked
  const channel = outgoingChannel(handed?.how ?? 'email', complaint.channel)
  await work.allow('reply.write', { complaint: complaint.id, text: written.text })
  const signature = await signatureOf(work, complaint, { asked, isTold: handed?.how === 'told' })
  const judged = await judgeReply(work, complaint, { text: written.text, channel, asked })
  const { message, hash } = await queueMessage(work, complaint, {
    kind: 'message',
    channel,
    letter,
    helped_by: help.model,
    written,
    signature,
    subject: subjectOf(complaint, asked.subject),
    language,
    mailbox: asked.mailbox,
    recipients,
    handed,
    leaves,
  })
  await keepBeside(work, complaint, { message: message.id, written, asked, help, recipients })
  await takeIfUnowned(work, complaint)
  await noteActivity(work, complaint.id)
  const { id, channel: by } = message
  const said = { words: hash, by_hand: handed !== null, letter, cues: cueCodesOf(judged), send_at: instantOf(leaves) }
  await work.announce({ fact: 'reply.written', complaint: complaint.id, message: id, channel: by, ...said })
  await keepWords(work, { complaint: complaint.id, message: message.id, judged })
  if (handed) await announceSent(work, message, { by_hand: true })
  return presentMessage(work, complaint, message)
}

/** What stands below it, where it is signed. One that says less than it should is refused like the reply itself. */
async function signatureOf(
  work: Work,
  complaint: ComplaintRecord,
  { asked, isTold }: { asked: Asked; isTold: boolean },
): Promise<Written | null> {
  if (!asked.signs || isTold) return null
  const signature = await signatureBelow(work, complaint, { mailbox: asked.mailbox ?? null, language: asked.language })
  if (signature) refuseUnfilled(signature, undefined)
  return signature
}

const instantOf = (moment: Temporal.Instant | null): string | null => moment && moment.toString()

/** By whose hand it went out already, or when it leaves. A chosen moment is for the mail: what a person tells has been told. */
function goingOut(work: Work, { send_at, by_hand }: Asked) {
  if (by_hand && send_at !== undefined) throw refuse('conversations.send_at_by_hand')
  return {
    handed: by_hand ? { how: by_hand.how, at: readMoment(work, by_hand.at) } : null,
    leaves: send_at === undefined ? null : readSendMoment(work, send_at),
  }
}

/** Words that wait for a reason are refused without one. */
const judgeReply = (
  work: Work,
  complaint: ComplaintRecord,
  { asked, ...outgoing }: { text: string; channel: ReturnType<typeof outgoingChannel>; asked: Asked },
) =>
  judgeWords(work, complaint, { ...outgoing, letter: asked.letter ?? null, language: asked.language, reason: asked.words_reason ?? null })

interface Beside {
  message: Id
  written: Written
  asked: Asked
  help: Help
  recipients: Going[]
}

/** The files of a reply, what it was made from, and who takes part by it; the draft has become it. */
async function keepBeside(work: Work, complaint: ComplaintRecord, { message, written, asked, help, recipients }: Beside) {
  await claimAttachments(work, complaint.id, { ids: asked.attachments, pictures: picturesIn(written.html), message })
  await keepTextUses(work, complaint, { message, written, texts: asked.texts })
  await keepHelp(work, complaint.id, { message, help })
  // Who is not named in it takes no part: the next reply would name them.
  await addParticipants(work, { complaint: complaint.id, people: recipients.filter(({ role }) => role !== 'bcc') })
  if (!asked.keepsDraft) await forgetDraft(work, complaint.id, 'reply')
}

// The customer's own subject goes out again in the answer: what must not be read in it is masked first.
function subjectOf(complaint: ComplaintRecord, chosen: string | undefined): string {
  if (chosen) return subjectWithNumber(chosen, complaint.number)
  return subjectOfReply(maskNumbers(complaint.subject, complaint.order_numbers), complaint.number)
}

interface Going {
  role: 'to' | 'cc' | 'bcc'
  name: string | null
  address: string
  reason: Reason
}

async function recipientsOf(work: Work, complaint: ComplaintRecord, asked: Asked): Promise<Going[]> {
  const suggested = await suggestedRecipients(work, complaint)
  const going = asked.to || asked.cc || asked.bcc ? chosen(asked, suggested) : suggested
  if (!going.some(({ role }) => role === 'to')) throw refuse('conversations.no_address')
  const known = await knownAddresses(work, complaint.id, suggested)
  const confirmed = new Set(asked.confirmed_recipients?.map(lower))
  const unknown = going.map(({ address }) => address).filter((address) => !known.has(lower(address)) && !confirmed.has(lower(address)))
  const colleagues = await colleaguesAmong(work, unknown)
  const fresh = unknown.filter((address) => !colleagues.has(lower(address)))
  if (fresh.length > 0) throw refuse('conversations.new_recipient', { addresses: fresh.join(', '), recipients: fresh })
  return going
}

function chosen({ to, cc, bcc }: Asked, suggested: Suggested[]): Going[] {
  const found = (address: string) => suggested.find((one) => lower(one.address) === lower(address))
  const going = (role: Going['role']) => (address: string) => ({
    role,
    address,
    name: found(address)?.name ?? null,
    reason: 'added' as const,
  })
  const defaultTo = suggested.filter(({ role }) => role === 'to').map(({ address }) => address)
  const all = [...(to ?? defaultTo).map(going('to')), ...(cc ?? []).map(going('cc')), ...(bcc ?? []).map(going('bcc'))]
  return all.filter(({ address }, at) => all.findIndex((other) => lower(other.address) === lower(address)) === at)
}

async function knownAddresses(work: Work, complaintId: Id, suggested: Suggested[]): Promise<Set<string>> {
  const participants = await work.db
    .selectFrom('conversations_participants')
    .select('address')
    .where('complaint_id', '=', complaintId)
    .execute()
  return new Set([...participants, ...suggested].map(({ address }) => lower(address)))
}

const lower = (address: string): string => address.toLowerCase()
