import * as z from 'zod/mini'
import { Channel, Complaint } from '#modules/complaints/contract.ts'
import { Letter } from '#modules/tone/contract/check.ts'
import { Email, endpoint, Id, Instant, Language, Page, pageOf, text, words } from '#platform/endpoint.ts'
import { Attachment } from './contract/attachments.ts'
import { UsedHelp } from './contract/helper-drafts.ts'
import { Authentication, Forwarded, Invitation, Mailbox, Protection, Recipient } from './contract/mails.ts'
import { longestText, UsedTexts } from './contract/texts.ts'

export * from './contract/attachments.ts'
export * from './contract/coaching.ts'
export * from './contract/drafts.ts'
export * from './contract/helper-drafts.ts'
export * from './contract/mails.ts'
export * from './contract/signatures.ts'
export * from './contract/texts.ts'
export * from './contract/triage.ts'
export * from './contract/words.ts'

export const deliveryStates = ['queued', 'sending', 'sent', 'failed', 'bounced', 'unsure', 'withdrawn'] as const
export const DeliveryState = z.enum(deliveryStates)
export type DeliveryState = z.output<typeof DeliveryState>

export const Message = z.object({
  id: Id,
  complaint_id: Id,
  direction: z.enum(['in', 'out']),
  channel: z.string(),
  /** acknowledgement and notice are automatic; message is a person's; contact is a call or visit that a colleague wrote down. */
  kind: z.enum(['message', 'acknowledgement', 'notice', 'contact']),
  author: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  from: z.nullable(Mailbox),
  recipients: z.array(Recipient),
  subject: z.string(),
  text: z.string(),
  html: z.nullable(z.string()),
  /** What the writer newly wrote; the rest folds. */
  visible_text: z.string(),
  signature: z.nullable(z.string()),
  attachments: z.array(Attachment),
  state: z.nullable(DeliveryState),
  /** Why it failed, bounced or waits: in the other server's own words, or a code of ours. */
  state_reason: z.nullable(z.string()),
  /** When it is tried again by itself. */
  next_try_at: z.nullable(z.string()),
  by_hand: z.nullable(z.enum(['printed', 'told'])),
  /** Of a call: how long the customer was on hold. */
  hold_seconds: z.nullable(z.int()),
  /** The language model that helped to write it, where an agent asked one. */
  helped_by: z.nullable(z.string()),
  automatic: z.object({ bounce: z.boolean(), auto_reply: z.boolean(), loop: z.boolean(), generated: z.boolean() }),
  /** The mails that this one passes on, the outermost first. */
  forwarded: z.array(Forwarded),
  authentication: z.nullable(Authentication),
  invitations: z.array(Invitation),
  protection: z.nullable(Protection),
  at: z.string(),
  sent_at: z.nullable(z.string()),
  /** A tombstone: the message is in that complaint now. */
  moved_to: z.nullable(Id),
  /** It belongs to that complaint, and is shown here too: an issue of that one became this one. The number is for who may see it. */
  shown_from: z.nullable(z.object({ id: Id, number: z.nullable(z.string()) })),
  may: z.object({
    send_again: z.boolean(),
    mark_arrived: z.boolean(),
    withdraw: z.boolean(),
    hand: z.boolean(),
    move: z.boolean(),
    name_complainant: z.boolean(),
  }),
})
export type Message = z.output<typeof Message>

export const Note = z.object({
  id: Id,
  author: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  text: z.string(),
  html: z.nullable(z.string()),
  attachments: z.array(Attachment),
  at: z.string(),
})
export type Note = z.output<typeof Note>

export const Event = z.object({
  fact: z.string(),
  actor: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  /** The fact's ids, codes, instants and amounts; names of people and teams resolved beside their ids as `<field>_name`. */
  data: z.record(z.string(), z.unknown()),
  at: z.string(),
})

export const TimelineItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), id: z.string(), at: z.string(), message: Message }),
  z.object({ kind: z.literal('note'), id: z.string(), at: z.string(), note: Note }),
  z.object({ kind: z.literal('event'), id: z.string(), at: z.string(), event: Event }),
])
export type TimelineItem = z.output<typeof TimelineItem>

