import * as z from 'zod/mini'
import { endpoint, Id, Instant, Language, text, Version, words } from '#platform/endpoint.ts'

export const promiseStates = ['open', 'reagreed', 'kept', 'broken', 'released'] as const
export const PromiseState = z.enum(promiseStates)
export type PromiseState = z.output<typeof PromiseState>

/** How something was said to us, or agreed. */
export const saidBy = ['email', 'web_form', 'portal', 'phone', 'counter', 'letter', 'chat', 'social'] as const
export const SaidBy = z.enum(saidBy)
export type SaidBy = z.output<typeof SaidBy>

/** How a promise ended that was released: the customer said so, took the whole complaint back, or never got the message. */
export const ReleasedBy = z.enum([...saidBy, 'withdrawal', 'unsent', 'split'])
export type ReleasedBy = z.output<typeof ReleasedBy>

export const longestWords = 2_000

const Evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['message', 'contact', 'note']), id: Id }),
  z.object({ kind: z.literal('text'), text: words(longestWords) }),
])
export type Evidence = z.output<typeof Evidence>

const Named = z.object({ id: Id, name: z.string() })
const By = z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })

/** Why a person looks at a date again before it is promised: nobody works then, or it is later than the final answer is due. */
export const concerns = ['nobody_works', 'after_final'] as const
export type Concern = (typeof concerns)[number]

export const RegisteredPromise = z.object({
  id: Id,
  complaint: z.object({ id: Id, number: z.string(), customer: z.nullable(Named) }),
  to: z.string(),
  text: z.string(),
  due: z.string(),
  owner: z.nullable(Named),
  state: PromiseState,
  /** Still to be kept, and due today or behind. */
  pressing: z.boolean(),
  /** Nobody works on its day, or at its hour. */
  outside_hours: z.boolean(),
  message: z.nullable(Id),
  made_by: By,
  made_at: z.string(),
  kept: z.nullable(z.object({ at: z.string(), evidence: Evidence })),
  broken_at: z.nullable(z.string()),
  released: z.nullable(z.object({ at: z.string(), said_at: z.string(), how: ReleasedBy, words: z.nullable(z.string()) })),
  reagreed: z.array(z.object({ due_before: z.string(), due: z.string(), how: SaidBy, words: z.string(), at: z.string() })),
  version: Version,
  may: z.object({ keep: z.boolean(), release: z.boolean(), reagree: z.boolean() }),
})
export type RegisteredPromise = z.output<typeof RegisteredPromise>

/** What may show that a promise was kept: sent, said or noted since the oldest open one was made. */
export const Shown = z.object({
  kind: z.enum(['message', 'contact', 'note']),
  id: Id,
  at: z.string(),
  line: z.string(),
  /** The promises that are made in its own words: it shows that they were made, and hardly that they were kept. */
  promises: z.array(Id),
})
export type Shown = z.output<typeof Shown>

/** When the desk works, for reading a date while it is written. */
export const Desk = z.object({
  zone: z.string(),
  week: z.array(z.array(z.object({ from: z.string(), to: z.string() }))),
  holidays: z.array(z.string()),
})
export type Desk = z.output<typeof Desk>

export const listPromises = endpoint('GET /complaints/:complaint/promises', {
  requires: 'complaints.read',
  about: 'What was promised on a complaint, what is still to be kept first; and when the desk works.',
  answers: z.object({ data: z.array(RegisteredPromise), shown_by: z.array(Shown), desk: Desk, may: z.object({ make: z.boolean() }) }),
})

export const makePromise = endpoint('POST /complaints/:complaint/promises', {
  requires: 'promises.write',
  about: 'Registers what was promised: to whom, what, by when, and who answers for it.',
  status: 201,
  body: z.object({
    text: words(longestWords),
    due: Instant,
    /** To whom; the customer where it is not said. */
    to: z.optional(words(200)),
    /** Who answers for it; who registers it, where it is not said. */
    owner: z.optional(Id),
    /** The message in which it stands. */
    message: z.optional(Id),
  }),
  answers: RegisteredPromise,
})

/** The version that the caller has seen; an older one is refused. */
const seen = { version: Version }

export const keepPromise = endpoint('POST /complaints/:complaint/promises/:promise/keeping', {
  requires: 'promises.write',
  about: 'The promise was kept: the message, contact or note that shows it, or how in words.',
  body: z.object({ ...seen, evidence: Evidence }),
  answers: RegisteredPromise,
})

export const releasePromise = endpoint('POST /complaints/:complaint/promises/:promise/release', {
  requires: 'promises.write',
  about: 'The customer lets us off: in which words, when, and how they said it.',
  body: z.object({ ...seen, words: words(longestWords), at: Instant, how: SaidBy }),
  answers: RegisteredPromise,
})

export const reagreePromise = endpoint('POST /complaints/:complaint/promises/:promise/reagreement', {
  requires: 'promises.write',
  about: 'The customer agrees to another moment, before the first one has passed.',
  body: z.object({ ...seen, due: Instant, how: SaidBy, words: words(longestWords) }),
  answers: RegisteredPromise,
})

export const listOwnPromises = endpoint('GET /promises', {
  requires: 'complaints.read',
  about: 'The caller’s promises that are due today or tomorrow, and broken ones of which the customer has not heard from us since.',
  answers: z.object({ due: z.array(RegisteredPromise), broken: z.array(RegisteredPromise) }),
})

/** What a person can write in one go; longer texts are refused, not cut. */
export const longestText = 100_000

export const detectPromises = endpoint('POST /promises/detection', {
  requires: 'signed_in',
  about:
    'Finds the promises that a text of ours makes, with the moment by which each is due in the zone where it is read. Registers nothing.',
  body: z.object({ text: text(longestText), language: z.optional(Language), at: Instant, zone: z.string().check(z.maxLength(60)) }),
  answers: z.object({
    promises: z.array(
      z.object({
        text: z.string(),
        start: z.int(),
        end: z.int(),
        /** Null: a firm commitment that says no date. */
        due: z.nullable(z.string()),
        certainty: z.number(),
      }),
    ),
  }),
})
