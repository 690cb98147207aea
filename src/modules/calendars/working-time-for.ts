import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { type Calendar, calendarFor, calendarsOf, defaultCalendar, usualWeek } from './find-calendars.ts'
import { type Correction, correctionsIn, correctionsOf } from './find-corrections.ts'
import { type Region, regionNamed, zoneOfRegion } from './regions.ts'
import type { WorkingTime } from './rules/working-time.ts'
import { shippedHolidays } from './shipped-holidays.ts'

/** A working time of this house, with what to say of it in a log. */
export interface HouseTime extends WorkingTime {
  region: Region | null
  /** Null where no calendar was written for a region: Monday to Friday, 09:00 to 17:00. */
  calendar: { id: Id; name: string; version: number } | null
}

/**
 * The working time of a calendar; of a region: of the house's calendar for it (the default one first), else Monday to Friday; else of the house.
 * The same one for the same content, so that what it wrote out stays written. Refused when nobody knows the calendar or the region.
 */
export async function workingTimeFor(work: Work, { region, calendar }: { region?: string; calendar?: Id } = {}): Promise<HouseTime> {
  const [corrections, found] = await Promise.all([correctionsOf(work), findCalendar(work, { region, calendar })])
  return timeOf(found, found.region === null ? [] : correctionsIn(found.region, corrections))
}

/** Every day on which a region rests in a year, in order: what is shipped, and what the house says instead. Refused when nobody knows the region. */
export const holidaysOf = (work: Work, region: string, year: number): Promise<NamedDay[]> => namedHolidays(work, { region, year })

export interface NamedDay {
  date: string
  name: string
}

/** The same in a language; the reader's where none is asked for. */
export async function namedHolidays(
  work: Work,
  { region, year, language = languageOf(work) }: { region: string; year: number; language?: Language | undefined },
): Promise<NamedDay[]> {
  const named = regionNamed(region)
  const days = new Map([...shippedHolidays(named, year, language)].map(([day, { name }]) => [day, name]))
  for (const correction of correctionsIn(named, await correctionsOf(work))) correct(days, correction, String(year))
  return [...days].map(([date, name]) => ({ date, name })).toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

const languageOf = ({ actor }: Work): Language => (actor.kind === 'person' ? actor.language : 'en')

/** A day that goes elsewhere takes its name along, wherever it lies. */
function correct(days: Map<string, string>, { day, to_day, name, kind }: Correction, year: string) {
  const before = days.get(day)
  if (kind !== 'added') days.delete(day)
  const given = kind === 'added' ? day : to_day
  if (given?.startsWith(year)) days.set(given, name ?? before ?? '')
}

type Place = Pick<Calendar, 'zone' | 'region' | 'week'> & { calendar: HouseTime['calendar'] }

async function findCalendar(work: Work, { region, calendar }: { region: string | undefined; calendar: Id | undefined }): Promise<Place> {
  if (calendar !== undefined) return placeOf(await calendarFor(work, calendar))
  if (region === undefined) return placeOf(await defaultCalendar(work))
  const named = regionNamed(region)
  const written = (await calendarsOf(work)).find((one) => one.region === named && !one.retired)
  return written ? placeOf(written) : { zone: zoneOfRegion(named), region: named, week: usualWeek(), calendar: null }
}

const placeOf = ({ id, name, version, zone, region, week }: Calendar): Place => ({ zone, region, week, calendar: { id, name, version } })

const kept = new Map<string, HouseTime>()
const mostKept = 200

function timeOf(place: Place, corrections: readonly Correction[]): HouseTime {
  const key = JSON.stringify([place, corrections.map(({ day, to_day, kind }) => [day, to_day, kind])])
  const there = kept.get(key)
  if (there) return there
  if (kept.size >= mostKept) kept.clear()
  const made = { ...place, isHoliday: restsOn(place.region, corrections) }
  kept.set(key, made)
  return made
}

function restsOn(region: Region | null, corrections: readonly Correction[]): (day: string) => boolean {
  if (region === null) return () => false
  const said = new Map<string, boolean>()
  for (const { day, to_day, kind } of corrections) {
    said.set(day, kind === 'added')
    if (to_day !== null) said.set(to_day, true)
  }
  return (day) => said.get(day) ?? shippedHolidays(region, Number(day.slice(0, 4))).has(day)
}