export const readTimeline = endpoint('GET /complaints/:complaint/timeline', {
  requires: 'complaints.read',
  about: 'Everything that happened, newest first: messages, notes, events, with actor and time.',
  query: z.object(Page),
  answers: pageOf(TimelineItem),
})

/** A text or rich text; when both are given the plain one is made from the rich one. */
const Body = { text: z.optional(text(longestText)), html: z.optional(text(500_000)) }

export const takeComplaint = endpoint('POST /complaints', {
  requires: 'complaints.open',
  about: 'A new complaint by hand or by a program: the words, the channel, and one way to answer, or anonymous.',
  status: 201,
  body: z.object({
    text: words(longestText),
    channel: Channel,
    subject: z.optional(text(500)),
    received_at: z.optional(Instant),
    anonymous: z.optional(z.boolean()),
    language: z.optional(Language),
    customer: z.optional(
      z.object({
        id: z.optional(Id),
        name: z.optional(text(200)),
        email: z.optional(Email),
        phone: z.optional(text(60)),
        address: z.optional(text(1_000)),
        account_number: z.optional(text(100)),
      }),
    ),
    occurred_at: z.optional(z.union([Instant, z.iso.date()])),
    desired_outcome: z.optional(text(4_000)),
    urgency: z.optional(z.enum(['critical', 'high', 'normal', 'low'])),
    category: z.optional(z.string().check(z.regex(/^[a-z0-9_]{1,60}$/))),
  }),
  answers: Complaint,
})

export const writeReply = endpoint('POST /complaints/:complaint/messages', {
  requires: 'messages.write',
  about: 'A reply to the customer. It is queued and sent by mail; by_hand says that a person printed or told it.',
  status: 201,
  body: z.object({
    ...Body,
    subject: z.optional(words(500)),
    to: z.optional(z.array(Email).check(z.maxLength(20))),
    cc: z.optional(z.array(Email).check(z.maxLength(20))),
    /** They read it without being named in it; the next reply does not go to them by itself. */
    bcc: z.optional(z.array(Email).check(z.maxLength(20))),
    /** Which of our mailboxes answers; without it the one that the customer wrote to. */
    mailbox: z.optional(Id),
    by_hand: z.optional(z.object({ how: z.enum(['printed', 'told']), at: z.optional(Instant) })),
    attachments: z.optional(z.array(Id).check(z.maxLength(20))),
    /** The ready texts that it was made from. */
    texts: z.optional(UsedTexts),
    /** Machine drafts in it. One that stands word for word and is not read is refused: 409, `conversations.machine_draft_unread`. */
    helped: z.optional(UsedHelp),
    /** It leaves at this moment, not before: within 30 days, by mail only. Until then it can be taken back. */
    send_at: z.optional(Instant),
    /** Which letter it is: what is missing in it depends on that. */
    letter: z.optional(Letter),
    /** Why severe wording, or a day that is not true, goes out as it is: without it the answer is 409, `conversations.words_need_reason`. */
    words_reason: z.optional(words(500)),
    /** An address outside the house that is new to this complaint must be said twice: without it the answer is 409, `conversations.new_recipient`. */
    confirmed_recipients: z.optional(z.array(Email).check(z.maxLength(20))),
    /** The last answer of ours that the writer knew, or null. Where a colleague has answered since, the answer is 409, `conversations.answered_meanwhile`, with what was said. */
    seen: z.optional(z.nullable(Id)),
  }),
  answers: Message,
})

export const SendingMoment = z.object({
  at: z.string(),
  /** Somebody is at the desk then. */
  working: z.boolean(),
  /** The next moment at which somebody is; null where somebody is then. */
  next: z.nullable(z.string()),
})
export type SendingMoment = z.output<typeof SendingMoment>

