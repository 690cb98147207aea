import ICAL from 'ical.js'
import { refuse } from '#platform/refusal.ts'
import type { leftOut } from './contract.ts'
import './refusals.ts'

export type WhyLeftOut = (typeof leftOut)[number]

/** What an iCalendar file says of a year. */
export interface HolidayFile {
  /** Names by day, as `2026-12-25`. */
  days: Map<string, string>
  /** Names of what is no holiday of this year, by why. */
  leftOut: Map<WhyLeftOut, string[]>
  /** The years of what lies in others. */
  otherYears: Set<number>
  /** How many more occurrences may be worked out. */
  steps: number
}

/** Reads whole days, also those that come back every year. Refuses what is no calendar, what has nothing in it, and what has too much. */
export function readDays(text: string, year: number): HolidayFile {
  const events = eventsOf(text)
  if (events.length === 0) throw refuse('calendars.ical_empty')
  if (events.length > mostEvents) throw refuse('calendars.ical_too_many', { count: events.length, most: mostEvents })
  const file: HolidayFile = { days: new Map(), leftOut: new Map(), otherYears: new Set(), steps: mostSteps }
  for (const event of events) readEvent(file, event, year)
  return file
}

const mostEvents = 3_000
const longestName = 120
const mostDays = 31
const longestLine = 20_000
// Each takes the library up to a tenth of a millisecond; holidays of ten countries take a few hundred.
const mostSteps = 6_000

type Component = InstanceType<typeof ICAL.Component>
type Time = InstanceType<typeof ICAL.Time>

function eventsOf(file: string): Component[] {
  const text = file.replace(/^\uFEFF/, '').replaceAll(/\r?\n[ \t]/g, '')
  // The library reads the parts of a line in quadratic time.
  if (text.split('\n').some((line) => line.length > longestLine)) throw refuse('calendars.ical_not_readable', { said: 'line too long' })
  try {
    // One calendar, or several one after the other; the library's own types leave open which.
    const parsed = ICAL.parse(text) as [unknown, ...unknown[]]
    const calendars = typeof parsed[0] === 'string' ? [parsed] : parsed
    return calendars.flatMap((calendar) => new ICAL.Component(calendar as never).getAllSubcomponents('vevent'))
  } catch (error) {
    throw refuse('calendars.ical_not_readable', { said: String((error as Error).message).slice(0, 120) })
  }
}

function readEvent(file: HolidayFile, event: Component, year: number) {
  const name = nameOf(event)
  const put = (why: WhyLeftOut) => void file.leftOut.set(why, [...(file.leftOut.get(why) ?? []), name])
  const said = readable(() => spanOf(event)) ?? 'no_date'
  if (typeof said === 'string') return put(said)
  const starts = startsIn(file, event, { start: said.start, year })
  if (starts === null) return put('repeats_otherwise')
  const days = starts.flatMap((start) => daysFrom(start, said.length))
  const here = days.filter((day) => day.startsWith(String(year)))
  for (const day of days) if (!here.includes(day)) file.otherYears.add(Number(day.slice(0, 4)))
  if (here.length === 0) return put('other_year')
  for (const day of here) file.days.set(day, file.days.get(day) ?? name)
}

/** A date such as 99999 is taken in by the library, and breaks when it is read. */
function readable<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch {
    return null
  }
}

function nameOf(event: Component): string {
  const said = String(event.getFirstPropertyValue('summary') ?? '')
  return said
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longestName)
}

interface Days {
  start: Time
  /** How many days. */
  length: number
}

