import { deadlineAfter } from '#modules/calendars/rules/deadline.ts'
import type { Span, WorkingTime } from '#modules/calendars/rules/working-time.ts'
import type { SaidDate } from './find-dates.ts'
import type { Edge, SaidDay, SaidDuration } from './said-day.ts'
import type { DayPart, SaidTime } from './said-time.ts'

/** The moment at which something is said, on which clock, and when the desk works. */
export interface SaidWhen {
  at: Temporal.Instant
  zone: string
  working: WorkingTime
}

/**
 * The last moment at which a promise by that date is kept. Days end at 23:59:59 on the clock of the zone, weeks on Sunday; a part of a day has
 * an end of its own; «before» a day is the day before. Null where the date lies behind, or is none.
 */
export function resolveDue(date: SaidDate, when: SaidWhen): Temporal.Instant | null {
  const due = date.duration ? afterDuration(date.duration, when) : onDay(date, when)
  return due && Temporal.Instant.compare(due, when.at) > 0 ? due : null
}

const endOfDay = Temporal.PlainTime.from('23:59:59')

// When a part of a day is over, as people use the word where it is said.
const partEnds: Record<DayPart, string> = {
  first: '10:00',
  morning: '12:00',
  noon: '12:00',
  lunch: '14:00',
  midday: '15:00',
  afternoon: '18:00',
  evening: '20:00',
  night: '23:59:59',
  close: '17:00',
}

function afterDuration({ amount, unit, working }: SaidDuration, { at, zone, working: time }: SaidWhen): Temporal.Instant | null {
  const span = spanOf({ amount, unit, working })
  if (span.amount > 5000) return null
  return deadlineAfter(time.zone === zone ? time : inZone(time, zone), at, span)
}

function spanOf({ amount, unit, working }: SaidDuration): Span {
  const whole = Math.ceil(amount)
  const hours: Span['unit'] = working ? 'business_hour' : 'elapsed_hour'
  const days: Span['unit'] = working ? 'business_day' : 'calendar_day'
  const spans: Record<SaidDuration['unit'], Span> = {
    minute: { amount: amount / 60, unit: hours },
    hour: { amount, unit: hours },
    day: { amount: whole, unit: days },
    week: { amount: whole * (working ? 5 : 7), unit: days },
    month: { amount: whole, unit: 'calendar_month' },
    year: { amount: whole * 12, unit: 'calendar_month' },
  }
  return spans[unit]
}

const moved = new WeakMap<WorkingTime, Map<string, WorkingTime>>()

// The calendar's arithmetic remembers what it worked out of a working time: the same object each time keeps that.
function inZone(time: WorkingTime, zone: string): WorkingTime {
  const zones = moved.get(time) ?? new Map<string, WorkingTime>()
  moved.set(time, zones)
  const there = zones.get(zone) ?? { ...time, zone }
  zones.set(zone, there)
  return there
}

function onDay({ day, time, before }: SaidDate, when: SaidWhen): Temporal.Instant | null {
  const now = onTheClock(when)
  const today = now.toPlainDate()
  if (!day) return timeAlone({ time, before }, now, when)
  const named = lastDayOf(day, today)
  if (!named) return null
  const last = before && !time ? dayBefore(day, named, today) : named
  if (time?.part === 'close') return closing(last, when)
  return last.toZonedDateTime({ timeZone: when.zone, plainTime: time ? timeOf(time, before) : endOfDay }).toInstant()
}

const clocks = new WeakMap<Temporal.Instant, Temporal.ZonedDateTime>()

// All the dates of a text are read on one clock.
function onTheClock({ at, zone }: SaidWhen): Temporal.ZonedDateTime {
  const known = clocks.get(at)
  if (known?.timeZoneId === zone) return known
  const now = at.toZonedDateTimeISO(zone)
  clocks.set(at, now)
  return now
}

function timeAlone(
  { time, before }: Pick<SaidDate, 'time' | 'before'>,
  now: Temporal.ZonedDateTime,
  when: SaidWhen,
): Temporal.Instant | null {
  if (!time) return null
  return time.part === 'close' ? closing(now.toPlainDate(), when) : atTimeOnly(time, now, before)
}

/** A time without a day is the next one on the clock: a bare «at four» said at noon is in the afternoon. */
function atTimeOnly(time: SaidTime, now: Temporal.ZonedDateTime, before: boolean): Temporal.Instant | null {
  const said = timeOf(time, before)
  const late = time.hour !== null && time.half === null && said.hour < 12 ? said.add({ hours: 12 }) : null
  const today = [said, late].find((each) => each && Temporal.PlainTime.compare(each, now.toPlainTime()) > 0)
  const day = today ? now.toPlainDate() : now.toPlainDate().add({ days: 1 })
  return day.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: today ?? said }).toInstant()
}

