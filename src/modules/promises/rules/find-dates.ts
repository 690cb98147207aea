import type { Language } from '#platform/endpoint.ts'
import { type DateSymbol, isSilent, saysAny, saysAt, symbolsOf } from './date-symbols.ts'
import { readDay, readDuration, type SaidDay, type SaidDuration } from './said-day.ts'
import { readTime, type SaidTime } from './said-time.ts'
import type { WrittenWord } from './written-words.ts'

/** A date or a length of time that a sentence names, not yet resolved; [from, to) counts words. */
export interface SaidDate {
  from: number
  to: number
  day: SaidDay | null
  time: SaidTime | null
  duration: SaidDuration | null
  /** «before Friday»: not on it. */
  before: boolean
  /** Only a due date binds: «last Friday», «since», «after» and «until» do not. */
  role: 'due' | 'past' | 'since' | 'after' | 'until'
}

/** The dates that the words of one sentence name, in order, without overlap. Linear in their number. */
export function datesIn(words: readonly WrittenWord[], language: Language): SaidDate[] {
  const symbols = symbolsOf(words, language)
  const found: SaidDate[] = []
  for (let at = 0, core = -1; at < symbols.length; ) {
    if (core < at) core = nextCore(symbols, at)
    // Far from every day, hour or length there is nothing to read.
    if (core - at > most) {
      at = core === symbols.length ? core : core - most
      continue
    }
    const read = readDate(symbols, at)
    if (read) found.push(read.date)
    at = read ? read.next : at + 1
  }
  return found
}

/** The next symbol without which nothing is a date. */
function nextCore(symbols: readonly DateSymbol[], from: number): number {
  let at = from
  while (at < symbols.length && !isCore(symbols[at])) at += 1
  return at
}

const cores = [
  'day',
  'weekday',
  'month',
  'date',
  'clock',
  'unit',
  'suffix',
  'feast',
  'part',
  'end',
  'mid',
  'start',
  'first',
  'within_hour',
  'past',
  'quarter',
  'figures',
]

// «a» and «one» begin a date only before a unit.
const isCore = (symbol: DateSymbol | undefined): boolean => symbol !== undefined && !isSilent(symbol) && meaningOf(symbol.says).isCore

interface Reading {
  symbols: readonly DateSymbol[]
  date: SaidDate
  /** The connectives read since the last part. */
  said: Set<string>
  began: number
  /** One past the last symbol that belongs to the date. */
  end: number
}

const connectives = [
  'by',
  'before',
  'within',
  'during',
  'on',
  'at',
  'between',
  'until',
  'since',
  'after',
  'this',
  'next',
  'span',
  'skips',
  'last',
  'later',
  'fill',
]
const most = 5

/** Reads parts – day, time, duration – with the connectives before and between them, as long as they fit together. */
function readDate(symbols: readonly DateSymbol[], from: number): { date: SaidDate; next: number } | null {
  const first = symbols[from]
  if (!first || isSilent(first) || first.says.comma || onlyFills(first)) return null
  const date: SaidDate = { from: first.from, to: first.from, day: null, time: null, duration: null, before: false, role: 'due' }
  const reading: Reading = { symbols, date, said: new Set(), began: from, end: from }
  for (let at = from, idle = 0; at < symbols.length && idle <= most; ) {
    const next = readPart(reading, at)
    if (next === null) {
      const step = skipConnective(reading, at)
      if (!step) break
      at += 1
      idle += 1
      continue
    }
    at = next
    idle = 0
    reading.end = next
    reading.said.clear()
  }
  return reading.end === from ? null : closed(reading)
}

const onlyFills = ({ says }: DateSymbol): boolean => says.fill === true && Object.keys(says).length === 1

function closed({ symbols, date, end }: Reading): { date: SaidDate; next: number } | null {
  const after = saysAt(symbols, end)
  const belongs = saysAny(after, ['over', 'latest', 'last', 'past'])
  // «the weekend is out»: before it is, is on it.
  if (after.over) date.before = false
  else if (saysAny(after, ['last', 'past']) && !after.latest) date.role = 'past'
  if (date.role === 'due' && isNothing(date)) return null
  const next = belongs ? end + 1 : end
  return { date: { ...date, to: symbols[next - 1]?.to ?? date.from }, next }
}

