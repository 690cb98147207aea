import * as z from 'zod/mini'
import { CategoryCode } from '#modules/complaints/contract/categories.ts'
import { endpoint, Id, text, words } from '#platform/endpoint.ts'
import { bases, kinds } from '../rules/kinds.ts'
import { largestSum } from '../rules/sum.ts'

export const EntryCode = z.string().check(z.regex(/^[a-z0-9-]{1,60}$/))

export const longestName = 120
export const longestWords = 1_000
export const mostDays = 365

const inEach = (longest: number) => z.strictObject({ en: words(longest), el: words(longest), es: words(longest) })
const Minor = z.int().check(z.gte(1), z.lte(largestSum))
const Percent = z.number().check(z.gt(0), z.lte(100), z.multipleOf(0.01))

/** How much it may be: a sum, both ends included, or of a coupon a share of the next purchase. */
const Range = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('money'), currency: z.string().check(z.regex(/^[A-Z]{3}$/)), min: Minor, max: Minor }),
  z.strictObject({ unit: z.literal('percent'), min: Percent, max: Percent }),
])
export type Range = z.output<typeof Range>

export const Terms = z.strictObject({
  kind: z.enum(kinds),
  basis: z.enum(bases),
  /** Codes of the category tree, with what is below them; none: for every category. */
  categories: z.array(CategoryCode).check(z.maxLength(60)),
  /** Null of what costs nothing. */
  range: z.nullable(Range),
  /** What must be at hand to give it; null where nothing must. */
  evidence: z.nullable(inEach(longestWords)),
  /** What the customer reads: what it is, and what happens when they choose it. */
  name: inEach(longestName),
  happens: inEach(longestWords),
  /** Within so many days of the choice. */
  days: z.int().check(z.gte(0), z.lte(mostDays)),
  /** Days at the desk, both included. */
  valid_from: z.nullable(z.iso.date()),
  valid_to: z.nullable(z.iso.date()),
  /** It is given no more; what was given by it stays. */
  ended: z.boolean(),
})
export type Terms = z.output<typeof Terms>

export const Entry = z.object({
  code: EntryCode,
  /** 0 is what came with the desk. */
  number: z.int(),
  ...Terms.shape,
  /** Not ended, and in its days. */
  holds: z.boolean(),
  by: z.nullable(z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })),
  at: z.nullable(z.string()),
  change: z.nullable(z.string()),
})
export type Entry = z.output<typeof Entry>

export const listEntries = endpoint('GET /remedy-catalogue', {
  requires: 'complaints.read',
  about:
    'The remedies that this house gives, with their ranges, evidence and the customer’s words; with `complaint` and `issue`, only what may be picked there now.',
  query: z.object({ complaint: z.optional(Id), issue: z.optional(Id) }),
  answers: z.object({ data: z.array(Entry), may: z.object({ edit: z.boolean() }) }),
})

export const listEntryVersions = endpoint('GET /remedy-catalogue/:entry/versions', {
  requires: 'authority.read',
  about: 'Every version that an entry ever had, newest first.',
  answers: z.object({ data: z.array(Entry) }),
})

const change = z.optional(z.nullable(text(500)))

export const addEntry = endpoint('POST /remedy-catalogue', {
  requires: 'catalogue.edit',
  about: 'Adds a remedy to the catalogue.',
  status: 201,
  body: z.strictObject({ terms: Terms, change }),
  answers: Entry,
})

export const writeEntry = endpoint('PUT /remedy-catalogue/:entry', {
  requires: 'catalogue.edit',
  about: 'Writes the next version of an entry. What was proposed by an earlier one keeps it. `number` is the one that was last seen.',
  body: z.strictObject({ number: z.int().check(z.gte(0), z.lte(1_000_000)), terms: Terms, change }),
  answers: Entry,
})
