import { type ComplaintRecord, complaintForUpdate, may, noteActivity, takeIfUnowned } from '#modules/complaints/index.ts'
import { colleaguesAmong } from '#modules/people/index.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from './access.ts'
import { addParticipants, type Reason } from './add-participants.ts'
import type { Message, writeReply as writeReplyEndpoint } from './contract.ts'
import { type Suggested, suggestedRecipients } from './find-recipients.ts'
import { claimAttachments } from './keep-attachments.ts'
import { presentMessage } from './present-message.ts'
import { queueMessage } from './queue-message.ts'
import { readMoment } from './read-moment.ts'
import { maskNumbers } from './rules/mask-numbers.ts'
import { subjectOfReply, subjectWithNumber } from './rules/threading.ts'
import { writtenOf } from './sanitise-rich-text.ts'
import { forgetDraft } from './save-draft.ts'
import './refusals.ts'

type Asked = BodyOf<typeof writeReplyEndpoint>

/** Writes a reply to the customer: queued for the mail, or printed or told by a person. Whoever answers first takes what nobody has. */
export async function writeReply(work: Work, complaintId: Id, asked: Asked): Promise<Message> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor) || !may(work.actor, complaint).reply) throw refuse('conversations.not_yours_to_write')
  const written = writtenOf(asked)
  const handed = asked.by_hand ? { how: asked.by_hand.how, at: readMoment(work, asked.by_hand.at) } : null
  const recipients = handed ? [] : await recipientsOf(work, complaint, asked)

  const { message, hash } = await queueMessage(work, complaint, {
    kind: 'message',
    channel: handed ? channelByHand(complaint, handed.how) : 'email',
    written,
    subject: subjectOf(complaint, asked.subject),
    language: complaint.language,
    mailbox: asked.mailbox,
    recipients,
    handed,
  })
  await claimAttachments(work, complaint.id, { ids: asked.attachments, message: message.id })
  await addParticipants(work, { complaint: complaint.id, people: recipients })
  await forgetDraft(work, complaint.id, 'reply')
  await takeIfUnowned(work, complaint)
  await noteActivity(work, complaint.id)
  await work.announce({
    fact: 'reply.written',
    complaint: complaint.id,
    message: message.id,
    channel: message.channel,
    words: hash,
    by_hand: handed !== null,
  })
  if (handed) await work.announce({ fact: 'message.sent', complaint: complaint.id, message: message.id, by_hand: true })
  return presentMessage(work, complaint, message)
}

function channelByHand(complaint: ComplaintRecord, how: 'printed' | 'told') {
  if (how === 'printed') return 'letter'
  return complaint.channel === 'counter' ? 'counter' : 'phone'
}

// The customer's own subject goes out again in the answer: what must not be read in it is masked first.
function subjectOf(complaint: ComplaintRecord, chosen: string | undefined): string {
  if (chosen) return subjectWithNumber(chosen, complaint.number)
  return subjectOfReply(maskNumbers(complaint.subject, complaint.order_numbers), complaint.number)
}

interface Going {
  role: 'to' | 'cc'
  name: string | null
  address: string
  reason: Reason
}

async function recipientsOf(work: Work, complaint: ComplaintRecord, asked: Asked): Promise<Going[]> {
  const suggested = await suggestedRecipients(work, complaint)
  const going = asked.to || asked.cc ? chosen(asked, suggested) : suggested
  if (!going.some(({ role }) => role === 'to')) throw refuse('conversations.no_address')
  const known = await knownAddresses(work, complaint.id, suggested)
  const confirmed = new Set(asked.confirmed_recipients?.map(lower))
  const unknown = going.map(({ address }) => address).filter((address) => !known.has(lower(address)) && !confirmed.has(lower(address)))
  const colleagues = await colleaguesAmong(work, unknown)
  const fresh = unknown.filter((address) => !colleagues.has(lower(address)))
  if (fresh.length > 0) throw refuse('conversations.new_recipient', { addresses: fresh.join(', '), recipients: fresh })
  return going
}

function chosen({ to, cc }: Asked, suggested: Suggested[]): Going[] {
  const found = (address: string) => suggested.find((one) => lower(one.address) === lower(address))
  const going = (role: 'to' | 'cc') => (address: string) => ({
    role,
    address,
    name: found(address)?.name ?? null,
    reason: 'added' as const,
  })
  const defaultTo = suggested.filter(({ role }) => role === 'to').map(({ address }) => address)
  const all = [...(to ?? defaultTo).map(going('to')), ...(cc ?? []).map(going('cc'))]
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
