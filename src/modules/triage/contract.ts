import * as z from 'zod/mini'
import { endpoint, Instant } from '#platform/endpoint.ts'

/** Longer texts are refused with a sentence; nothing of them is read. */
export const longestText = 100_000

export const kinds = ['complaint', 'enquiry', 'praise', 'incident', 'machine', 'spam'] as const
export const urgencies = ['critical', 'high', 'normal', 'low'] as const
export const sentiments = ['negative', 'neutral', 'positive'] as const
export const orientations = ['result', 'recognition', 'both', 'unknown'] as const
export const conducts = ['ok', 'abusive_language', 'threat_to_staff', 'threat_of_review', 'self_harm_risk'] as const
/** What corrections teach. `intent` has the labels that the desk gives it; the others only their own. */
export const tasks = ['is_complaint', 'kind', 'category', 'sentiment', 'urgency', 'intent'] as const
export const Task = z.enum(tasks)
export type Task = z.output<typeof Task>

const Span = { start: z.int(), end: z.int() }

export const Because = z.object({ part: z.enum(['text', 'subject']), ...Span, rule: z.string() })
export const Reason = z.object({
  /** Which output, and its value. */
  output: z.string(),
  value: z.string(),
  /** The words that led to it, as [start, end) in UTF-16 units of the text or of the subject. */
  because: z.array(Because),
  /** It was learned: from corrections by which version, 0 what came with Redress; how surely (0 to 1). */
  learned: z.optional(z.object({ version: z.int(), probability: z.number() })),
})
export type Reason = z.output<typeof Reason>

const strings = z.array(z.string())

export const Reading = z.object({
  language: z.string(),
  is_complaint: z.boolean(),
  kind: z.enum(kinds),
  /** A code of the category tree. */
  category: z.string(),
  urgency: z.enum(urgencies),
  /** 0 none to 10 loss of control; about this text, never about the person. */
  emotion: z.number(),
  sentiment: z.enum(sentiments),
  orientation: z.enum(orientations),
  conduct: z.enum(conducts),
  issues: z.array(z.object({ category: z.string(), ...Span })),
  /** The remedies that it asks for. */
  wants: strings,
  entities: z.object({
    orders: strings,
    orders_in_latin: strings,
    /** ISO currency and decimals: `GBP 39.90`. */
    amounts: strings,
    /** ISO dates. */
    dates: strings,
    products: strings,
    phones: strings,
    emails: strings,
    /** The last four digits; the numbers themselves are to be masked. */
    cards: strings,
    ibans: strings,
    spans: z.array(z.object({ kind: z.string(), ...Span })),
  }),
  /** Hidden requests, dangers and other signs, by code. */
  flags: strings,
  /** Only where the desk has taught intents. */
  intent: z.optional(z.string()),
  reasons: z.array(Reason),
})
export type Reading = z.output<typeof Reading>

export const readText = endpoint('POST /triage', {
  requires: 'triage.use',
  about: 'Reads a text: what it is, about what, how urgent, how strongly said, each with its reasons. Suggests; decides nothing.',
  body: z.object({
    text: z.string(),
    subject: z.optional(z.string()),
    language: z.optional(z.string().check(z.maxLength(35))),
    channel: z.optional(z.string().check(z.maxLength(40))),
    /** When it was written: dates without a year, and "yesterday", are read from there. */
    received: z.optional(Instant),
  }),
  answers: Reading,
})

export const Correction = z.object({
  task: Task,
  text: z.string(),
  label: z.union([z.string().check(z.minLength(1), z.maxLength(120)), z.boolean()]),
  language: z.optional(z.string().check(z.maxLength(35))),
})
export type Correction = z.output<typeof Correction>

/** How many corrections one call may bring. */
export const mostCorrections = 1000

export const teachTriage = endpoint('POST /triage/corrections', {
  requires: 'triage.teach',
  about:
    'Says what is right about a text: one correction or a list. The same text corrected again for the same task replaces the older one.',
  status: 201,
  body: z.union([Correction, z.array(Correction).check(z.minLength(1), z.maxLength(mostCorrections))]),
  answers: z.object({ stored: z.int() }),
})

export const Model = z.object({
  task: Task,
  version: z.int(),
  /** How many corrections there were, and how many of them were held back to measure by. */
  corrections: z.int(),
  held_back: z.int(),
  /** Of the held-back corrections, what part is right with it (0 to 1), and with what was used before; null where nothing was. */
  accuracy: z.number(),
  before: z.nullable(z.number()),
  /** In use from now on: only when better than before. */
  kept: z.boolean(),
})
export type Model = z.output<typeof Model>

export const trainTriage = endpoint('POST /triage/models', {
  requires: 'triage.train',
  about: 'Learns from the corrections now, and answers the accuracy on those held back. What is not better than before is not used.',
  answers: z.object({ models: z.array(Model) }),
})

export const listModels = endpoint('GET /triage/models', {
  requires: 'triage.use',
  about: 'What was learned, newest first.',
  answers: z.object({ models: z.array(z.object({ ...Model.shape, trained_at: z.string() })) }),
})
