import type Holidays from 'date-holidays'
import type { HolidaysTypes } from 'date-holidays'
import type { Language } from '#platform/endpoint.ts'
import { holidayLibrary } from './holiday-library.ts'
import shipped from './known-days.json' with { type: 'json' }
import { partsOf, type Region } from './regions.ts'

/** A day on which a region rests, as it came with the desk. */
export interface ShippedDay {
  /** Its name in the language asked for where it has one, else in the region's own. */
  name: string
  /** Where a day stands that the rules of the region do not know. */
  source: string | null
}

/**
 * The public holidays of a region in a year, by day as `2026-12-25`, in order: by the rules of `date-holidays`, and where they lack a day that was
 * moved or given once, by our list. Days that begin in the evening, and holidays of banks or schools only, are none.
 */
export function shippedHolidays(region: Region, year: number, language: Language = 'en'): ReadonlyMap<string, ShippedDay> {
  const key = `${region} ${year} ${language}`
  const there = known.get(key) ?? findHolidays(region, year, language)
  // A year is worked out in a few milliseconds and asked for at each deadline; the wall is for who asks for everything.
  if (known.size > mostKept) known.clear()
  known.set(key, there)
  return there
}

const known = new Map<string, ReadonlyMap<string, ShippedDay>>()
const mostKept = 2000

type Names = { [Code in Language]?: string }

interface Known {
  regions: string[]
  source: string
  name?: Names
}
interface KnownRule extends Known {
  kind: string
  rule: string
}
interface KnownDay extends Known {
  kind: string
  day: string
  to?: string
}

const rules: readonly KnownRule[] = shipped.rules
const days: readonly KnownDay[] = shipped.days

function findHolidays(region: Region, year: number, language: Language): ReadonlyMap<string, ShippedDay> {
  const found = new Map<string, ShippedDay>()
  const ruled = rulesOf(region).getHolidays(year, language)
  for (const holiday of ruled)
    for (const day of daysOf(holiday)) found.set(day, found.get(day) ?? { name: named(holiday.name, language), source: null })
  for (const one of days) if (holdsIn(one, region)) apply(found, one, { year: String(year), language })
  return new Map([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** The library says in English, where it has no word, that a day stands for another. */
const named = (name: string, language: Language): string => name.replace('substitute day', inPlace[language])
const inPlace: Record<Language, string> = { en: 'substitute day', el: 'μετάθεση αργίας', es: 'día sustituto' }

const diaries = new Map<Region, Holidays>()

function rulesOf(region: Region): Holidays {
  const there = diaries.get(region)
  if (there) return there
  const { country, state = '', part = '' } = partsOf(region)
  const made = new (holidayLibrary())(country, state, part, { types: ['public'] })
  for (const { kind, rule, name, regions } of rules.filter((one) => holdsIn(one, region))) {
    const taken = kind === 'without' ? made.unsetRule(rule) : made.setHoliday(rule, { name: asRecord(name), type: 'public' })
    if (!taken) throw new Error(`The rule ${rule} of ${regions.join(', ')} in known-days.json is not known to date-holidays`)
  }
  diaries.set(region, made)
  return made
}

/** `ES-CN` holds there and in its islands; `US-*` in every state. */
function holdsIn({ regions }: Known, region: Region): boolean {
  const { country, state } = partsOf(region)
  const place = state === undefined ? country : `${country}-${state}`
  return regions.includes(place) || (state !== undefined && regions.includes(`${country}-*`))
}

/** The whole days of a holiday. What begins at sunset is written with the hours before, and lasts through the day that it is written with. */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const [day = '', time, before] = date.split(' ')
  if (time !== '00:00:00' && before === undefined) return []
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
  const first = Temporal.PlainDate.from(day)
  return Array.from({ length }, (_none, at) => first.add({ days: at }).toString())
}

function apply(
  found: Map<string, ShippedDay>,
  { kind, day, to, name = {}, source }: KnownDay,
  asked: { year: string; language: Language },
) {
  if (kind !== 'added') found.delete(day)
  const given = kind === 'added' ? day : to
  if (given?.startsWith(asked.year)) found.set(given, { name: nameIn(name, asked.language), source })
}

const nameIn = (names: Names, language: Language): string => names[language] ?? names.en ?? Object.values(names)[0] ?? ''

const asRecord = (names: Names = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(names).flatMap(([language, name]) => (name === undefined ? [] : [[language, name]])))
