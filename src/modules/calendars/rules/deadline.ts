import { addMonths, type Day, dayOfIso, isoOf, monthsBetween } from './days.ts'
import { type Diary, diaryOf } from './diary.ts'
import { CalendarFault, type Pause, type Span, type Unit, type WorkingTime } from './working-time.ts'

/**
 * When a span that begins with `from` is over (DOMAIN §2.3, rules 2–4). The day of receipt is day 0. A pause stops the clock: what is left
 * when it begins runs from its end on, as from a receipt. Throws a CalendarFault where nobody can count.
 */
export function deadlineAfter(
  time: WorkingTime,
  from: Temporal.Instant,
  ...[span, pauses = []]: [span: Span, pauses?: readonly Pause[]]
): Temporal.Instant {
  const diary = diaryOf(time)
  let begins = from.epochMilliseconds
  let left = checked(span)
  let deadline = reach(diary, begins, left)
  for (const [stops, goesOn] of pausesAfter(begins, pauses)) {
    if (stops >= deadline) break
    left = leftAt(diary, [begins, stops], left)
    begins = goesOn
    deadline = reach(diary, begins, left)
  }
  return Temporal.Instant.fromEpochMilliseconds(deadline)
}

/** How much of a unit lies between two instants: broken for hours, whole for days and months; negative when `to` is first. */
export function timeBetween(time: WorkingTime, from: Temporal.Instant, ...[to, unit]: [to: Temporal.Instant, unit: Unit]): number {
  const [begins, ends] = [from.epochMilliseconds, to.epochMilliseconds]
  const diary = diaryOf(time)
  const [measured, sign] = begins <= ends ? [between(diary, [begins, ends], unit), 1] : [between(diary, [ends, begins], unit), -1]
  return measured === 0 ? 0 : sign * (isOfHours(unit) ? measured / hour : measured)
}

export function isWorkingMoment(time: WorkingTime, at: Temporal.Instant): boolean {
  const diary = diaryOf(time)
  const moment = at.epochMilliseconds
  return diary.workOn(diary.clock.dayAt(moment)).some(([begins, ends]) => begins <= moment && moment < ends)
}

/** The first instant from `at` on at which somebody works; `at` itself while somebody does. */
export function nextWorkingMoment(time: WorkingTime, at: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(nextWork(diaryOf(time), at.epochMilliseconds)[0])
}

/** The working day, as `2026-12-25`, that comes so many after another; for 0 that day itself, or the next on which somebody works. */
export function workingDayAfter(time: WorkingTime, isoDate: string, count: number): string {
  const { amount } = checked({ amount: count, unit: 'business_day' })
  return isoOf(diaryOf(time).workingDayAfter(dayOfIso(isoDate), amount))
}

const hour = 3_600_000
// Longer than any law, and a wall against amounts that never end.
const most: Record<Unit, number> = {
  elapsed_hour: 1_000_000,
  business_hour: 100_000,
  calendar_day: 36_500,
  business_day: 25_000,
  calendar_month: 1200,
}

const isOfHours = (unit: Unit): boolean => unit === 'elapsed_hour' || unit === 'business_hour'

/** What is still to pass: milliseconds of an hour's unit, else days or months. */
type Left = Required<Span>
type Interval = readonly [from: number, to: number]

function checked({ amount, unit, end = 'day' }: Span): Left {
  if (!(amount >= 0)) throw new CalendarFault('bad_amount')
  if (!isOfHours(unit) && !Number.isInteger(amount)) throw new CalendarFault('bad_amount')
  if (amount > most[unit]) throw new CalendarFault('too_far')
  return { amount: isOfHours(unit) ? Math.round(amount * hour) : amount, unit, end }
}

