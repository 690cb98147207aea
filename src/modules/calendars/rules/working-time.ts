import { isZone } from '#platform/time.ts'

export const units = ['elapsed_hour', 'business_hour', 'calendar_day', 'business_day', 'calendar_month'] as const
export type Unit = (typeof units)[number]

/** From one clock time to another on the same day, half open: `{ from: '09:00', to: '13:00' }` works at 12:59 and not at 13:00. `to` may be `24:00`. */
export interface Shift {
  from: string
  to: string
}

/** When somebody works: the zone of their clock, their shifts from Monday (0) to Sunday (6), and which days, as `2026-12-25`, are holidays. */
export interface WorkingTime {
  zone: string
  week: readonly (readonly Shift[])[]
  isHoliday: (isoDate: string) => boolean
}

/** How long. Hours may be broken; days and months may not. Days end at 23:59:59 on the clock, or with the last shift when `end` says so. */
export interface Span {
  amount: number
  unit: Unit
  end?: 'day' | 'close_of_business'
}

/** A stretch of time in which a clock stands still, from one instant up to another. */
export interface Pause {
  from: Temporal.Instant
  to: Temporal.Instant
}

export const faults = ['seven_days', 'bad_shift', 'overlapping_shifts', 'no_working_time', 'unknown_zone', 'bad_amount', 'too_far'] as const
export type Fault = (typeof faults)[number]

/** A calendar with which nobody can count, or a span that leads nowhere. `day` is the day of the week, from Monday (0). */
export class CalendarFault extends Error {
  readonly fault: Fault
  readonly day: number | null
  constructor(fault: Fault, day: number | null = null) {
    super(`calendar: ${fault}${day === null ? '' : ` on day ${day} of the week`}`)
    this.name = 'CalendarFault'
    this.fault = fault
    this.day = day
  }
}

/** Minutes from midnight, in order; touching shifts stay two. */
export type Minutes = readonly (readonly [from: number, to: number])[]

/** Throws the fault of a week and zone with which nobody can count. */
export function checkWorkingTime({ zone, week }: Pick<WorkingTime, 'zone' | 'week'>): void {
  weekInMinutes(week)
  if (!isZone(zone)) throw new CalendarFault('unknown_zone')
}

/** The shifts of each day in minutes. Throws a CalendarFault when there are not seven days, a shift is none, two overlap, or nobody ever works. */
export function weekInMinutes(week: WorkingTime['week']): Minutes[] {
  if (week.length !== 7) throw new CalendarFault('seven_days')
  const days = week.map((shifts, day) => dayInMinutes(shifts, day))
  if (days.every((day) => day.length === 0)) throw new CalendarFault('no_working_time')
  return days
}

function dayInMinutes(shifts: readonly Shift[], day: number): Minutes {
  const minutes = shifts.map(({ from, to }): [number, number] => [minuteOf(from), minuteOf(to)]).toSorted(([one], [other]) => one - other)
  if (minutes.some(([from, to]) => !(from < to))) throw new CalendarFault('bad_shift', day)
  if (minutes.some(([from], at) => from < (minutes[at - 1]?.[1] ?? 0))) throw new CalendarFault('overlapping_shifts', day)
  return minutes
}

const clock = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

/** NaN for what is no time of a clock, which is then no shift. */
function minuteOf(time: string): number {
  const match = clock.exec(time)
  if (!match) return Number.NaN
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2])
}
