import { type ComplaintRecord, openComplaint } from '#modules/complaints/index.ts'
import { momentOf } from '#modules/complaints/rules/moment.ts'
import { customerFor, type OrganisationRecord, organisationOf, recogniseCustomer } from '#modules/people/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { BodyOf, Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from '../access.ts'
import type { IncomingFile } from '../attachments/keep-attachments.ts'
import type { takeComplaint as takeComplaintEndpoint } from '../contract.ts'
import type { MessageRecord } from '../find-message.ts'
import { firstLine } from '../rules/first-line.ts'
import { addParticipants } from './add-participants.ts'
import { keepIncoming, type NewIncoming, plainIncoming } from './receive-message.ts'
import '../refusals.ts'

/** What POST /complaints asks, and what only our own doors know. */
export interface TakeComplaint extends BodyOf<typeof takeComplaintEndpoint> {
  /** The customer, when the channel has recognised them already; null when nobody is known. */
  customerId?: Id | null
  teamId?: Id | null
  privacyNoticeVersion?: number | null
  orderNumbers?: string[]
  files?: IncomingFile[]
  /** The mail that it came by, or whatever else brings a message of its own. */
  message?: Omit<NewIncoming, 'complaint'>
}

/** The complaint, and the message that holds its first words. */
export type Taken = ComplaintRecord & { first_message_id: Id }

/** Takes a complaint in: recognises the customer, opens the complaint, and keeps the first words as its first message, with their files. */
export async function takeComplaint(work: Work, asked: TakeComplaint): Promise<Taken> {
  if (isStaff(work.actor) && !mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const organisation = await organisationOf(work)
  const customer = await customerOf(work, asked)
  const complaint = await openComplaint(work, {
    ...columnsOf(work, asked, organisation),
    language: languageOf(asked, customer, organisation),
    customerId: customer?.id ?? null,
  })
  const message = await keepIncoming(work, complaint, firstMessage(work, asked, customer))
  await addComplainant(work, message, asked.customer)
  return { ...complaint, first_message_id: message.id }
}

/** Who wrote the message takes part by that, unless a machine wrote it. */
async function addComplainant(work: Work, message: MessageRecord, said: TakeComplaint['customer']): Promise<void> {
  if (!said?.email) return
  const byMachine = message.bounce || message.auto_reply || message.loop
  if (!byMachine && message.from_address?.toLowerCase() === said.email.toLowerCase()) return
  const people = [{ name: said.name || null, address: said.email, reason: 'complained' as const }]
  await addParticipants(work, { complaint: message.complaint_id, people })
}

interface Customer {
  id: Id
  name: string
  language: Language | null
}

async function customerOf(work: Work, asked: TakeComplaint): Promise<Customer | null> {
  // Who wants to be anonymous is not looked up, nor who only passed a mail on.
  if (asked.anonymous || asked.customerId === null) return null
  const known = asked.customerId ?? asked.customer?.id
  if (known) return customerFor(work, known)
  const { name, email, phone, address, account_number: accountNumber } = { ...saidBy(asked.message), ...asked.customer }
  const answerable = [email, phone, address].some((way) => way?.trim())
  // A mail without a sender is kept all the same: a person looks at it.
  if (!answerable && asked.message) return null
  if (!answerable) throw refuse('complaints.no_way_to_answer')
  return recogniseCustomer(work, { name, email, phone, address, accountNumber, language: asked.language })
}

type Said = NonNullable<TakeComplaint['customer']>

function saidBy(message: TakeComplaint['message']): Said {
  return message?.from ? { name: message.from.name ?? '', email: message.from.address } : {}
}

const languageOf = (asked: TakeComplaint, customer: Customer | null, organisation: OrganisationRecord): Language =>
  asked.language ?? customer?.language ?? organisation.language

function columnsOf(work: Work, asked: TakeComplaint, { zone }: OrganisationRecord) {
  return {
    channel: asked.channel,
    receivedAt: receivedAt(work, asked),
    anonymous: asked.anonymous ?? false,
    subject: subjectOf(asked),
    words: asked.text.replaceAll('\0', '').toWellFormed(),
    occurredAt: asked.occurred_at ? momentOf(asked.occurred_at, zone) : null,
    ...optionalColumns(asked),
  }
}

// A header field has no end; a list shows one line. The message keeps the longer one, the raw mail all of it.
const longestSubject = 500

const subjectOf = ({ subject = '', text }: TakeComplaint): string =>
  subject
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestSubject)
    .toWellFormed() || firstLine(text)

function optionalColumns({ desired_outcome, category, privacyNoticeVersion, orderNumbers, urgency, teamId }: TakeComplaint) {
  return {
    desiredOutcome: desired_outcome?.trim() || null,
    category: category ?? null,
    privacyNoticeVersion: privacyNoticeVersion ?? null,
    ...(orderNumbers && { orderNumbers }),
    ...(urgency && { urgency }),
    ...(teamId !== undefined && { teamId }),
  }
}

function receivedAt(work: Work, { received_at, message }: TakeComplaint): Temporal.Instant {
  if (received_at) return Temporal.Instant.from(received_at)
  return message?.at ?? work.now
}

function firstMessage(work: Work, asked: TakeComplaint, customer: Customer | null): Omit<NewIncoming, 'complaint'> {
  if (asked.message) return { ...asked.message, customer: customer?.id ?? null }
  return {
    ...plainIncoming,
    channel: asked.channel,
    from: senderOf(asked, customer),
    subject: asked.subject ?? '',
    text: asked.text,
    visibleText: asked.text,
    at: receivedAt(work, asked),
    attachments: asked.files ?? [],
    customer: customer?.id ?? null,
  }
}

function senderOf({ customer: said, anonymous }: TakeComplaint, customer: Customer | null) {
  if (anonymous || !said?.email) return null
  return { name: said.name || customer?.name || null, address: said.email }
}
