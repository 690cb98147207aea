import * as z from 'zod/mini'
import { Mailbox } from '#modules/conversations/contract.ts'
import { endpoint, Id, Page, pageOf, text, words } from '#platform/endpoint.ts'

export * from './contract/mailboxes.ts'

const Address = z.object({ name: z.nullable(z.string()), address: z.string() })

/** A message, or a mail that was put aside, as mail: the shape that acceptance from outside reads. */
export const MailMessage = z.object({
  id: Id,
  message_id: z.nullable(z.string()),
  complaint: z.nullable(z.object({ id: Id, number: z.string() })),
  direction: z.enum(['in', 'out']),
  state: z.nullable(z.string()),
  subject: z.string(),
  from: z.nullable(Address),
  to: z.array(Address),
  cc: z.array(Address),
  /** The whole decoded body, nothing cut; card numbers and IBANs masked. */
  text: z.string(),
  html: z.nullable(z.string()),
  visible_text: z.string(),
  signature: z.nullable(z.string()),
  attachments: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string(), media_type: z.string() })),
  automatic: z.object({ bounce: z.boolean(), auto_reply: z.boolean(), loop: z.boolean(), recipients: z.array(z.string()) }),
  put_aside: z.nullable(z.string()),
})
export type MailMessage = z.output<typeof MailMessage>

export const listMessages = endpoint('GET /messages', {
  requires: 'complaints.read',
  about: 'Messages by Message-ID (without brackets), from conversations and from mails that were put aside.',
  query: z.object({ message_id: words(998), ...Page }),
  answers: pageOf(MailMessage),
})

/** Its body is `message/rfc822`, as it is. */
export const deliverMail = endpoint('POST /inbound/email', {
  requires: 'mail.deliver',
  about: 'Takes a raw mail (message/rfc822) for `recipient`; it is stored before it is read.',
  status: 202,
  query: z.object({ recipient: z.optional(text(320)) }),
  answers: z.object({ id: Id }),
})

export const MailAside = z.object({
  id: Id,
  reason: z.string(),
  arrived_at: z.string(),
  subject: z.string(),
  from: z.nullable(Mailbox),
  recipient: z.nullable(z.string()),
  size: z.int(),
  beginning: z.string(),
  /** Whom a bounce or a warning says that it did not reach. */
  unreached: z.array(z.string()),
  /** The complaint that it names: a person may add it there with one click. */
  suggested: z.nullable(z.object({ id: Id, number: z.string() })),
})
export type MailAside = z.output<typeof MailAside>

export const listAside = endpoint('GET /mails-aside', {
  requires: 'mail.sort',
  about: 'Mails that were put aside, and why.',
  query: z.object(Page),
  answers: pageOf(MailAside),
})

export const openAside = endpoint('POST /mails-aside/:mail/opening', {
  requires: 'mail.sort',
  about: 'Makes a complaint of a mail that was put aside.',
  answers: z.object({ complaint: z.object({ id: Id, number: z.string() }) }),
})

export const attachAside = endpoint('POST /mails-aside/:mail/attachment', {
  requires: 'mail.sort',
  about: 'Adds a mail that was put aside to the complaint it belongs to.',
  body: z.object({ complaint: Id }),
  answers: z.object({ complaint: z.object({ id: Id, number: z.string() }) }),
})

export const discardAside = endpoint('POST /mails-aside/:mail/discarding', {
  requires: 'mail.sort',
  about: 'Leaves a mail aside for good, with a reason. Its raw file stays.',
  body: z.object({ reason: words(1_000) }),
  answers: z.object({ discarded: z.boolean() }),
})

export const reviewComplaint = endpoint('POST /complaints/:complaint/review', {
  requires: 'mail.sort',
  about: 'A person has looked at what a machine brought: it leaves the list for review (`GET /complaints?mark=automatic`).',
  answers: z.object({ reviewed: z.boolean() }),
})

export const markSpam = endpoint('POST /complaints/:complaint/spam', {
  requires: 'mail.sort',
  about: 'This is spam: the complaint ends as none; `always` puts every later mail of this sender aside.',
  body: z.object({ always: z._default(z.boolean(), false) }),
  answers: z.object({ sender: z.nullable(z.string()), always: z.boolean() }),
})

export const unmarkSpam = endpoint('DELETE /complaints/:complaint/spam', {
  requires: 'mail.sort',
  about: 'It was no spam: the complaint and its sender come back.',
  answers: z.object({ sender: z.nullable(z.string()) }),
})