const isNothing = ({ day, time, duration }: SaidDate): boolean => !day && !time && !duration

function skipConnective(reading: Reading, at: number): boolean {
  const says = saysAt(reading.symbols, at)
  if (says.comma) return reading.end > reading.began
  if (says.latest || says.past) return says.latest !== undefined
  const names = meaningOf(says).connectives
  for (const name of names) reading.said.add(name)
  return names.length > 0
}

interface Meaning {
  isCore: boolean
  connectives: readonly string[]
}

// A phrase says the same wherever it stands.
const remembered = new WeakMap<DateSymbol['says'], Meaning>()

function meaningOf(says: DateSymbol['says']): Meaning {
  const before = remembered.get(says)
  if (before) return before
  const isCore_ = saysAny(says, cores) || Number(says.number ?? 0) > 1
  const meaning = { isCore: isCore_, connectives: connectives.filter((name) => says[name] !== undefined) }
  remembered.set(says, meaning)
  return meaning
}

function readPart(reading: Reading, at: number): number | null {
  const says = saysAt(reading.symbols, at)
  if (says.past && !reading.date.day && !reading.date.time) return pastDate(reading, at)
  // «antes del fin de semana»: one symbol that says both.
  if (says.before && says.unit) reading.said.add('before')
  return takeDay(reading, at) ?? takeDuration(reading, at) ?? takeTime(reading, at)
}

function takeDay(reading: Reading, at: number): number | null {
  const { symbols, date, said } = reading
  const day = date.duration ? null : readDay(symbols, at, said)
  if (!day || !fits(date, day.value)) return null
  noteRole(reading, date.day === null)
  date.day = better(date.day, day.value)
  return day.next
}

function takeDuration(reading: Reading, at: number): number | null {
  const { symbols, date, said } = reading
  const duration = date.day || date.time || date.duration ? null : readDuration(symbols, at, said)
  if (!duration) return null
  noteRole(reading, true)
  date.duration = duration.value
  return duration.next
}

function takeTime(reading: Reading, at: number): number | null {
  const { symbols, date, said } = reading
  const time = date.duration ? null : readTime(symbols, at, { said, dayKnown: date.day !== null, given: date.time })
  if (!time) return null
  noteRole(reading, date.day === null && date.time === null, true)
  date.time = time.value
  return time.next
}

function pastDate(reading: Reading, at: number): number {
  reading.date.role = 'past'
  return at + 1
}

/** «before» counts for the first part, or for a time said after its day. */
function noteRole({ date, said }: Reading, first: boolean, isTime = false) {
  if (said.has('last')) date.role = 'past'
  if (!first) return
  if (said.has('before')) date.before = true
  const role = roles.find((one) => said.has(one))
  if (role === 'by') date.role = 'due'
  // «from nine» begins a range; «from Monday» says since when.
  else if (role === 'since') date.role = isTime ? date.role : 'since'
  else if (role) date.role = role
}

const roles = ['by', 'after', 'until', 'since'] as const

const fits = ({ day }: SaidDate, other: SaidDay): boolean =>
  day === null || isWeekday(day) || isWeekday(other) || isDayEnd(day) || isDayEnd(other)

const isWeekday = (day: SaidDay): boolean => day.kind === 'weekday'

/** «the end of the day», which says nothing of which day. */
const isDayEnd = (day: SaidDay): boolean => day.kind === 'period' && day.unit === 'day'

/** «Friday 27 November», «tomorrow, Wednesday»: what is not a weekday says more; of two weekdays the later one is the promise. */
function better(known: SaidDay | null, other: SaidDay): SaidDay {
  if (!known || isDayEnd(known)) return other
  if (isDayEnd(other)) return known
  return isWeekday(other) && !isWeekday(known) ? known : other
}
