import * as z from 'zod/mini'
import { Named } from '#modules/complaints/contract.ts'
import { Email, endpoint, Id, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'

const Security = z.enum(['tls', 'starttls', 'none'])
const Port = z.int().check(z.gte(1), z.lte(65_535))
const Host = words(253)

const Imap = z.object({ host: Host, port: Port, security: Security, user: words(320), folder: z._default(words(200), 'INBOX') })
const Smtp = z.object({ host: Host, port: Port, security: Security, user: z.optional(text(320)) })
const Secret = z.optional(text(1_000))

export const Mailbox = z.object({
  id: Id,
  address: z.string(),
  name: z.string(),
  team: z.nullable(Named),
  imap: z.nullable(Imap),
  smtp: z.nullable(Smtp),
  health: z.object({
    last_read_at: z.nullable(z.string()),
    last_mail_at: z.nullable(z.string()),
    last_sent_at: z.nullable(z.string()),
    /** The other server's own words. */
    read_trouble: z.nullable(z.string()),
    send_trouble: z.nullable(z.string()),
    trouble_since: z.nullable(z.string()),
  }),
  ended: z.boolean(),
  version: Version,
})
export type Mailbox = z.output<typeof Mailbox>

export const listMailboxes = endpoint('GET /mailboxes', {
  requires: 'mailboxes.read',
  about: 'Our mailboxes and how they are.',
  answers: z.object({ data: z.array(Mailbox) }),
})

const MailboxFields = {
  address: Email,
  name: words(200),
  team: z.optional(z.nullable(Id)),
  imap: z.optional(z.nullable(z.object({ ...Imap.shape, password: Secret }))),
  smtp: z.optional(z.nullable(z.object({ ...Smtp.shape, password: Secret }))),
}

export const addMailbox = endpoint('POST /mailboxes', {
  requires: 'mailboxes.edit',
  about: 'Adds a mailbox. Passwords are kept encrypted and never shown again.',
  status: 201,
  body: z.object(MailboxFields),
  answers: Mailbox,
})

export const editMailbox = endpoint('PATCH /mailboxes/:mailbox', {
  requires: 'mailboxes.edit',
  about: 'Changes a mailbox; a password that is not sent stays.',
  body: z.strictObject({ ...MailboxFields, address: z.optional(Email), name: z.optional(words(200)), ended: z.optional(z.boolean()) }),
  answers: Mailbox,
})

export const testMailbox = endpoint('POST /mailbox-tests', {
  requires: 'mailboxes.edit',
  about: 'Tries a mailbox’s settings before or after they are kept, and says what the servers said.',
  body: z.object({ mailbox: z.optional(Id), imap: MailboxFields.imap, smtp: MailboxFields.smtp }),
  answers: z.object({
    imap: z.nullable(z.object({ works: z.boolean(), said: z.string() })),
    smtp: z.nullable(z.object({ works: z.boolean(), said: z.string() })),
  }),
})

export const sendTestMail = endpoint('POST /mailboxes/:mailbox/test-mails', {
  requires: 'mailboxes.edit',
  about: 'Sends a test mail to an address, and says what the server said.',
  body: z.object({ to: Email }),
  answers: z.object({ works: z.boolean(), said: z.string() }),
})

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
  query: z.object({ message_id: z.optional(text(998)), ...Page }),
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
  from: z.nullable(Address),
  recipient: z.nullable(z.string()),
  size: z.int(),
  beginning: z.string(),
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
