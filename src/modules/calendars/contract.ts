import * as z from 'zod/mini'
import { endpoint, Id, Language, text, Version, words } from '#platform/endpoint.ts'

const clock = z.string().check(z.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/))
/** Half open: from the minute `from` up to `to`, which may be 24:00. */
export const Shift = z.object({ from: clock, to: clock })
export const Week = z.array(z.array(Shift).check(z.maxLength(12))).check(z.length(7))
export type Week = z.output<typeof Week>

const Zone = z.string().check(z.minLength(1), z.maxLength(60))
/** A country or a part of it: GR, ES-AN, GB-ENG. */
export const RegionCode = z.string().check(z.regex(/^[A-Za-z]{2}(?:-[A-Za-z0-9]{1,12}){0,2}$/))
/** The years in which days are counted. */
export const earliest = 1970
export const latest = 2100
const Year = z.coerce.number().check(z.int(), z.gte(earliest), z.lte(latest))
const Day = z.iso.date()
/** Days of business that one question may count: about ten years. */
export const mostBusinessDays = 2_500

export const CalendarShown = z.object({
  id: Id,
  name: z.string(),
  /** The one that counts where nothing else is said. */
  is_default: z.boolean(),
  zone: z.string(),
  /** Whose holidays it keeps; null: nobody's. */
  region: z.nullable(z.string()),
  /** The shifts of each day, Monday first. */
  week: Week,
  version: Version,
  retired: z.boolean(),
  may: z.object({ edit: z.boolean(), retire: z.boolean() }),
})
export type CalendarShown = z.output<typeof CalendarShown>

export const listCalendars = endpoint('GET /calendars', {
  requires: 'calendars.read',
  about: 'Working times: when somebody works, in which zone, by whose holidays. The default one first.',
  answers: z.object({ data: z.array(CalendarShown), may: z.object({ edit: z.boolean() }) }),
})

const Change = z.optional(text(500))

export const writeCalendar = endpoint('POST /calendars', {
  requires: 'calendars.edit',
  about: 'A new working time. Shifts that overlap, and a week in which nobody works, are refused.',
  status: 201,
  body: z.object({ name: words(120), zone: Zone, region: z._default(z.nullable(RegionCode), null), week: Week, change: Change }),
  answers: CalendarShown,
})

export const editCalendar = endpoint('PATCH /calendars/:calendar', {
  requires: 'calendars.edit',
  about: 'Changes a working time; with If-Match. What it was before stays readable. `is_default: true` makes it the one of the house.',
  body: z.strictObject({
    name: z.optional(words(120)),
    zone: z.optional(Zone),
    region: z.optional(z.nullable(RegionCode)),
    week: z.optional(Week),
    is_default: z.optional(z.literal(true)),
    change: Change,
  }),
  answers: CalendarShown,
})

export const retireCalendar = endpoint('POST /calendars/:calendar/retirement', {
  requires: 'calendars.edit',
  about: 'Takes a working time out of use. What was counted by it stays counted. The one of the house stays.',
  answers: CalendarShown,
})

const Writer = z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })

export const CalendarVersion = z.object({
  number: z.int(),
  name: z.string(),
  zone: z.string(),
  region: z.nullable(z.string()),
  week: Week,
  change: z.nullable(z.string()),
  by: Writer,
  at: z.string(),
})
export type CalendarVersion = z.output<typeof CalendarVersion>

export const listCalendarVersions = endpoint('GET /calendars/:calendar/versions', {
  requires: 'calendars.read',
  about: 'What a working time ever was, newest first; nothing while nobody has written it.',
  answers: z.object({ data: z.array(CalendarVersion) }),
})

export const listCalendarRegions = endpoint('GET /calendar-regions', {
  requires: 'calendars.read',
  about: 'Every region whose holidays are known.',
  answers: z.object({ data: z.array(z.object({ code: z.string(), name: z.string() })) }),
})

export const listHolidays = endpoint('GET /calendars/:region/holidays', {
  requires: 'calendars.read',
  about: 'The days on which a region rests in a year, with the corrections of the house.',
  query: z.object({ year: Year, language: z.optional(Language) }),
  answers: z.object({ holidays: z.array(z.object({ date: z.string(), name: z.string() })) }),
})

