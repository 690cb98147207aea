import * as z from 'zod/mini'
import { endpoint, Id, Instant, Page, pageOf, Version } from '#platform/endpoint.ts'
import { type Kind as KindCode, kinds } from './rules/kinds.ts'

export * from './contract/presence.ts'
export * from './contract/watches.ts'

export const Kind = z.enum(kinds as [KindCode, ...KindCode[]])
export type Kind = z.output<typeof Kind>

const Named = z.object({ id: Id, name: z.string() })

export const Notice = z.object({
  id: Id,
  complaint: z.object({ id: Id, number: z.string(), customer: z.nullable(Named) }),
  /** What happened since it was last read, and how often. */
  what: z.array(z.object({ kind: Kind, count: z.int() })),
  /** What happened last, and the entry of the timeline that it leads to. */
  kind: Kind,
  place: z.nullable(Id),
  /** A colleague who is away, for whom the reader stands in. */
  instead_of: z.nullable(Named),
  at: z.string(),
  read: z.boolean(),
})
export type Notice = z.output<typeof Notice>

export const listNotices = endpoint('GET /notices', {
  requires: 'notices.read',
  about: 'What the caller is told, newest first: one line a complaint while it is unread. Kept for 90 days.',
  query: z.object({ ...Page, unread: z.optional(z.enum(['true', 'false'])) }),
  answers: pageOf(Notice),
})

export const countNotices = endpoint('GET /notice-count', {
  requires: 'notices.read',
  about: 'How many lines the caller has not read, counted up to 1,000.',
  answers: z.object({ unread: z.int() }),
})

const Counted = countNotices.answers

export const markNotice = endpoint('PUT /complaints/:complaint/notices/:notice/reading', {
  requires: 'notices.read',
  about: 'Marks one line as read, or as unread again.',
  body: z.object({ read: z.boolean() }),
  answers: Counted,
})

export const markComplaintRead = endpoint('POST /complaints/:complaint/notices/reading', {
  requires: 'notices.read',
  about: 'What the caller was told of this complaint is read.',
  answers: Counted,
})

export const markAllRead = endpoint('POST /notices/reading', {
  requires: 'notices.read',
  about: 'Everything is read.',
  answers: Counted,
})

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

export const Choice = z.object({ kind: Kind, mail: z.boolean(), push: z.boolean() })
export type Choice = z.output<typeof Choice>

export const Quiet = z.nullable(z.object({ from: time, to: time }))
export const Away = z.nullable(z.object({ from: Instant, until: Instant, stand_in: z.nullable(Named) }))

export const Wishes = z.object({
  /** Every kind, as chosen or by rule. */
  choices: z.array(Choice),
  quiet: Quiet,
  /** What is critical is told in quiet hours all the same. */
  critical: z.boolean(),
  away: Away,
  /** Whether the desk can send mail at all. */
  mails: z.boolean(),
  /** The zone of the desk, in which quiet hours are. */
  zone: z.string(),
  version: Version,
})
export type Wishes = z.output<typeof Wishes>

export const readWishes = endpoint('GET /me/notices', {
  requires: 'notices.read',
  about: 'How the caller wants to be told of what, when not, and while they are away.',
  answers: Wishes,
})

export const changeWishes = endpoint('PATCH /me/notices', {
  requires: 'notices.read',
  about:
    'Changes how and when the caller is told; with If-Match. While they are away nothing is mailed or pushed, and who stands in is told too.',
  body: z.strictObject({
    choices: z.optional(z.array(Choice).check(z.maxLength(kinds.length))),
    quiet: z.optional(Quiet),
    critical: z.optional(z.boolean()),
    away: z.optional(z.nullable(z.object({ from: Instant, until: Instant, stand_in: z.nullable(Id) }))),
  }),
  answers: Wishes,
})

export const Absence = z.object({ agent: Named, from: z.string(), until: z.string(), stand_in: z.nullable(Named) })
export type Absence = z.output<typeof Absence>

export const listAbsences = endpoint('GET /absences', {
  requires: 'notices.read',
  about: 'Colleagues who are away now, until when, and who stands in.',
  answers: z.object({ data: z.array(Absence) }),
})

export const PushKey = z.object({
  /** What a browser asks its push service with; null where there are no keys. */
  key: z.nullable(z.string()),
  /** How many of the caller's browsers are told. */
  browsers: z.int(),
})
export type PushKey = z.output<typeof PushKey>

export const readPushKey = endpoint('GET /me/push', {
  requires: 'notices.read',
  about: 'The key with which a browser asks to be told.',
  answers: PushKey,
})

const Endpoint = z.string().check(z.maxLength(2_000), z.regex(/^https?:\/\/[^\s\0]+$/))
const key = (length: number) => z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${length}}={0,2}$`)))

export const addBrowser = endpoint('POST /me/push-browsers', {
  requires: 'notices.read',
  about: 'A browser of the caller wants to be told: its push subscription, as the browser says it.',
  body: z.object({ endpoint: Endpoint, keys: z.object({ p256dh: key(87), auth: key(22) }) }),
  answers: PushKey,
})

export const endBrowser = endpoint('POST /me/push-browsers/ending', {
  requires: 'notices.read',
  about: 'This browser is told no more.',
  body: z.object({ endpoint: Endpoint }),
  answers: PushKey,
})
