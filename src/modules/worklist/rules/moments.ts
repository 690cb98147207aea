import { relativeDayNamed, spanUnitNamed } from './vocabulary.ts'

/** A stretch of days, its end left out; or a distance from now. */
export type Moment =
  | { kind: 'days'; from: string; until: string }
  | { kind: 'day'; ahead: -1 | 0 | 1 }
  | { kind: 'span'; amount: number; unit: 'h' | 'd' | 'w' | 'm' | 'y' }

/** What was read, and how it is kept: `1/2/2026` as `2026-02-01`. */
export interface ReadMoment {
  moment: Moment
  code: string
}

const aheadOf = { yesterday: -1, today: 0, tomorrow: 1 } as const

/** A day, a month, a year, a word for a day, or a span such as `2d`; null where it is none of them. */
export function readMoment(typed: string): ReadMoment | null {
  const day = relativeDayNamed(typed)
  if (day) return { moment: { kind: 'day', ahead: aheadOf[day] }, code: day }
  return readSpan(typed) ?? readDays(typed)
}

const longestSpan = 9999

function readSpan(typed: string): ReadMoment | null {
  const [, amount, word] = /^(\d{1,5})\s*(\p{L}+)$/u.exec(typed.trim()) ?? []
  const unit = word === undefined ? undefined : spanUnitNamed(word)
  if (unit === undefined || Number(amount) > longestSpan) return null
  return { moment: { kind: 'span', amount: Number(amount), unit }, code: `${Number(amount)}${unit}` }
}

function readDays(typed: string): ReadMoment | null {
  const text = typed.trim()
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? []
  const iso = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return stretch(iso, iso, { days: 1 })
  if (/^\d{4}-\d{2}$/.test(iso)) return stretch(`${iso}-01`, iso, { months: 1 })
  return /^\d{4}$/.test(iso) ? stretch(`${iso}-01-01`, iso, { years: 1 }) : null
}

function stretch(first: string, code: string, length: Temporal.DurationLike): ReadMoment | null {
  try {
    const from = Temporal.PlainDate.from(first, { overflow: 'reject' })
    if (from.year < 1900 || from.year > 2200) return null
    return { moment: { kind: 'days', from: from.toString(), until: from.add(length).toString() }, code }
  } catch {
    return null // no such day in the calendar
  }
}

export type Comparison = ':' | '<' | '>' | '<=' | '>='

/** From when on, and before when; one may be open. */
export interface Bounds {
  from?: Temporal.Instant
  before?: Temporal.Instant
}

interface Here {
  now: Temporal.Instant
  zone: string
  /** Moments to come, as limits are: a span counts forwards. */
  ahead: boolean
}

/** Between which instants a comparison holds. `>` is after the whole day; a span is a distance from now, so `created<7d` is within the last seven days. */
export function boundsOf(moment: Moment, how: Comparison, here: Here): Bounds {
  if (moment.kind === 'span') return boundsOfSpan(moment, how, here)
  const days = moment.kind === 'days' ? moment : dayAround(moment.ahead, here)
  const start = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(here.zone).toInstant()
  if (how === '<') return { before: start(days.from) }
  if (how === '<=') return { before: start(days.until) }
  if (how === '>') return { from: start(days.until) }
  return how === '>=' ? { from: start(days.from) } : { from: start(days.from), before: start(days.until) }
}

function dayAround(ahead: number, { now, zone }: Here) {
  const day = now.toZonedDateTimeISO(zone).toPlainDate().add({ days: ahead })
  return { from: day.toString(), until: day.add({ days: 1 }).toString() }
}

const lengths = { h: 'hours', d: 'days', w: 'weeks', m: 'months', y: 'years' } as const

function boundsOfSpan({ amount, unit }: Moment & { kind: 'span' }, how: Comparison, { now, zone, ahead }: Here): Bounds {
  const here = now.toZonedDateTimeISO(zone)
  const length = { [lengths[unit]]: amount }
  const away = how === '>' || how === '>='
  if (ahead) {
    const then = here.add(length).toInstant()
    return away ? { from: then } : { before: then }
  }
  const then = here.subtract(length).toInstant()
  return away ? { before: then } : { from: then }
}
