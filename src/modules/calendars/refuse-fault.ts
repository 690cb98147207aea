import { refuse } from '#platform/refusal.ts'
import { earliest, latest } from './contract.ts'
import { CalendarFault, checkWorkingTime, type Fault, type WorkingTime } from './rules/working-time.ts'
import './refusals.ts'

/** Refuses, in a sentence, a week and zone with which nobody can count. */
export const refuseUncountable = (time: Pick<WorkingTime, 'zone' | 'week'>): void => sayingFault(() => checkWorkingTime(time))

/** Does a count; what cannot be counted becomes a refusal. Days of the week are said from 1, Monday. */
export function sayingFault<Result>(count: () => Result): Result {
  try {
    return count()
  } catch (error) {
    if (!(error instanceof CalendarFault)) throw error
    throw refuse(codes[error.fault], error.day === null ? {} : { day: error.day + 1 })
  }
}

const codes: Record<Fault, string> = {
  seven_days: 'calendars.seven_days',
  bad_shift: 'calendars.bad_shift',
  overlapping_shifts: 'calendars.overlapping_shifts',
  no_working_time: 'calendars.no_working_time',
  unknown_zone: 'calendars.unknown_zone',
  bad_amount: 'calendars.bad_amount',
  too_far: 'calendars.too_far',
}

/** Refuses a day in a year in which nobody counts. */
export function dayInReach(day: string): void {
  const year = Number(day.slice(0, 4))
  if (year < earliest || year > latest) throw refuse('calendars.out_of_reach', { day, earliest, latest })
}
