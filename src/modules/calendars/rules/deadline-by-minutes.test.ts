import { beforeAll, describe, expect, test } from 'vitest'
import { type Dice, diceOf } from '#test/dice.ts'
import { deadlineAfter, isWorkingMoment, nextWorkingMoment, timeBetween } from './deadline.ts'
import { type Shift, type Unit, units, type WorkingTime } from './working-time.ts'

// A second way to the same deadline, which shares nothing with the first: it sits beside the clock and counts every minute.

const zones = [
  'Europe/Athens',
  'Europe/Madrid',
  'Europe/London',
  'Europe/Dublin',
  'Australia/Sydney',
  'America/New_York',
  'Atlantic/Canary',
  'Australia/Lord_Howe', // half an hour of summer time
  'Asia/Beirut', // the day begins at one, and ends twice
  'America/Santiago',
  'Africa/Casablanca', // winter time in Ramadan
  'Asia/Kathmandu',
  'Pacific/Auckland',
]
const nine: Shift[] = [{ from: '09:00', to: '17:00' }]
const split: Shift[] = [
  { from: '17:00', to: '20:30' },
  { from: '08:30', to: '14:00' },
]
const night: Shift[] = [
  { from: '00:00', to: '03:15' },
  { from: '03:15', to: '06:00' },
  { from: '22:45', to: '24:00' },
]
const always: Shift[] = [{ from: '00:00', to: '24:00' }]
const odd: Shift[] = [
  { from: '00:00', to: '00:01' },
  { from: '01:30', to: '02:45' },
  { from: '23:59', to: '24:00' },
]
const weeks: Shift[][][] = [
  [nine, nine, nine, nine, nine, [], []],
  [split, split, split, split, nine, [{ from: '10:00', to: '13:00' }], []],
  [night, night, night, night, night, night, night],
  [always, always, always, always, always, always, always],
  [[], odd, split, [], nine, [], odd],
]

const minute = 60_000
const first = Date.UTC(2023, 11, 1) / minute
const last = Date.UTC(2032, 0, 1) / minute
const total = last - first
const dayMinutes = 1440

interface Table {
  time: WorkingTime
  /** By minute since `first`: which day the wall shows, and whether somebody works. */
  day: Int32Array
  works: Uint8Array
  /** By day number: whether anybody works on it. */
  business: Uint8Array
  firstDay: number
}

/** What the clock on the wall shows, read every quarter of an hour from the runtime's own formatter of dates. */
function wallOf(zone: string): Int32Array {
  const wall = new Int32Array(total)
  const format = new Intl.DateTimeFormat('en-GB-u-ca-iso8601', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  let before: { at: number; ahead: number } | null = null
  const aheadAt = (at: number) => {
    const parts = Object.fromEntries(format.formatToParts(at * minute).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 0, day = 0, hour = 0, minute: minutes = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minutes) / minute - at
  }
  const fill = (from: number, to: number, ahead: number) => {
    for (let at = from; at < to; at += 1) wall[at - first] = at + ahead
  }
  for (let at = first; at < last; at += dayMinutes) {
    const ahead = aheadAt(at)
    // The clock changed since yesterday: look where, quarter by quarter.
    if (before && before.ahead !== ahead)
      for (let quarter = before.at; quarter < at; quarter += 15) fill(quarter, quarter + 15, aheadAt(quarter))
    fill(at, Math.min(last, at + dayMinutes), ahead)
    before = { at, ahead }
  }
  return wall
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

function tableOf({ zone, wall }: { zone: string; wall: Int32Array }, week: Shift[][], seed: number): Table {
  const dice = diceOf(2_026, seed)
  const firstDay = Date.UTC(2023, 10, 1) / minute / dayMinutes
  const business = new Uint8Array(3200)
  const holidays = new Set<string>()
  for (let at = 0; at < business.length; at += 1) {
    const date = new Date((firstDay + at) * dayMinutes * minute)
    if (dice.below(100) < 6) holidays.add(date.toISOString().slice(0, 10))
    business[at] = (week[(date.getUTCDay() + 6) % 7]?.length ?? 0) > 0 && !holidays.has(date.toISOString().slice(0, 10)) ? 1 : 0
  }
  const day = wall.map((shown) => Math.floor(shown / dayMinutes))
  const works = new Uint8Array(total)
  const open = week.map((shifts) => {
    const minutes = new Uint8Array(dayMinutes)
    for (const { from, to } of shifts) minutes.fill(1, minutesOf(from), minutesOf(to))
    return minutes
  })
  for (let at = 0; at < total; at += 1) {
    const shown = day[at] as number
    // 1 January 1970 was a Thursday
    works[at] = business[shown - firstDay] === 1 ? (open[(shown + 3) % 7]?.[(wall[at] as number) - shown * dayMinutes] as number) : 0
  }
  return { time: { zone, week, isHoliday: (date) => holidays.has(date) }, day, works, business, firstDay }
}

let tables: Table[] = []
beforeAll(() => {
  tables = zones.flatMap((zone, at) => {
    const wall = wallOf(zone)
    const weekOf = (shift: number) => weeks[(at + shift) % weeks.length] as Shift[][]
    return [tableOf({ zone, wall }, weekOf(0), at), tableOf({ zone, wall }, weekOf(2), at + 100)]
  })
}, 600_000)

interface Case {
  table: Table
  from: number
  amount: number
  unit: Unit
  end: 'day' | 'close_of_business'
  pauses: [number, number][]
}

const paused = new Uint8Array(total)

/** Milliseconds since 1970. */
function byMinutes(given: Case): number {
  for (const [from, to] of given.pauses) paused.fill(1, from, to)
  const found = given.unit === 'elapsed_hour' || given.unit === 'business_hour' ? countHours(given) : countDays(given)
  for (const [from, to] of given.pauses) paused.fill(0, from, to)
  return found
}

function countHours({ table, from, amount, unit }: Case): number {
  let left = Math.round(amount * 60)
  let at = from
  for (; left > 0; at += 1) if (paused[at] === 0 && (unit === 'elapsed_hour' || table.works[at] === 1)) left -= 1
  return (at + first) * minute
}

function daysOfMonths({ table, from, amount }: Case): number {
  const day = table.day[from] as number
  const date = new Date(day * dayMinutes * minute)
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + amount, 1))
  const lastOfMonth = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(date.getUTCDate(), lastOfMonth))
  return target.getTime() / minute / dayMinutes - day
}

