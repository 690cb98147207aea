import * as z from 'zod/mini'
import { CategoryCode } from '#modules/complaints/contract/categories.ts'
import { endpoint, Id, Language, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'
import { reasons } from './rules/reasons.ts'
import { whys } from './rules/similarity.ts'

export const longestSentence = 600
export const longestReason = 1_000

const Names = z.object({ en: z.string(), el: z.string(), es: z.string() })
const Coded = z.object({ code: z.string(), names: Names })
/** From, included, to, not included; minor units. */
const Band = z.object({ from: z.int(), to: z.int(), currency: z.string() })
export type ShownBand = z.output<typeof Band>

/** What was decided before, without whose it was: no name, address or number of a complaint, and a month for its day. */
export const Precedent = z.object({
  id: Id,
  /** `2026-11`. */
  month: z.string(),
  category: Coded,
  cause: z.nullable(Coded),
  outcome: z.enum(['upheld', 'partly_upheld', 'not_upheld', 'not_upheld_goodwill']),
  /** `none`: nothing was given. */
  basis: z.enum(['entitlement', 'goodwill', 'none']),
  forms: z.array(z.string()),
  /** Null where what was given has no sum. */
  band: z.nullable(Band),
  reasons: z.array(z.enum(reasons)),
  /** What a senior wrote about it. */
  sentence: z.nullable(z.string()),
  /** The code of a rule card. */
  rule: z.nullable(z.string()),
  valid_to: z.nullable(z.string()),
  outdated: z.nullable(z.object({ reason: z.string(), month: z.string() })),
  version: Version,
  may: z.object({ write: z.boolean(), outdate: z.boolean() }),
})
export type Precedent = z.output<typeof Precedent>

export const SimilarPrecedent = z.object({
  ...Precedent.shape,
  /** Why it is shown, the strongest first. */
  why: z.array(z.enum(whys)),
  /** It gave more than the sum that was asked about; null where none was. */
  more_generous: z.nullable(z.boolean()),
})
export type SimilarPrecedent = z.output<typeof SimilarPrecedent>

export const listSimilar = endpoint('GET /complaints/:complaint/issues/:issue/precedents', {
  requires: 'precedents.read',
  about:
    'At most five decided issues like this one, by category, cause, sum, wishes and words, more generous ones included; never whose they were. With a sum and its currency: those nearest to it, and whether it departs from them.',
  query: z.object({
    amount: z.optional(z.coerce.number().check(z.int(), z.gte(0), z.lte(1_000_000_000_000))),
    currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))),
    basis: z.optional(z.enum(['entitlement', 'goodwill'])),
  }),
  answers: z.object({
    data: z.array(SimilarPrecedent),
    /** What like cases got, of the same category, cause and basis; null where there are none, or none had a sum. */
    band: z.nullable(Band),
    /** The sum that was asked about lies outside of it: proposing it asks for a reason. */
    departs: z.boolean(),
    /** What the customer may be told, in the language of the complaint. */
    usually: z.nullable(z.object({ language: Language, sentence: z.string() })),
  }),
})

export const listPrecedents = endpoint('GET /precedents', {
  requires: 'precedents.read',
  about: 'Precedents, the newest first; of one category, with one cause, and with those that are outdated when asked for.',
  query: z.object({
    ...Page,
    category: z.optional(CategoryCode),
    cause: z.optional(CategoryCode),
    outdated: z.optional(z.enum(['true', 'false'])),
  }),
  answers: pageOf(Precedent),
})

export const writePrecedent = endpoint('PATCH /precedents/:precedent', {
  requires: 'precedents.edit',
  about:
    'Writes what the next one should know: reasons by code, one sentence that names nobody, the rule, until when it holds. Only who sees the complaint that it came from.',
  body: z.strictObject({
    reasons: z.optional(z.array(z.enum(reasons)).check(z.maxLength(reasons.length))),
    sentence: z.optional(z.nullable(text(longestSentence))),
    rule: z.optional(z.nullable(z.string().check(z.regex(/^[a-z0-9_]{1,60}$/)))),
    valid_to: z.optional(z.nullable(z.iso.date())),
  }),
  answers: Precedent,
})

export const outdatePrecedent = endpoint('POST /precedents/:precedent/outdating', {
  requires: 'precedents.edit',
  about: 'It does not hold any more, and why. Nobody is shown it from then on beside a case.',
  body: z.object({ reason: words(longestReason) }),
  answers: Precedent,
})

/** One of two like cases, as who leads sees it. */
const Side = z.object({
  complaint: Id,
  number: z.string(),
  issue: Id,
  outcome: z.string(),
  basis: z.string(),
  forms: z.array(z.string()),
  money: z.nullable(z.object({ amount: z.int(), currency: z.string() })),
  at_stake: z.nullable(z.object({ amount: z.int(), currency: z.string() })),
  decided_at: z.string(),
})

export const UnlikeCase = z.object({
  id: Id,
  kind: z.enum(['amount', 'refusal']),
  /** How many times more the one got; null of a refusal against a grant. */
  factor: z.nullable(z.number()),
  category: z.nullable(Coded),
  cause: z.nullable(Coded),
  one: Side,
  /** Null where the reader does not see that complaint. */
  other: z.nullable(Side),
  found_at: z.string(),
  explained: z.nullable(
    z.object({ by: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }), at: z.string(), words: z.string() }),
  ),
  may: z.object({ explain: z.boolean() }),
})
export type UnlikeCase = z.output<typeof UnlikeCase>

export const listUnlike = endpoint('GET /unlike-cases', {
  requires: 'unlike.read',
  about:
    'Like cases that were treated very unlike, the newest first: what differs, and the two. Open ones; with `explained`, those that were explained.',
  query: z.object({ ...Page, explained: z.optional(z.enum(['true', 'false'])) }),
  answers: pageOf(UnlikeCase),
})

export const explainUnlike = endpoint('POST /complaints/:complaint/unlike-cases/:case/explanation', {
  requires: 'unlike.explain',
  about: 'Says why the two were rightly treated unlike, or what follows from it.',
  body: z.object({ words: words(longestReason) }),
  answers: UnlikeCase,
})