/** The whole days of an event, or why it has none. */
function spanOf(event: Component): Days | WhyLeftOut {
  if (String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') return 'cancelled'
  const start = timeOf(event, 'dtstart')
  if (start === null) return 'no_date'
  const length = lengthOf(event, start)
  if (length === null) return 'part_of_day'
  return length > mostDays ? 'too_long' : { start, length }
}

function timeOf(event: Component, name: string): Time | null {
  const value: unknown = event.getFirstPropertyValue(name)
  if (!(value instanceof ICAL.Time)) return null
  return Number.isInteger(value.year) && value.month >= 1 && value.day >= 1 ? value : null
}

/** Days from midnight to midnight; null for what begins or ends between. */
function lengthOf(event: Component, start: Time): number | null {
  if (!isMidnight(start)) return null
  const end = timeOf(event, 'dtend')
  if (end !== null) return isMidnight(end) ? Math.max(1, dayOf(start).until(dayOf(end)).days) : null
  const duration: unknown = event.getFirstPropertyValue('duration')
  if (duration instanceof ICAL.Duration) return duration.toSeconds() % 86_400 === 0 ? Math.max(1, duration.toSeconds() / 86_400) : null
  // Without an end, a date lasts a day and a moment no time at all.
  return start.isDate ? 1 : null
}

const isMidnight = (time: Time): boolean => time.isDate || (time.hour === 0 && time.minute === 0 && time.second === 0)
const dayOf = ({ year, month, day }: Time): Temporal.PlainDate => Temporal.PlainDate.from({ year, month, day })

/**
 * The days of a year on which an event begins that comes back yearly; null where it comes back otherwise than holidays do. What does not come
 * back begins once, in whatever year.
 */
function startsIn(file: HolidayFile, event: Component, { start, year }: { start: Time; year: number }): Temporal.PlainDate[] | null {
  const first = dayOf(start)
  const rules = event.getAllProperties('rrule')
  if (rules.length === 0 && !event.hasProperty('rdate')) return [first]
  const rule: unknown = rules[0]?.getFirstValue()
  if (rules.length !== 1 || event.hasProperty('rdate') || !(rule instanceof ICAL.Recur) || !isYearly(rule)) return null
  const exceptions = event.getAllProperties('exdate').map((property) => String(property.getFirstValue()).slice(0, 10))
  const found = occurrences(file, rule, { first, year })
  return found && found.filter((day) => !exceptions.includes(day.toString()))
}

const yearlyParts = new Set(['BYMONTH', 'BYMONTHDAY', 'BYDAY'])
const mostInYear = 24

const isYearly = ({ freq, parts }: Recurrence): boolean =>
  freq === 'YEARLY' && Object.entries(parts).every(([part, values]) => yearlyParts.has(part) && (values as unknown[]).length > 0)

type Recurrence = InstanceType<typeof ICAL.Recur>

interface Asked {
  first: Temporal.PlainDate
  year: number
}

function occurrences(file: HolidayFile, rule: Recurrence, { first, year }: Asked): Temporal.PlainDate[] | null {
  const iterator = rule.iterator(ICAL.Time.fromDateString(nearest(rule, first, year).toString()))
  const found: Temporal.PlainDate[] = []
  for (; file.steps > 0; file.steps -= 1) {
    const next = iterator.next()
    if (!next || next.year > year) return found
    // The library goes on to 1 March where a year has no 29 February; the standard leaves such a year out.
    if (next.year === year && isMeant(rule, dayOf(next), first)) found.push(dayOf(next))
    if (found.length > mostInYear) return null
  }
  return null
}

/** A beginning shortly before the year asked for, in step with the rule and on the same day; its own where it counts its days. */
function nearest({ interval, count }: Recurrence, first: Temporal.PlainDate, year: number): Temporal.PlainDate {
  if (count) return first
  for (let steps = Math.floor((year - first.year) / interval) - 1; steps > 0; steps -= 1) {
    const near = first.add({ years: steps * interval })
    if (near.day === first.day) return near
  }
  return first
}

function isMeant({ parts }: Recurrence, day: Temporal.PlainDate, first: Temporal.PlainDate): boolean {
  const days = parts['BYMONTHDAY'] as number[] | undefined
  if (days?.every((one) => one > 0)) return days.includes(day.day)
  return Object.keys(parts).length > 0 || (day.month === first.month && day.day === first.day)
}

function daysFrom(first: Temporal.PlainDate, length: number): string[] {
  return Array.from({ length }, (_none, at) => first.add({ days: at }).toString())
}