export const countDeadline = endpoint('GET /calendars/:region/deadline', {
  requires: 'calendars.read',
  about:
    'The day that comes so many business days after another, which is day 0. By the working time of that region, else Monday to Friday.',
  query: z.object({
    from: Day,
    business_days: z.coerce.number().check(z.int(), z.gte(0), z.lte(mostBusinessDays)),
  }),
  answers: z.object({ deadline_date: z.string() }),
})

export const kinds = ['added', 'removed', 'moved'] as const
export const CorrectionKind = z.enum(kinds)

export const Correction = z.object({
  id: Id,
  /** Where it was said: the region itself, or one that it lies in. */
  region: z.string(),
  kind: CorrectionKind,
  day: z.string(),
  to: z.nullable(z.string()),
  name: z.nullable(z.string()),
  reason: z.string(),
  origin: z.enum(['hand', 'ical']),
  by: Writer,
  at: z.string(),
})
export type Correction = z.output<typeof Correction>

export const YearDay = z.object({
  date: z.string(),
  name: z.string(),
  /** shipped: by the rules of the region. known: moved or given once, by our list, with its source. corrected: by the house. */
  origin: z.enum(['shipped', 'known', 'corrected']),
  source: z.nullable(z.string()),
})
export type YearDay = z.output<typeof YearDay>

export const readYear = endpoint('GET /calendars/:region/days', {
  requires: 'calendars.read',
  about: 'The holidays of a region in a year, each with where it comes from, and every correction that touches the year.',
  query: z.object({ year: Year }),
  answers: z.object({
    region: z.string(),
    year: z.int(),
    days: z.array(YearDay),
    corrections: z.array(Correction),
    may: z.object({ edit: z.boolean() }),
  }),
})
export type YearShown = z.output<typeof readYear.answers>

export const NewCorrection = z.object({
  kind: CorrectionKind,
  day: Day,
  /** Where a moved day goes. */
  to: z.optional(Day),
  /** What an added day is called; a moved one keeps its name. */
  name: z.optional(words(120)),
  reason: words(500),
})
export type NewCorrection = z.output<typeof NewCorrection>

export const correctHolidays = endpoint('POST /calendars/:region/corrections', {
  requires: 'calendars.edit',
  about: 'Adds, removes or moves holidays of a region, all of the list or none; they hold in its parts too.',
  status: 201,
  body: z.object({
    corrections: z.array(NewCorrection).check(z.minLength(1), z.maxLength(400)),
    origin: z._default(z.enum(['hand', 'ical']), 'hand'),
  }),
  answers: z.object({ corrections: z.array(Correction) }),
})

export const withdrawCorrection = endpoint('POST /calendars/:region/corrections/:correction/withdrawal', {
  requires: 'calendars.edit',
  about: 'Takes a correction back: the day is again as it was shipped.',
  answers: z.object({ corrections: z.array(Correction) }),
})

export const longestFile = 900_000

export const Entry = z.object({
  date: z.string(),
  name: z.string(),
  /** new: a day that we do not know. known: we have it. absent: we have it, the file does not. */
  verdict: z.enum(['new', 'known', 'absent']),
})
export type Entry = z.output<typeof Entry>

export const leftOut = ['other_year', 'part_of_day', 'cancelled', 'repeats_otherwise', 'no_date', 'too_long'] as const

export const readHolidayFile = endpoint('POST /calendars/:region/readings', {
  requires: 'calendars.edit',
  about: 'Reads an iCalendar file of holidays beside ours, for a year; nothing is written. What is taken over is sent as corrections.',
  body: z.object({ text: text(longestFile), year: Year }),
  answers: z.object({
    entries: z.array(Entry),
    /** What the file has besides, and why it was not read as a holiday of this year. */
    left_out: z.array(z.object({ why: z.enum(leftOut), count: z.int(), names: z.array(z.string()) })),
  }),
})
export type Reading = z.output<typeof readHolidayFile.answers>
