import * as z from 'zod/mini'
import { Named } from '#modules/complaints/contract.ts'
import { Email, endpoint, Id, text, Version, words } from '#platform/endpoint.ts'

const Security = z.enum(['tls', 'starttls', 'none'])
const Port = z.int().check(z.gte(1), z.lte(65_535))
const Host = words(253)
/** How we prove who we are: a password, or the consent of the mailbox. */
const SignIn = z._default(z.enum(['password', 'consent']), 'password')

/** Which certificates are right besides those that every machine trusts: an authority of one's own, or this very certificate. */
const Trust = z.object({ kind: z.enum(['authority', 'certificate']), pem: text(50_000) })
const Trusted = z.object({
  ...Trust.shape,
  /** SHA-256, as it is read aloud. */
  fingerprint: z.string(),
  subject: z.string(),
  issuer: z.string(),
  valid_until: z.string(),
})
export type Trusted = z.output<typeof Trusted>

const Server = { host: Host, port: Port, security: Security, sign_in: SignIn }
const ImapServer = { ...Server, user: words(320), folder: z._default(words(200), 'INBOX') }
const SmtpServer = { ...Server, user: z.optional(text(320)) }
const trusted = z.optional(z.nullable(Trusted))
const Imap = z.object({ ...ImapServer, trust: trusted })
const Smtp = z.object({ ...SmtpServer, trust: trusted })
const Secret = z.optional(text(1_000))

const ConsentSettings = {
  provider: z.enum(['google', 'microsoft', 'custom']),
  /** Of Microsoft: the directory’s id or domain. */
  tenant: z.optional(z.string().check(z.maxLength(100), z.regex(/^[A-Za-z0-9.-]*$/))),
  client_id: words(300),
  /** Only of a provider that we do not know. */
  authorise_url: z.optional(text(1_000)),
  token_url: z.optional(text(1_000)),
  scopes: z.optional(text(1_000)),
}

export const Consent = z.object({
  ...ConsentSettings,
  /** Null: nobody has given it yet. */
  given: z.nullable(
    z.object({
      at: z.string(),
      by: z.string(),
      account: z.nullable(z.string()),
      /** lapsed: give it again; client: the application’s own id or secret is refused; away: the provider does not answer. */
      trouble: z.nullable(z.enum(['lapsed', 'client', 'away'])),
      said: z.nullable(z.string()),
      since: z.nullable(z.string()),
    }),
  ),
})
export type Consent = z.output<typeof Consent>

