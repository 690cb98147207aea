import * as z from 'zod/mini'

/** `shown` is the address for eyes, where its domain is written in other letters than it is sent in; mail goes to `address`. */
const addressed = { address: z.string(), shown: z.optional(z.string()) }

export const Mailbox = z.object({ name: z.nullable(z.string()), ...addressed })
export const Recipient = z.object({
  /** `bcc` reads it without being named in it. */
  role: z.enum(['to', 'cc', 'bcc']),
  name: z.nullable(z.string()),
  ...addressed,
  /** It never reached this one. */
  bounced: z.boolean(),
  /** It is tried again for this one. */
  due: z.boolean(),
  /** What the server said of this one, in its own words. */
  said: z.nullable(z.string()),
})
export type Recipient = z.output<typeof Recipient>

/** A mail inside another one, as its own head names it. */
export const Forwarded = z.object({
  from: z.nullable(Mailbox),
  /** An instant, or the words that stand in the text: those name no zone. */
  date: z.nullable(z.string()),
  subject: z.string(),
})
export type Forwarded = z.output<typeof Forwarded>

const Proof = z.nullable(z.object({ result: z.string(), domain: z.nullable(z.string()) }))

/** Whether a mail comes from where it says: SPF, DKIM and DMARC, found by us or by the mail server in front of us. */
export const Authentication = z.object({
  by: z.enum(['us', 'server']),
  server: z.nullable(z.string()),
  spf: Proof,
  dkim: Proof,
  dmarc: Proof,
})
export type Authentication = z.output<typeof Authentication>

const AppointedTime = z.object({
  /** By the sender's clock: a day (2026-11-24), or a day and a time (2026-11-24T10:00:00). */
  local: z.string(),
  /** The sender's zone, by its usual name where it has one; null where none is named. */
  zone: z.nullable(z.string()),
  /** Null for whole days, and where nobody knows the zone. */
  instant: z.nullable(z.string()),
})
export type AppointedTime = z.output<typeof AppointedTime>

/** An appointment that a mail brings: as its calendar says it, not as anybody here agreed to it. */
export const Invitation = z.object({
  /** `request` invites, `cancel` takes back, `reply` answers, `counter` proposes another time, `publish` only tells. */
  method: z.enum(['request', 'cancel', 'reply', 'counter', 'publish']),
  /** The same for all mails about one appointment; a later one has a higher `sequence`. */
  uid: z.string(),
  sequence: z.int(),
  what: z.string(),
  description: z.string(),
  where: z.string(),
  start: z.nullable(AppointedTime),
  /** Whole days: the day after the last. */
  end: z.nullable(AppointedTime),
  /** The rule of a series (RFC 5545), as it was sent. */
  repeats: z.nullable(z.string()),
  organiser: z.nullable(Mailbox),
  people: z.array(
    z.object({
      name: z.nullable(z.string()),
      ...addressed,
      answer: z.nullable(z.enum(['needs-action', 'accepted', 'declined', 'tentative', 'delegated'])),
      optional: z.boolean(),
    }),
  ),
})
export type Invitation = z.output<typeof Invitation>

/** How a mail is protected. The desk neither decrypts it nor checks its signature. */
export const Protection = z.enum(['pgp_encrypted', 'pgp_signed', 'smime_encrypted', 'smime_signed'])
export type Protection = z.output<typeof Protection>
