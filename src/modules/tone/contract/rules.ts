import * as z from 'zod/mini'
import { endpoint, Language, text, Version, words } from '#platform/endpoint.ts'
import { Channel, Severity, ToneHit } from './check.ts'

const Day = z.iso.date()
const Pattern = words(300)

/** What the house changed about a rule that came with Redress; what is absent stays as it came. */
export const RuleChange = z.object({
  off: z.optional(z.boolean()),
  severity: z.optional(Severity),
  channels: z.optional(z.nullable(z.array(Channel).check(z.maxLength(8)))),
  /** First and last day on which it holds. */
  from: z.optional(z.nullable(Day)),
  until: z.optional(z.nullable(Day)),
})
export type RuleChange = z.output<typeof RuleChange>

/** A rule of the house's own: wording to avoid, or a word of the table with what to say for it. */
export const HouseRule = z.object({
  language: Language,
  /** `vocabulary` is the table of suitable and unsuitable words; the others are DOMAIN's categories. */
  category: z.string().check(z.regex(/^[a-z_]{1,40}$/)),
  severity: Severity,
  patterns: z.array(Pattern).check(z.minLength(1), z.maxLength(30)),
  exclude: z._default(z.array(Pattern).check(z.maxLength(30)), []),
  why: words(500),
  instead: z._default(z.array(words(500)).check(z.maxLength(10)), []),
  off: z._default(z.boolean(), false),
  channels: z._default(z.nullable(z.array(Channel).check(z.maxLength(8))), null),
  from: z._default(z.nullable(Day), null),
  until: z._default(z.nullable(Day), null),
})
export type HouseRule = z.output<typeof HouseRule>

export const KeptChange = z.extend(RuleChange, { rule: z.string(), version: Version })
export const KeptRule = z.extend(HouseRule, { rule: z.string(), version: Version })
export type KeptChange = z.output<typeof KeptChange>
export type KeptRule = z.output<typeof KeptRule>

export const HouseRules = z.object({
  /** Changes with every edit: the browser keeps the compiled rules as long as it stays. */
  edition: z.string(),
  changes: z.array(KeptChange),
  rules: z.array(KeptRule),
})
export type HouseRules = z.output<typeof HouseRules>

/** How much of the texts that came with Redress a rule touches: `good` of `of` well-written replies. */
export const Reach = z.object({ good: z.int(), of: z.int(), share: z.number() })
export type Reach = z.output<typeof Reach>

const SavedRule = z.extend(KeptRule, {
  reach: Reach,
  /** Sentences that say what to look at again, in the reader's language. */
  warnings: z.array(z.string()),
})

export const readToneRules = endpoint('GET /tone/rules', {
  requires: 'tone.check',
  about: 'What the house changed and added to the rules that came with Redress.',
  answers: HouseRules,
})

export const addToneRule = endpoint('POST /tone/rules', {
  requires: 'tone.edit',
  about: 'Adds a rule of the house. A pattern that could take long is refused with how to write it.',
  status: 201,
  body: HouseRule,
  answers: SavedRule,
})

export const editToneRule = endpoint('PUT /tone/rules/:rule', {
  requires: 'tone.edit',
  about: 'Replaces a rule of the house.',
  body: z.extend(HouseRule, { version: Version }),
  answers: SavedRule,
})

export const removeToneRule = endpoint('DELETE /tone/rules/:rule', {
  requires: 'tone.edit',
  about: 'Removes a rule of the house.',
  answers: z.object({ rule: z.string() }),
})

export const changeToneRule = endpoint('PUT /tone/changes/:rule', {
  requires: 'tone.edit',
  about: 'Switches a rule that came with Redress on or off, or changes its severity, channels or dates. Version 0 for the first change.',
  body: z.extend(RuleChange, { version: z.int().check(z.gte(0)) }),
  answers: KeptChange,
})

export const restoreToneRule = endpoint('DELETE /tone/changes/:rule', {
  requires: 'tone.edit',
  about: 'Takes back what the house changed about a rule.',
  answers: z.object({ rule: z.string() }),
})

/** The same word recommended here and advised against there. */
export const Conflict = z.object({
  language: Language,
  word: z.string(),
  /** The rule that advises against it, and the one that recommends it; both may be the table's own. */
  unsuitable: z.string(),
  suitable: z.string(),
  /** Whether both are on. */
  live: z.boolean(),
})
export type Conflict = z.output<typeof Conflict>

export const listToneConflicts = endpoint('GET /tone/conflicts', {
  requires: 'tone.check',
  about: 'Words that one rule recommends and another advises against.',
  answers: z.object({ data: z.array(Conflict) }),
})

export const tryToneRule = endpoint('POST /tone/trials', {
  requires: 'tone.edit',
  about: 'Tries a rule on a text and on the replies that came with Redress, and keeps nothing.',
  body: z.object({ rule: HouseRule, text: text(20_000) }),
  answers: z.object({ hits: z.array(ToneHit), reach: Reach, warnings: z.array(z.string()) }),
})