export const Mailbox = z.object({
  id: Id,
  address: z.string(),
  name: z.string(),
  team: z.nullable(Named),
  imap: z.nullable(Imap),
  smtp: z.nullable(Smtp),
  /** What is sent to name+anything@ arrives here: answers then come to an address that names their complaint. */
  plus_addresses: z.boolean(),
  /** Mail servers in front of this mailbox whose Authentication-Results are believed. */
  authentication_servers: z.array(z.string()),
  consent: z.nullable(Consent),
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

const trust = z.optional(z.nullable(Trust))
const MailboxFields = {
  address: Email,
  name: words(200),
  team: z.optional(z.nullable(Id)),
  plus_addresses: z.optional(z.boolean()),
  authentication_servers: z.optional(z.array(words(253)).check(z.maxLength(10))),
  imap: z.optional(z.nullable(z.object({ ...ImapServer, trust, password: Secret }))),
  smtp: z.optional(z.nullable(z.object({ ...SmtpServer, trust, password: Secret }))),
  consent: z.optional(z.nullable(z.object({ ...ConsentSettings, client_secret: Secret }))),
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
  about: 'Changes a mailbox; a password or a client’s secret that is not sent stays.',
  body: z.strictObject({ ...MailboxFields, address: z.optional(Email), name: z.optional(words(200)), ended: z.optional(z.boolean()) }),
  answers: Mailbox,
})

const Tried = z.object({
  works: z.boolean(),
  said: z.string(),
  /** The certificate that the server showed, when it is one that nobody vouches for: to be compared and accepted, or not. */
  certificate: z.nullable(Trusted),
})

export const testMailbox = endpoint('POST /mailbox-tests', {
  requires: 'mailboxes.edit',
  about: 'Tries a mailbox’s settings before or after they are kept, and says what the servers said.',
  body: z.object({ mailbox: z.optional(Id), imap: MailboxFields.imap, smtp: MailboxFields.smtp }),
  answers: z.object({ imap: z.nullable(Tried), smtp: z.nullable(Tried) }),
})

export const sendTestMail = endpoint('POST /mailboxes/:mailbox/test-mails', {
  requires: 'mailboxes.edit',
  about: 'Sends a test mail to an address, and says what the server said.',
  body: z.object({ to: Email }),
  answers: z.object({ works: z.boolean(), said: z.string() }),
})

export const requestConsent = endpoint('POST /mailboxes/:mailbox/consent-requests', {
  requires: 'mailboxes.edit',
  about:
    'Begins to ask a provider for leave to read and send (OAuth2, authorisation code with PKCE). For the session that asks, once, for ten minutes.',
  status: 201,
  answers: z.object({ authorise_url: z.string(), expires_at: z.string() }),
})

export const takeConsent = endpoint('POST /mailbox-consents', {
  requires: 'mailboxes.edit',
  about: 'Brings back what the provider answered: a code, or its no.',
  status: 201,
  body: z.object({ state: text(200), code: z.optional(text(4_000)), error: z.optional(text(200)), said: z.optional(text(2_000)) }),
  answers: Mailbox,
})

export const endConsent = endpoint('DELETE /mailboxes/:mailbox/consent', {
  requires: 'mailboxes.edit',
  about: 'Forgets the tokens; the settings stay.',
  answers: Mailbox,
})

const Waiting = z.object({ queued: z.int(), deferred: z.int(), failed: z.int(), unsure: z.int() })
const trouble = z.nullable(z.object({ said: z.string(), since: z.string() }))

/** How one mailbox is. */
export const MailboxHealth = z.object({
  id: Id,
  last_read_at: z.nullable(z.string()),
  last_in_at: z.nullable(z.string()),
  last_out_at: z.nullable(z.string()),
  /** Mails that came and were not read yet. */
  unread: z.int(),
  out: Waiting,
  read_trouble: trouble,
  send_trouble: trouble,
  listening: z.nullable(z.object({ how: z.enum(['idle', 'poll']), since: z.string() })),
  next_try_at: z.nullable(z.string()),
  /** How long it is silent now, measured in mails that would usually have come meanwhile; null while we still learn. */
  missed: z.nullable(z.number()),
  alarms: z.array(z.enum(['silent', 'unread', 'unsent'])),
})
export type MailboxHealth = z.output<typeof MailboxHealth>

export const listMailboxHealth = endpoint('GET /mailbox-health', {
  requires: 'mailboxes.read',
  about: 'How each running mailbox is: last fetch, last mail in and out, what waits, troubles in the servers’ own words, next try.',
  answers: z.object({
    data: z.array(MailboxHealth),
    /** What waits to go out and names no mailbox. */
    house: Waiting,
    most: z.int(),
  }),
})

export const MailboxAlarm = z.object({
  id: Id,
  mailbox: z.object({ id: Id, address: z.string() }),
  kind: z.enum(['silent', 'unread', 'unsent']),
  since: z.string(),
  missed: z.nullable(z.int()),
})
export type MailboxAlarm = z.output<typeof MailboxAlarm>

export const listMailboxAlarms = endpoint('GET /mailbox-alarms', {
  requires: 'mailboxes.read',
  about: 'What is wrong with mailboxes now: cannot be read, cannot send, silent for far longer than usual.',
  answers: z.object({ data: z.array(MailboxAlarm) }),
})

const Rehearsed = z.object({
  at: z.nullable(z.string()),
  from: z.nullable(z.object({ name: z.nullable(z.string()), address: z.string() })),
  subject: z.string(),
  size: z.int(),
  does: z.enum(['open', 'attach', 'aside', 'unread']),
  /** Why it would be put aside, or could not be read. */
  why: z.nullable(z.string()),
  /** The complaint that it would be added to; null when that one is opened by a mail of this rehearsal. */
  complaint: z.nullable(z.object({ id: Id, number: z.string() })),
  /** It is here already, and this is what became of it. */
  here: z.boolean(),
})
export type Rehearsed = z.output<typeof Rehearsed>

export const rehearseMailbox = endpoint('POST /mailbox-rehearsals', {
  requires: 'mailboxes.edit',
  about: 'Reads the last mails of a mailbox and says what would become of each, writing nothing.',
  body: z.object({ mailbox: Id, last: z._default(z.int().check(z.gte(1), z.lte(50)), 20) }),
  answers: z.object({
    /** The server’s own words, when it could not be read. */
    trouble: z.nullable(z.string()),
    in_folder: z.int(),
    data: z.array(Rehearsed),
  }),
})