function reach(diary: Diary, from: number, { amount, unit, end }: Left): number {
  if (unit === 'elapsed_hour') return from + amount
  if (unit === 'business_hour') return afterWork(diary, from, amount)
  const day = dayAfter(diary, diary.clock.dayAt(from), { amount, unit })
  const closes = end === 'close_of_business' ? diary.workOn(day).at(-1)?.[1] : undefined
  const over = lastSecondOf(diary, day)
  return closes === undefined || closes <= from ? over : Math.min(closes, over)
}

function dayAfter(diary: Diary, day: Day, { amount, unit }: Pick<Left, 'amount' | 'unit'>): Day {
  if (unit === 'business_day') return diary.workingDayAfter(day, amount)
  return unit === 'calendar_month' ? addMonths(day, amount) : day + amount
}

/** Of a day that the zone skipped: the last second before it. */
function lastSecondOf(diary: Diary, day: Day): number {
  const over = diary.clock.stretches(day, 0, 1440).at(-1)?.[1]
  return over === undefined ? lastSecondOf(diary, day - 1) : over - 1000
}

/** What is left when a clock stops. Of a month that has begun, days are. */
function leftAt(diary: Diary, [begins, stops]: Interval, left: Left): Left {
  const { unit, amount } = left.unit === 'calendar_month' ? monthsInDays(diary, begins, left) : left
  return { ...left, unit, amount: Math.max(0, amount - between(diary, [begins, stops], unit)) }
}

function monthsInDays(diary: Diary, begins: number, { amount }: Left): Pick<Left, 'unit' | 'amount'> {
  const day = diary.clock.dayAt(begins)
  return { unit: 'calendar_day', amount: addMonths(day, amount) - day }
}

/** In order, joined where they meet, and none of the time before the span began. */
function pausesAfter(begins: number, pauses: readonly Pause[]): Interval[] {
  if (pauses.length === 0) return []
  const joined: Interval[] = []
  const inOrder = pauses
    .map(({ from, to }): Interval => [Math.max(begins, from.epochMilliseconds), to.epochMilliseconds])
    .filter(([from, to]) => from < to)
    .toSorted(([one], [other]) => one - other)
  for (const [from, to] of inOrder) {
    const last = joined.at(-1)
    if (last && from <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], to)]
    else joined.push([from, to])
  }
  return joined
}

/** The instant at which so much work, in milliseconds, has been done; the end of a shift, not the beginning of the next. */
function afterWork(diary: Diary, from: number, work: number): number {
  let at = from
  let left = work
  while (left > 0) {
    const [begins, ends] = nextWork(diary, at)
    if (ends - begins >= left) return begins + left
    left -= ends - begins
    at = ends
  }
  return at
}

/** What is left of the stretch of work that is going on at an instant, else the next one. */
function nextWork(diary: Diary, at: number): Interval {
  for (let day = diary.clock.dayAt(at); ; day = diary.workingDayAfter(day, 1))
    for (const [begins, ends] of diary.workOn(day)) if (at < ends) return [Math.max(at, begins), ends]
}

/** Milliseconds of an hour's unit, else days or months. */
function between(diary: Diary, [from, to]: Interval, unit: Unit): number {
  if (unit === 'elapsed_hour') return to - from
  const [first, last] = [diary.clock.dayAt(from), diary.clock.dayAt(to)]
  if (unit === 'business_hour') return workBetween(diary, [from, to])
  if (unit === 'business_day') return workingDaysBetween(diary, first, last)
  return unit === 'calendar_month' ? monthsBetween(first, last) : last - first
}

function workBetween(diary: Diary, [from, to]: Interval): number {
  let work = 0
  const last = diary.clock.dayAt(to)
  for (let day = diary.clock.dayAt(from); day <= last; day += 1)
    for (const [begins, ends] of diary.workOn(day)) work += Math.max(0, Math.min(to, ends) - Math.max(from, begins))
  return work
}

function workingDaysBetween(diary: Diary, from: Day, to: Day): number {
  let count = 0
  for (let day = from + 1; day <= to; day += 1) if (diary.isWorkingDay(day)) count += 1
  return count
}