function timeOf({ hour, minute, half, part }: SaidTime, before = false): Temporal.PlainTime {
  // «Before midday» is before twelve, where «at midday» lasts until people have eaten.
  if (before && hour === null && (part === 'lunch' || part === 'midday')) return Temporal.PlainTime.from('12:00')
  if (hour === null) return Temporal.PlainTime.from(partEnds[part ?? 'night'])
  return Temporal.PlainTime.from({ hour: onClock(hour, half), minute })
}

// Without «am» or «pm», one to seven are hours of the afternoon: nobody is called at four in the morning.
function onClock(hour: number, half: SaidTime['half']): number {
  if (half === 'am') return hour === 12 ? 0 : hour
  if (half === 'pm') return hour < 12 ? hour + 12 : hour
  return hour >= 1 && hour <= 7 ? hour + 12 : hour
}

/** The end of the desk's last shift on that day, or of the day where nobody works. */
function closing(day: Temporal.PlainDate, { zone, working }: SaidWhen): Temporal.Instant {
  const shift = working.week[day.dayOfWeek - 1]?.at(-1)
  const plainTime = shift && shift.to !== '24:00' ? Temporal.PlainTime.from(shift.to) : endOfDay
  return day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
}

function lastDayOf(day: SaidDay, today: Temporal.PlainDate): Temporal.PlainDate | null {
  switch (day.kind) {
    case 'relative':
      return today.add({ days: day.days })
    case 'weekday':
      return weekdayAfter(today, day)
    case 'date':
      return dateNamed(day, today)
    case 'month':
      return monthNamed(day, today)
    case 'period':
      return periodEnd(day, today)
  }
}

/** The day after today that has that name; with «next», the one of the week after this. */
function weekdayAfter(today: Temporal.PlainDate, { weekday, next }: { weekday: number; next: boolean }): Temporal.PlainDate {
  if (next) return today.add({ days: 7 - today.dayOfWeek + weekday })
  return today.add({ days: (weekday - today.dayOfWeek + 7) % 7 || 7 })
}

type NamedDate = Extract<SaidDay, { kind: 'date' }>

/** Without its year a day is the next one of that name; what was within the last half-year is behind, and no promise. */
function dateNamed({ day, month, year, feast }: NamedDate, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (month === null) return monthlyDay(day, today)
  const made = (in_: number): Temporal.PlainDate[] =>
    month >= 1 && month <= 12 && day >= 1 && day <= Temporal.PlainYearMonth.from({ year: in_, month }).daysInMonth
      ? [Temporal.PlainDate.from({ year: in_, month, day })]
      : []
  if (year !== null) return made(year)[0] ?? null
  const [soonest] = [today.year - 1, today.year, today.year + 1]
    .flatMap(made)
    .filter((date) => today.until(date, { largestUnit: 'day' }).days >= (feast ? 0 : -180))
  return soonest ?? made(today.year + 1)[0] ?? null
}

function monthlyDay(day: number, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const months = [0, 1, 2].map((months_) => today.toPlainYearMonth().add({ months: months_ }))
  const fitting = months.filter((month) => day <= month.daysInMonth).map((month) => month.toPlainDate({ day }))
  return fitting.find((date) => Temporal.PlainDate.compare(date, today) >= 0) ?? null
}

function monthNamed({ month, year, edge }: Extract<SaidDay, { kind: 'month' }>, today: Temporal.PlainDate): Temporal.PlainDate {
  const in_ = year ?? (month < today.month ? today.year + 1 : today.year)
  return monthEdge(Temporal.PlainYearMonth.from({ year: in_, month }), edge)
}

function monthEdge(month: Temporal.PlainYearMonth, edge: Edge): Temporal.PlainDate {
  return month.toPlainDate({ day: edge === 'end' ? month.daysInMonth : edge === 'mid' ? 15 : 10 })
}

function periodEnd({ unit, ahead, edge }: Extract<SaidDay, { kind: 'period' }>, today: Temporal.PlainDate): Temporal.PlainDate {
  const steps = ahead ?? 0
  if (unit === 'day') return today.add({ days: steps })
  if (unit === 'year') return Temporal.PlainDate.from({ year: today.year + steps, month: 12, day: 31 })
  if (unit === 'month') return monthEdge(today.toPlainYearMonth().add({ months: steps }), edge)
  const weeks = unit === 'week' ? steps : 0
  const ends = { end: 7, mid: 3, start: 2 } as const
  return today.add({ days: ends[unit === 'weekend' ? 'end' : edge] - today.dayOfWeek + weeks * 7 })
}

/** The day before a day; before a week, weekend, month or year, the day before its first; before the end of one, its end. */
function dayBefore(day: SaidDay, named: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate {
  if (day.kind === 'period') {
    if (day.ahead === 0 && day.unit !== 'weekend') return named
    if (day.unit === 'weekend') return named.subtract({ days: 2 })
    if (day.unit === 'week') return named.subtract({ days: 7 })
    return day.unit === 'month' ? named.with({ day: 1 }).subtract({ days: 1 }) : today
  }
  if (day.kind === 'month') return day.edge === 'end' ? named : named.subtract({ days: 1 })
  return named.subtract({ days: 1 })
}
