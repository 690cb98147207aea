import * as z from 'zod/mini'
import { units } from '#modules/calendars/rules/working-time.ts'
import { CategoryCode } from '#modules/complaints/contract/categories.ts'
import { text, words } from '#platform/endpoint.ts'

/** What a deadline can be of. A promise brings its own moment; the others come from presets. */
export const clockKinds = ['acknowledgement', 'first_reply', 'update', 'final', 'early_resolution', 'notice', 'promise'] as const
export const ClockKind = z.enum(clockKinds)
export type ClockKind = z.output<typeof ClockKind>

/** Words of rules that name no number: they count 0, and what we hold ourselves to stands beside them. */
export const wordUnits = ['prompt', 'at_submission', 'on_receipt'] as const
export type WordUnit = (typeof wordUnits)[number]

export const presetUnits = [...units, ...wordUnits] as const
export type PresetUnit = (typeof presetUnits)[number]

export const sectors = [
  'finance',
  'payments',
  'insurance',
  'pensions',
  'utilities',
  'passenger_transport',
  'rail',
  'post',
  'large_company',
] as const
export const Sector = z.enum(sectors)
export type Sector = z.output<typeof Sector>

const amount = z.int().check(z.gte(0), z.lte(10_000))
const end = z.optional(z.enum(['day', 'close_of_business']))
const Span = z.strictObject({ amount, unit: z.enum(units), end })

const PresetClock = z
  .strictObject({
    kind: z.enum(clockKinds).check(z.refine((kind) => kind !== 'promise')),
    /** A rule of law; else a target of our own. */
    legal: z.boolean(),
    amount,
    unit: z.enum(presetUnits),
    end,
    /** What we hold ourselves to where the rule says a word. */
    target: z.optional(Span),
    /** Either of the two will do: the later one is the limit. */
    or: z.optional(Span),
    /** From receipt when left out; `decision`: from the day on which we decide. */
    starts: z.optional(z.enum(['receipt', 'decision'])),
    label: z.optional(words(200)),
    note: z.optional(words(1_000)),
  })
  .check(
    z.refine(({ unit, target }) => !isWord(unit) || target !== undefined, {
      error: 'A rule without a number needs a target',
      path: ['target'],
    }),
    z.refine(({ unit, amount: counted }) => !isWord(unit) || counted === 0, {
      error: 'A rule without a number counts 0',
      path: ['amount'],
    }),
  )
export type PresetClock = z.output<typeof PresetClock>

export const isWord = (unit: PresetUnit): unit is WordUnit => (wordUnits as readonly string[]).includes(unit)

const Code = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,59}$/))
/** `GB`, `ES-AN`; `EU` and `EEA` stand for their members. */
const Place = z.string().check(z.regex(/^[A-Z]{2,3}(-[A-Z0-9]{1,4})?$/))
const Day = z.nullable(z.iso.date())
const lines = z.array(words(2_000)).check(z.maxLength(40))
const Names = z.strictObject({ en: words(200), el: words(200), es: words(200) })

/** For which complaints a preset is chosen by itself. An empty list means: all of them. */
const Applies = z.strictObject({
  /** `hand`: only a person chooses it. */
  by: z.enum(['rule', 'hand']),
  countries: z.array(Place).check(z.maxLength(60)),
  regions: z.array(Place).check(z.maxLength(60)),
  sectors: z.array(Sector),
  categories: z.array(CategoryCode).check(z.maxLength(100)),
  /** Only where nothing nearer applies. */
  when_alone: z.boolean(),
})

const Pausing = z.strictObject({
  kinds: z.array(z.enum(['final', 'update'])).check(z.minLength(1)),
  max: z.nullable(Span),
  most: z.nullable(z.int().check(z.gte(1), z.lte(100))),
  note: z.optional(text(1_000)),
})

/** An incomplete submission: the customer has so long at least to complete it. The final clock starts at completion, or stands still until then. */
const Completion = z.strictObject({ least: Span, effect: z.enum(['starts', 'suspends']), note: z.optional(text(1_000)) })

/** A later limit, counted from the same start, once the letter was sent before the first. `strict`: less than that. */
const Extension = z.strictObject({
  to: Span,
  strict: z.boolean(),
  letter: z.literal('holding'),
  condition: text(500),
  requires: text(500),
})

const Example = z.strictObject({
  received: z.iso.date(),
  holidays: z.array(z.iso.date()),
  kind: z.enum(clockKinds),
  due: z.iso.date(),
  extended: z.optional(z.boolean()),
})

/** A set of time limits with where it comes from. Immutable once a complaint keeps it: a change is a new version. */
export const Preset = z.strictObject({
  code: Code,
  names: Names,
  /** Where it is law, or `any`. */
  jurisdiction: z.string().check(z.regex(/^(any|[A-Z]{2,3}(-[A-Z0-9]{1,4})?)$/)),
  basis: words(500),
  standing: z.enum(['law', 'supervisory', 'partly', 'policy']),
  /** The more general preset that this one takes the place of. */
  replaces: z.optional(Code),
  applies: Applies,
  valid_from: Day,
  mandatory_from: Day,
  checked_on: z.iso.date(),
  confidence: z.strictObject({ level: z.enum(['high', 'medium', 'low', 'none']), note: text(500) }),
  sources: z.array(words(500)).check(z.maxLength(40)),
  /** What comes outside working hours: counts from then when left out, else from the next working moment. */
  after_hours: z.optional(z.enum(['counts', 'next_working_moment'])),
  clocks: z.array(PresetClock).check(
    z.maxLength(20),
    z.refine((clocks) => new Set(clocks.map(({ kind }) => kind)).size === clocks.length, { error: 'Two clocks of one kind' }),
    // A complaint keeps a preset by its clocks: one has to be there from the beginning.
    z.refine((clocks) => clocks.length === 0 || clocks.some(({ starts }) => starts !== 'decision'), {
      error: 'No clock begins at receipt',
    }),
  ),
  pause: z.nullable(Pausing),
  completion: z.nullable(Completion),
  extension: z.nullable(Extension),
  /** Whether silence may end a complaint at all. */
  silence: z.enum(['allowed', 'forbidden']),
  /** What each letter must say, for who writes it. */
  must_say: z.strictObject({
    acknowledgement: z.optional(lines),
    holding: z.optional(lines),
    summary: z.optional(lines),
    final: z.optional(lines),
  }),
  notes: lines,
  /** Days for the calendar of Monday to Friday with these holidays: the pack checks itself by them. */
  examples: z.array(Example).check(z.maxLength(40)),
})
export type Preset = z.output<typeof Preset>

/** Presets that travel together as one JSON file. */
export const Pack = z.strictObject({
  pack: Code,
  version: words(60),
  checked_on: z.iso.date(),
  disclaimer: text(1_000),
  day_counting: text(1_000),
  presets: z.array(Preset).check(z.minLength(1), z.maxLength(200)),
})
export type Pack = z.output<typeof Pack>
