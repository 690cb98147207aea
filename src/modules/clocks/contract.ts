import * as z from 'zod/mini'
import { endpoint, Id, Instant, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'
import { ClockKind, clockKinds, Preset, presetUnits, Sector } from './contract/preset.ts'
import { whys } from './rules/choose-presets.ts'
import { clockStates } from './rules/stand.ts'

export { type ClockKind, clockKinds, Pack, Preset, type Sector, sectors } from './contract/preset.ts'
export * from './contract/preview.ts'
export * from './contract/promptness.ts'
export * from './contract/standing.ts'

const Names = z.object({ en: z.string(), el: z.string(), es: z.string() })
const Named = z.object({ id: Id, name: z.string() })
const Code = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,59}$/))

/** One thing that happened to a clock, as its fact says. */
export const LogEntry = z.object({
  what: z.enum(['started', 'paused', 'resumed', 'extended', 'met', 'unmet', 'warned', 'breached', 'stopped']),
  at: z.string(),
  /** The limit as it was from then on. */
  due: z.nullable(z.string()),
  /** The fact that did it, as `message.sent`; null where the clock did it itself. */
  cause: z.nullable(z.string()),
  calendar: z.nullable(z.string()),
  /** Until when it stands still, when it was met, which share was reached, why it stopped. */
  detail: z.nullable(z.string()),
})
export type LogEntry = z.output<typeof LogEntry>

const Measure = { amount: z.nullable(z.int()), unit: z.nullable(z.enum(presetUnits)) }

export const Clock = z.object({
  id: Id,
  /** 1 from receipt; each reopening begins another. */
  cycle: z.int(),
  kind: z.enum(clockKinds),
  preset: z.nullable(z.string()),
  version: z.nullable(z.int()),
  name: z.nullable(Names),
  promise: z.nullable(Id),
  legal: z.boolean(),
  ...Measure,
  /** What we hold ourselves to where the rule says a word instead of a number. */
  target: z.nullable(z.object({ amount: z.int(), unit: z.enum(presetUnits) })),
  label: z.nullable(z.string()),
  note: z.nullable(z.string()),
  state: z.enum(clockStates),
  open: z.boolean(),
  /** Met, but after its limit. */
  late: z.boolean(),
  started: z.string(),
  due: z.string(),
  met_at: z.nullable(z.string()),
  paused: z.array(z.object({ from: z.string(), to: z.string() })),
  extended: z.nullable(z.object({ at: z.string(), message: Id })),
  /** Seconds until the limit; negative when it has passed, null when nothing is to be done any more. */
  remaining: z.nullable(z.int()),
  /** The share of its time that has been warned about, in per cent. */
  warned: z.int(),
  calendar: z.nullable(z.string()),
  why: z.enum(whys),
  log: z.array(LogEntry),
})
export type Clock = z.output<typeof Clock>

const ChosenPreset = z.object({
  code: z.string(),
  version: z.int(),
  name: Names,
  basis: z.string(),
  standing: z.enum(['law', 'supervisory', 'partly', 'policy']),
  confidence: z.object({ level: z.string(), note: z.string() }),
  checked_on: z.string(),
  sources: z.array(z.string()),
  why: z.enum(whys),
  /** In whose words, when a person added it. */
  reason: z.nullable(z.string()),
  may: z.object({ remove: z.boolean() }),
})
export type ChosenPreset = z.output<typeof ChosenPreset>

const Incompleteness = z.object({
  id: Id,
  missing: z.string(),
  message: Id,
  asked_at: z.string(),
  complete_by: z.string(),
  completed_at: z.nullable(z.string()),
})

const Silence = z.object({
  allowed: z.boolean(),
  why: z.nullable(z.enum(['forbidden', 'nothing_offered', 'too_early'])),
  reminders: z.nullable(z.int()),
  channels: z.nullable(z.int()),
  /** From when on silence may count. */
  from: z.nullable(z.string()),
})

export const listClocks = endpoint('GET /complaints/:complaint/clocks', {
  requires: 'complaints.read',
  about: 'Every clock of a complaint: the open ones first, the soonest on top; by which rule, until when, and what happened to it.',
  answers: z.object({
    data: z.array(Clock),
    /** The clock to work to: the open one that ends first. */
    next: z.nullable(Id),
    /** Three quarters of the time for the final answer have passed without one. */
    holding_proposed: z.boolean(),
    presets: z.array(ChosenPreset),
    /** What may be added by hand. */
    others: z.array(z.object({ code: z.string(), name: Names })),
    submission: z.nullable(Incompleteness),
    silence: Silence,
    /** Ours: a yardstick for the order of work, and nothing else. */
    ours: z.object({ time_left: z.nullable(z.number()), trust: z.nullable(z.number()), limit_hours: z.int() }),
    may: z.object({ choose: z.boolean(), complete: z.boolean(), ask_completion: z.boolean() }),
  }),
})

export const addPreset = endpoint('POST /complaints/:complaint/clock-presets', {
  requires: 'clocks.choose',
  about: 'Adds a preset that the rules did not choose, with a reason. Its clocks count from receipt.',
  status: 201,
  body: z.object({ preset: Code, reason: words(1_000) }),
  answers: z.object({ data: z.array(Clock) }),
})

export const removePreset = endpoint('POST /complaints/:complaint/clock-presets/:preset/removal', {
  requires: 'clocks.choose',
  about: 'Takes a preset off a complaint, with a reason: its clocks stop, and stay readable. Law is taken off by a supervisor.',
  body: z.object({ reason: words(1_000) }),
  answers: z.object({ data: z.array(Clock) }),
})