export const readSendingMoment = endpoint('GET /complaints/:complaint/sending-moment', {
  requires: 'messages.write',
  about: 'Whether a reply can leave at a moment, and whether the desk is open then.',
  query: z.object({ at: Instant }),
  answers: SendingMoment,
})

export const logContact = endpoint('POST /complaints/:complaint/contacts', {
  requires: 'messages.write',
  about: 'A call or a visit on an existing complaint: who said what, when.',
  status: 201,
  body: z.object({
    channel: z.enum(['phone', 'counter', 'letter', 'chat', 'social']),
    direction: z.enum(['in', 'out']),
    text: words(longestText),
    at: z.optional(Instant),
    /** How long the customer was on hold. */
    hold_seconds: z.optional(z.int().check(z.gte(0), z.lte(86_400))),
    attachments: z.optional(z.array(Id).check(z.maxLength(20))),
  }),
  answers: Message,
})

export const writeNote = endpoint('POST /complaints/:complaint/notes', {
  requires: 'notes.write',
  about: 'An internal note. It never leaves the house. Colleagues whom it mentions are told, and see this complaint from then on.',
  status: 201,
  body: z.object({
    ...Body,
    attachments: z.optional(z.array(Id).check(z.maxLength(20))),
    /** Colleagues whom it mentions. On a restricted complaint only who may name people on it brings somebody new: 409, `complaints.mention_restricted`. */
    mentions: z.optional(z.array(Id).check(z.maxLength(20))),
  }),
  answers: Note,
})

const Participant = {
  name: z.nullable(z.string()),
  address: z.string(),
  /** For eyes, where its domain is written in other letters than it is sent in. */
  shown: z.optional(z.string()),
  reason: z.enum(['complained', 'copied', 'added', 'represents']),
  /** A colleague; anybody else is outside the house. */
  internal: z.boolean(),
}

export const readRecipients = endpoint('GET /complaints/:complaint/recipients', {
  requires: 'complaints.read',
  about: 'Who a reply would go to, and who else takes part, each with the reason it is there.',
  answers: z.object({
    data: z.array(z.object({ role: z.enum(['to', 'cc']), ...Participant })),
    /** Who takes part as well: a reply reaches them only when they are named. */
    others: z.array(z.object(Participant)),
  }),
})

/** A mail as it was written: a page of its own for a frame, served as a stream. Its pictures from elsewhere load only when asked for. */
export const messageHtmlPath = (complaint: string, message: string, pictures = false) =>
  `/api/v1/complaints/${complaint}/messages/${message}/html${pictures ? '?pictures=1' : ''}`

export const sendAgain = endpoint('POST /complaints/:complaint/messages/:message/sending', {
  requires: 'messages.write',
  about: 'Sends a failed, bounced or unsure message again, under the same Message-ID.',
  answers: Message,
})

export const markArrived = endpoint('POST /complaints/:complaint/messages/:message/arrival', {
  requires: 'messages.write',
  about: 'A person says that an unsure message did arrive.',
  answers: Message,
})

export const withdrawMessage = endpoint('POST /complaints/:complaint/messages/:message/withdrawal', {
  requires: 'messages.write',
  about: 'Takes a message back that has not been sent yet.',
  answers: Message,
})

export const handMessage = endpoint('POST /complaints/:complaint/messages/:message/handing', {
  requires: 'messages.write',
  about: 'Says that a message without an address was printed or told, and when.',
  body: z.object({ how: z.enum(['printed', 'told']), at: z.optional(Instant) }),
  answers: Message,
})

export const moveMessage = endpoint('POST /complaints/:complaint/messages/:message/relocation', {
  requires: 'messages.write',
  about: 'Moves a message that was threaded wrongly to the complaint it belongs to; a tombstone stays.',
  body: z.object({ to: Id }),
  answers: Message,
})

export const nameComplainant = endpoint('POST /complaints/:complaint/messages/:message/complainant', {
  requires: 'messages.write',
  about: 'Says that whoever wrote a mail which this message passes on is the customer of this complaint, which has none yet.',
  body: z.object({ address: Email }),
  answers: Message,
})
