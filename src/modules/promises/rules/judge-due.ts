import { isWorkingMoment } from '#modules/calendars/rules/deadline.ts'
import type { WorkingTime } from '#modules/calendars/rules/working-time.ts'
import type { Concern, Desk } from '../contract.ts'

/** What a person should look at again before this moment is promised. */
export function concernsAbout(
  due: Temporal.Instant,
  { working, finalDue }: { working: WorkingTime; finalDue: Temporal.Instant | null },
): Concern[] {
  return [
    ...(worksAt(due, working) ? [] : ['nobody_works' as const]),
    ...(finalDue && Temporal.Instant.compare(due, finalDue) > 0 ? ['after_final' as const] : []),
  ]
}

/** Whether somebody works when it is due; for one due at the end of a day, on that day. */
export function worksAt(due: Temporal.Instant, working: WorkingTime): boolean {
  const local = due.toZonedDateTimeISO(working.zone)
  const day = local.toPlainDate()
  if (working.isHoliday(day.toString()) || (working.week[day.dayOfWeek - 1] ?? []).length === 0) return false
  const endsDay = local.hour === 23 && local.minute === 59
  // A shift is half open; what is due at its end is done within it.
  return endsDay || isWorkingMoment(working, due) || isWorkingMoment(working, due.subtract({ seconds: 1 }))
}

/** The working time of a desk, as the server describes it to the browser. */
export function workingTimeOf({ zone, week, holidays }: Desk): WorkingTime {
  const days = new Set(holidays)
  return { zone, week, isHoliday: (day) => days.has(day) }
}
