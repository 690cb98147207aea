import * as z from 'zod/mini'
import { Channel, Complaint } from '#modules/complaints/contract.ts'
import { Email, endpoint, Id, Instant, Language, Page, pageOf, text, words } from '#platform/endpoint.ts'
import { Authentication, Forwarded, Invitation, Mailbox, Protection, Recipient } from './contract/mails.ts'

export * from './contract/mails.ts'

export const deliveryStates = ['queued', 'sending', 'sent', 'failed', 'bounced', 'unsure', 'withdrawn'] as const
export const DeliveryState = z.enum(deliveryStates)
export type DeliveryState = z.output<typeof DeliveryState>

export const longestText = 200_000

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  media_type: z.string(),
  size: z.int(),
  sha256: z.string(),
  inline: z.boolean(),
  /** Pictures and PDFs are shown; the rest is downloaded. */
  preview: z.boolean(),
  scan: z.enum(['not_scanned', 'clean', 'infected']),
})
export type Attachment = z.output<typeof Attachment>

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
    /** Which of our mailboxes answers; without it the one that the customer wrote to. */
    mailbox: z.optional(Id),
    by_hand: z.optional(z.object({ how: z.enum(['printed', 'told']), at: z.optional(Instant) })),
    attachments: z.optional(z.array(Id).check(z.maxLength(20))),
    /** An address outside the house that is new to this complaint must be said twice: without it the answer is 409, `conversations.new_recipient`. */
    confirmed_recipients: z.optional(z.array(Email).check(z.maxLength(20))),
  }),
  answers: Message,
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
    attachments: z.optional(z.array(Id).check(z.maxLength(20))),
  }),
  answers: Message,
})

export const writeNote = endpoint('POST /complaints/:complaint/notes', {
  requires: 'notes.write',
  about: 'An internal note. It never leaves the house.',
  status: 201,
  body: z.object({ ...Body, attachments: z.optional(z.array(Id).check(z.maxLength(20))) }),
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

export const Draft = z.object({
  kind: z.enum(['reply', 'note']),
  html: z.string(),
  text: z.string(),
  recipients: z.array(z.object({ role: z.enum(['to', 'cc']), address: z.string() })),
  attachments: z.array(Attachment),
  version: z.int(),
  saved_at: z.string(),
})
export type Draft = z.output<typeof Draft>

export const readDraft = endpoint('GET /complaints/:complaint/drafts/:kind', {
  requires: 'messages.write',
  about: 'What the caller was writing here.',
  answers: z.object({ draft: z.nullable(Draft) }),
})

export const saveDraft = endpoint('PUT /complaints/:complaint/drafts/:kind', {
  requires: 'messages.write',
  about:
    'Keeps what the caller is writing. `version` is the one last seen; an older one is refused, so that two tabs cannot undo each other.',
  body: z.object({
    html: text(500_000),
    text: text(longestText),
    recipients: z.optional(z.array(z.object({ role: z.enum(['to', 'cc']), address: Email })).check(z.maxLength(40))),
    attachments: z.optional(z.array(Id).check(z.maxLength(20))),
    version: z.optional(z.int()),
  }),
  answers: Draft,
})

export const dropDraft = endpoint('DELETE /complaints/:complaint/drafts/:kind', {
  requires: 'messages.write',
  about: 'Drops the draft.',
  answers: z.object({ dropped: z.boolean() }),
})

export const addAttachment = endpoint('POST /complaints/:complaint/attachments', {
  requires: 'messages.write',
  about:
    'Uploads a file (multipart/form-data, field `file`), to be named in a reply, a note or a contact. With a field `message` it goes to that message, when a colleague entered it by hand (a scanned letter).',
  status: 201,
  answers: Attachment,
})

/** Served as a stream; the path stands here for the browser. */
export const attachmentPath = (complaint: string, attachment: string, preview = false) =>
  `/api/v1/complaints/${complaint}/attachments/${attachment}${preview ? '?preview=1' : ''}`

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
