import * as z from 'zod/mini'
import { endpoint, Language, text } from '#platform/endpoint.ts'
import { Money } from '#platform/money.ts'

export const cueCodes = [
  'thanks',
  'apology',
  'empathy',
  'solution',
  'options',
  'deadline',
  'contact',
  'cause',
  'clarifying_question',
  'anything_else',
  'external_route',
  'feedback_purpose',
] as const
export const CueCode = z.enum(cueCodes)
export type CueCode = z.output<typeof CueCode>

export const letters = ['acknowledgement', 'holding', 'offer', 'final_upheld', 'final_not_upheld', 'summary', 'closing', 'message'] as const
export const Letter = z.enum(letters)
export type Letter = z.output<typeof Letter>

/** Where a reply goes; rules may apply in some of them only. */
export const channels = ['email', 'web_form', 'phone', 'counter', 'letter', 'chat', 'social', 'api'] as const
export const Channel = z.enum(channels)
export type Channel = z.output<typeof Channel>

/** 1 is a hint, 2 a warning, 3 wants a typed reason before sending. */
export const Severity = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type Severity = z.output<typeof Severity>

const few = 200
const list = <Item extends z.core.$ZodType>(item: Item) => z.array(item).check(z.maxLength(few))

/** What the record knows. What is absent is not judged; an empty list says that there is none. */
export const ToneFacts = z.object({
  /** What the reply must speak about, in the customer's or our words. */
  issues: z.optional(
    list(
      z.union([
        text(2_000),
        z.looseObject({ id: z.optional(text(80)), text: z.optional(text(2_000)), category: z.optional(z.nullable(text(80))) }),
      ]),
    ),
  ),
  /** Dates that we are bound to, ISO 8601; a moment or a day. */
  dates: z.optional(list(text(60))),
  /** Approved amounts: `{minor, currency}`, a number of units, or as people write them. */
  amounts: z.optional(list(z.union([Money, z.number(), text(60)]))),
  /** Who is written to, and who may be named: a list, customer first; or by role. */
  names: z.optional(
    z.union([list(text(300)), z.looseObject({ customer: z.optional(z.nullable(text(300))), agent: z.optional(z.nullable(text(300))) })]),
  ),
  /** Whether the cause is established: true, `established`, or the cause itself in words. */
  cause: z.optional(z.nullable(z.union([z.boolean(), text(4_000), z.looseObject({ status: z.optional(text(60)) })]))),
  /** Order, parcel and complaint numbers of this customer. */
  numbers: z.optional(list(text(80))),
  orientation: z.optional(z.enum(['result', 'recognition', 'both', 'unknown'])),
})
export type ToneFacts = z.output<typeof ToneFacts>

export const ToneHit = z.object({
  rule: z.string(),
  category: z.string(),
  severity: Severity,
  /** [start, end) in UTF-16 units of the text as it was sent. */
  start: z.int(),
  end: z.int(),
  /** In the language of the rule; of checks against the record, in the reader's. */
  why: z.string(),
  instead: z.array(z.string()),
})
export type ToneHit = z.output<typeof ToneHit>

export const ToneCue = z.object({
  cue: CueCode,
  /** Of an apology: for what they went through, or for our fault. */
  kind: z.optional(z.enum(['experience', 'fault'])),
  start: z.int(),
  end: z.int(),
})
export type ToneCue = z.output<typeof ToneCue>

export const ToneVerdict = z.object({
  /** The language of most of the text; null where it cannot be told. */
  language: z.nullable(z.string()),
  hits: z.array(ToneHit),
  cues: z.array(ToneCue),
  /** Cues that this kind of letter wants: `thanks`, `apology:fault`, or `empathy|apology` where either will do. */
  missing: z.array(z.string()),
  hostility: z.number(),
  politeness: z.number(),
})
export type ToneVerdict = z.output<typeof ToneVerdict>

export const checkTone = endpoint('POST /tone', {
  requires: 'tone.check',
  about: 'What a text says unsuitably, what it says well, and what it leaves out. Hints about wording, never about a person.',
  body: z.object({
    text: text(200_000),
    /** Of the letter; each sentence is still judged in its own. */
    language: z.optional(z.nullable(Language)),
    channel: z.optional(z.nullable(Channel)),
    letter: z.optional(z.nullable(Letter)),
    facts: z.optional(z.nullable(ToneFacts)),
    /** What the customer wrote: what is quoted from it is not judged. */
    quoted: z.optional(z.nullable(text(200_000))),
    register: z.optional(z.enum(['formal', 'informal'])),
  }),
  answers: ToneVerdict,
})
