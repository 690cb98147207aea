import * as z from 'zod/mini'
import { ways } from '#modules/complaints/contract/lifecycle.ts'
import { endpoint, Id, Instant, Language, text, words } from '#platform/endpoint.ts'

export const longestTitle = 200
export const longestHappens = 1_000
export const longestReason = 2_000
export const mostOptions = 12
export const mostDays = 365

/** An option as it is put into a letter: an approved remedy, in the words of its entry of the catalogue or in those that stand here. */
const AskedOption = z.strictObject({
  remedy: Id,
  title: z.optional(words(longestTitle)),
  happens: z.optional(words(longestHappens)),
  days: z.optional(z.int().check(z.gte(0), z.lte(mostDays))),
})

/** What makes the letter `offer` one that the customer answers by a link. */
export const AskedOffer = z.strictObject({
  options: z.array(AskedOption).check(z.maxLength(mostOptions)),
  /** Why there is only one for an issue. */
  reason: z.optional(text(longestReason)),
  /** The last moment to choose; left out: until the first approval among them ends. */
  until: z.optional(Instant),
  /** Issues on which a wish is refused, beside those where it shows. */
  refuses: z.optional(z.array(Id).check(z.maxLength(100))),
})
export type AskedOffer = z.output<typeof AskedOffer>

export const answers = ['chosen', 'declined', 'countered', 'replaced'] as const
export const hows = ['page', ...ways] as const

const Option = z.object({
  remedy: Id,
  issue: Id,
  title: z.string(),
  happens: z.string(),
  days: z.int(),
  chosen: z.boolean(),
})
export type Option = z.output<typeof Option>

export const Offer = z.object({
  id: Id,
  complaint: Id,
  message: Id,
  language: Language,
  options: z.array(Option),
  by: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  at: z.string(),
  until: z.string(),
  /** `open`: the customer may choose. `over`: its day has passed, or what it offered is not there any more. */
  state: z.enum(['open', 'over', ...answers]),
  answered: z.nullable(z.object({ how: z.nullable(z.enum(hows)), said_at: z.nullable(z.string()), at: z.string(), by: z.string() })),
  may: z.object({ record: z.boolean() }),
})
export type Offer = z.output<typeof Offer>

export const listOffers = endpoint('GET /complaints/:complaint/offers', {
  requires: 'complaints.read',
  about:
    'What the customer was offered to choose from, newest first, with what they chose; also of complaints that were merged into this one.',
  answers: z.object({ data: z.array(Offer) }),
})

export const recordAnswer = endpoint('POST /complaints/:complaint/offers/:offer/answer', {
  requires: 'complaints.edit',
  about:
    'What the customer said to an offer, aloud or in writing: which option for each issue, none, or something else. Refused with 409 and what was chosen, when it was answered already.',
  body: z.strictObject({
    answer: z.enum(['chosen', 'declined', 'countered']),
    /** One for each issue that has options. */
    remedies: z.optional(z.array(Id).check(z.maxLength(mostOptions))),
    how: z.enum(ways),
    words: words(4_000),
    at: z.optional(Instant),
  }),
  answers: Offer,
})
