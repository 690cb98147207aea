import { nameActors } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { mayEditCalendars } from './access.ts'
import type { CalendarShown, CalendarVersion } from './contract.ts'
import { type Calendar, calendarFor, calendarsOf } from './find-calendars.ts'

/** Every calendar that is in use, the default one first. */
export async function listCalendars(work: Work): Promise<{ data: CalendarShown[]; may: { edit: boolean } }> {
  const calendars = await calendarsOf(work)
  const data = calendars.filter(({ retired }) => !retired).map((calendar) => present(work, calendar))
  return { data, may: { edit: mayEditCalendars(work.actor) } }
}

/** What a calendar ever was, newest first. */
export async function listCalendarVersions(work: Work, id: Id): Promise<{ data: CalendarVersion[] }> {
  await calendarFor(work, id)
  const rows = await work.db.selectFrom('calendars_versions').selectAll().where('calendar_id', '=', id).orderBy('number', 'desc').execute()
  const named = await nameActors(
    work,
    rows.map(({ written_by }) => written_by),
  )
  const data = rows.map(({ calendar_id: _calendar, week, written_by, written_at, ...row }) => ({
    ...row,
    week: week as CalendarVersion['week'], // written only from the contract's own shape
    by: named(written_by),
    at: written_at.toString(),
  }))
  return { data }
}

export function present(work: Work, calendar: Calendar): CalendarShown {
  const edit = mayEditCalendars(work.actor) && !calendar.retired
  return { ...calendar, may: { edit, retire: edit && !calendar.is_default } }
}