export const markIncomplete = endpoint('POST /complaints/:complaint/incompleteness', {
  requires: 'clocks.choose',
  about: 'Says that a submission was not complete, and which message asked the customer for the rest, by when.',
  status: 201,
  body: z.object({ message: Id, missing: words(2_000), complete_by: Instant }),
  answers: Incompleteness,
})

export const markComplete = endpoint('POST /complaints/:complaint/completion', {
  requires: 'clocks.choose',
  about: 'Says when the missing part of a submission was there: the clocks that count from completion begin then.',
  body: z.object({ completed_at: Instant }),
  answers: Incompleteness,
})

export const DueClock = z.object({
  id: Id,
  complaint: z.object({
    id: Id,
    number: z.string(),
    subject: z.string(),
    state: z.string(),
    customer: z.nullable(Named),
    owner: z.nullable(Named),
  }),
  kind: z.enum(clockKinds),
  preset: z.nullable(z.string()),
  legal: z.boolean(),
  state: z.enum(clockStates),
  due: z.string(),
  remaining: z.int(),
  warned: z.int(),
})
export type DueClock = z.output<typeof DueClock>

export const listDueClocks = endpoint('GET /clocks', {
  requires: 'clocks.read',
  about: 'Open clocks that the caller may see, the soonest limit first; missed ones on top.',
  query: z.object({
    ...Page,
    kind: z.optional(ClockKind),
    legal: z.optional(z.enum(['true', 'false'])),
    /** Only complaints that the caller has. */
    mine: z.optional(z.enum(['true', 'false'])),
    state: z.optional(z.enum(['running', 'paused', 'unmet', 'breached'])),
    /** Only limits before this moment. */
    before: z.optional(Instant),
  }),
  answers: pageOf(DueClock),
})

// What the desk is set to

export const LimitSettings = z.object({
  region: z.nullable(z.string()),
  /** The region of the desk's calendar, which counts while none is chosen here. */
  desk_region: z.nullable(z.string()),
  sectors: z.array(Sector),
  without: z.array(z.string()),
  early: z.boolean(),
  limit_hours: z.int(),
  version: Version,
  may: z.object({ edit: z.boolean() }),
})
export type LimitSettings = z.output<typeof LimitSettings>

export const readLimits = endpoint('GET /clock-settings', {
  requires: 'clocks.read',
  about: 'Where we are and in which lines of business: what presets are chosen by.',
  answers: LimitSettings,
})

export const editLimits = endpoint('PATCH /clock-settings', {
  requires: 'clocks.edit',
  about: 'Changes what presets are chosen by, for complaints received from now on.',
  body: z.strictObject({
    region: z.optional(z.nullable(z.string().check(z.regex(/^[A-Z]{2}(-[A-Z0-9]{1,4}){0,2}$/)))),
    sectors: z.optional(z.array(Sector)),
    without: z.optional(z.array(Code).check(z.maxLength(200))),
    early: z.optional(z.boolean()),
    limit_hours: z.optional(z.int().check(z.gte(1), z.lte(8_760))),
  }),
  answers: LimitSettings,
})

export const PresetVersion = z.object({
  code: z.string(),
  version: z.int(),
  preset: Preset,
  /** Complaints received from this day on begin with it; null: all. */
  used_from: z.nullable(z.string()),
  pack: z.nullable(z.string()),
  change: z.nullable(z.string()),
  written_at: z.string(),
  written_by: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  /** How many complaints keep this version; counted to 1,000. */
  used: z.int(),
  /** Chosen by rule for a complaint without a category that is received today, and the reason. */
  chosen: z.nullable(z.enum(whys)),
})
export type PresetVersion = z.output<typeof PresetVersion>

export const listPresets = endpoint('GET /clock-presets', {
  requires: 'clocks.read',
  about: 'The newest version of every preset, with its sources and how sure they are. Not legal advice.',
  answers: z.object({ data: z.array(PresetVersion), disclaimer: z.string() }),
})

export const listPresetVersions = endpoint('GET /clock-presets/:preset/versions', {
  requires: 'clocks.read',
  about: 'Every version of a preset, newest first.',
  answers: z.object({ data: z.array(PresetVersion) }),
})

export const writePreset = endpoint('POST /clock-presets', {
  requires: 'clocks.edit',
  about: 'Writes a preset: a new one, or the next version of one that is there. Complaints keep the version that they began with.',
  status: 201,
  body: z.object({
    preset: Preset,
    /** From which day of receipt on; today when left out. */
    used_from: z.optional(z.iso.date()),
    change: z.optional(text(500)),
  }),
  answers: PresetVersion,
})

export const loadPack = endpoint('POST /clock-packs', {
  requires: 'clocks.edit',
  about: 'Loads a pack of presets: what is new or changed becomes a version, what is the same stays. Its own examples are counted first.',
  body: z.object({ pack: z.unknown(), used_from: z.optional(z.iso.date()) }),
  answers: z.object({ written: z.array(z.object({ code: z.string(), version: z.int() })), same: z.array(z.string()) }),
})

export const readDigest = endpoint('GET /clock-digest', {
  requires: 'clocks.read',
  about: 'Whether the caller gets the daily mail of what is due.',
  answers: z.object({ wanted: z.boolean(), mails: z.boolean() }),
})

export const chooseDigest = endpoint('PUT /clock-digest', {
  requires: 'clocks.read',
  about: 'Says whether the caller wants the daily mail of what is due.',
  body: z.object({ wanted: z.boolean() }),
  answers: z.object({ wanted: z.boolean(), mails: z.boolean() }),
})