function countDays(given: Case): number {
  const { table, from, unit } = given
  const { day } = table
  let left = unit === 'calendar_month' ? daysOfMonths(given) : given.amount
  let [begun, at] = [from, from]
  let running = paused[from] === 0
  for (;;) {
    at = nextChange(table, at)
    const over = day[at] !== day[at - 1]
    const due = running && left === 0 ? dueAt(given, begun, at) : null
    if (due !== null) return due
    if (running && over) left = Math.max(0, left - daysPassed(given, at))
    if (!running && paused[at] === 0) begun = at
    running = paused[at] === 0
  }
}

/** The next minute at which the day, the pause or the work begins or ends. */
function nextChange({ day, works }: Table, from: number): number {
  let at = from + 1
  while (day[at] === day[from] && paused[at] === paused[from] && works[at] === works[from]) at += 1
  return at
}

/** When the last day is the one that stands before this minute, and it ends here. */
function dueAt({ table, unit, end }: Case, begun: number, at: number): number | null {
  const { day, works } = table
  if (unit === 'business_day' && !isBusiness(table, day[at - 1] as number)) return null
  // At midnight the last day is over, unless its last shift closed before, while the clock ran: then that was the end.
  if (day[at] !== day[at - 1]) return end === 'close_of_business' && closedBefore(table, begun, at) ? null : (at + first) * minute - 1000
  const closes = end === 'close_of_business' && works[at - 1] === 1 && works[at] === 0 && !worksLater(table, at)
  return closes ? (at + first) * minute : null
}

const isBusiness = ({ business, firstDay }: Table, day: number) => business[day - firstDay] === 1

function daysPassed({ table, unit }: Case, at: number): number {
  const [before, here] = [table.day[at - 1] as number, table.day[at] as number]
  return unit === 'business_day' ? Number(isBusiness(table, here)) : here - before
}

/** Whether somebody worked between `begun` and the end of the day, and then nobody. */
function closedBefore({ works, day }: Table, begun: number, over: number): boolean {
  if (works[over - 1] === 1) return false
  for (let at = over - 1; at > begun && day[at - 1] === day[over - 1]; at -= 1) if (works[at - 1] === 1) return true
  return false
}

function worksLater(table: Table, at: number): boolean {
  for (let later = at; table.day[later] === table.day[at - 1]; later += 1) if (table.works[later] === 1) return true
  return false
}

const most: Record<Unit, number> = { elapsed_hour: 1200, business_hour: 200, calendar_day: 25, business_day: 16, calendar_month: 3 }
const span2024 = Date.UTC(2024, 0, 1) / minute - first
const span2031 = Date.UTC(2031, 0, 1) / minute - first

function caseOf(number: number): Case {
  const dice = diceOf(5, number)
  const table = dice.pick(tables)
  const unit = units[number % units.length] as Unit
  // Half of the cases begin near a night on which the clock changes.
  const from = dice.below(2) === 0 ? span2024 + dice.below(span2031 - span2024) : nearChange(table, dice)
  const amount = unit === 'elapsed_hour' || unit === 'business_hour' ? dice.below(most[unit]) / 4 : dice.below(most[unit])
  const pauses = Array.from({ length: Math.max(0, dice.below(6) - 2) }, (): [number, number] => {
    const begins = from - 1500 + dice.below(20 * dayMinutes)
    // Some of them from midnight to midnight.
    const snapped = dice.below(4) === 0 ? midnight(table, begins) : begins
    return [snapped, snapped + dice.below(12 * dayMinutes)]
  })
  return { table, from, amount, unit, end: dice.below(5) === 0 ? 'close_of_business' : 'day', pauses }
}

const changes = new Map<Table, number[]>()

function nearChange(table: Table, dice: Dice): number {
  const known = changes.get(table) ?? findChanges(table)
  changes.set(table, known)
  if (known.length === 0) return span2024 + dice.below(span2031 - span2024)
  return dice.pick(known) - dice.below(3 * dayMinutes)
}

/** Days that are longer or shorter than others. */
function findChanges({ day }: Table): number[] {
  const found: number[] = []
  let begins = span2024
  for (let at = span2024; at < span2031; at += 1) {
    if (day[at] === day[at - 1]) continue
    if (at - begins !== dayMinutes && begins !== span2024) found.push(at)
    begins = at
  }
  return found
}

function midnight({ day }: Table, from: number): number {
  let at = from
  while (day[at] === day[at - 1]) at -= 1
  return at
}

const instant = (at: number) => Temporal.Instant.fromEpochMilliseconds((at + first) * minute)
const isoMinute = (milliseconds: number, { table }: Case) =>
  Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(table.time.zone).toString()

function byRule({ table, from, amount, unit, end, pauses }: Case): number {
  const given = pauses.map(([stops, goesOn]) => ({ from: instant(stops), to: instant(goesOn) }))
  return deadlineAfter(table.time, instant(from), { amount, unit, end }, given).epochMilliseconds
}

function sayCase(number: number, given: Case) {
  const { table, from, amount, unit, end, pauses } = given
  const [one, other] = [byRule(given), byMinutes(given)]
  return {
    number,
    zone: table.time.zone,
    week: weeks.indexOf(table.time.week as Shift[][]),
    from: isoMinute((from + first) * minute, given),
    span: `${amount} ${unit} to ${end}`,
    pauses: pauses.map((pause) => pause.map((at) => isoMinute((at + first) * minute, given)).join(' – ')),
    byRule: isoMinute(one, given),
    byMinutes: isoMinute(other, given),
  }
}

describe('counting every minute', () => {
  test('finds the same deadline, 100,000 times over all units, with split shifts and pauses, from 2024 to 2030', () => {
    const apart: number[] = []
    for (let number = 0; number < 100_000; number += 1) {
      const given = caseOf(number)
      if (byRule(given) !== byMinutes(given)) apart.push(number)
    }
    expect(apart.slice(0, 5).map((number) => sayCase(number, caseOf(number)))).toEqual([])
    expect(apart).toHaveLength(0)
  }, 600_000)

  test('finds the same time between two moments, and the same next working moment', () => {
    const apart: unknown[] = []
    for (let number = 0; number < 5_000; number += 1) {
      const { table, from } = caseOf(number)
      const to = from + diceOf(6, number).below(40 * dayMinutes)
      let [working, next, days] = [0, from, 0]
      for (let at = from; at < to; at += 1) {
        working += table.works[at] as number
        if (table.day[at + 1] !== table.day[at]) days += table.business[(table.day[at + 1] as number) - table.firstDay] as number
      }
      while (table.works[next] === 0) next += 1
      const [begins, ends] = [instant(from), instant(to)]
      const here = { hours: working / 60, days, works: table.works[from] === 1, next: instant(next).toString() }
      const there = {
        hours: timeBetween(table.time, begins, ends, 'business_hour'),
        days: timeBetween(table.time, begins, ends, 'business_day'),
        works: isWorkingMoment(table.time, begins),
        next: nextWorkingMoment(table.time, begins).toString(),
      }
      if (JSON.stringify(here) !== JSON.stringify(there))
        apart.push({ number, zone: table.time.zone, from: begins.toString(), here, there })
    }
    expect(apart.slice(0, 3)).toEqual([])
  }, 600_000)
})
