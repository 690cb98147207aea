import { organisationOf } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { oncePerWork } from '#platform/once-per-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type Region, regionOfZone } from './regions.ts'
import type { Shift } from './rules/working-time.ts'
import './refusals.ts'

/** When somebody works, and whose holidays they keep. */
export interface Calendar {
  id: Id
  name: string
  is_default: boolean
  zone: string
  region: Region | null
  week: Shift[][]
  version: number
  retired: boolean
}

/** The calendar of the house until somebody writes it: it follows the organisation's zone, and has this id. */
export const defaultCalendarId = '019ab5c0-0000-7000-8000-000000000001'

/** Every calendar, those that were retired too; the default one first, then by name. */
export const calendarsOf = oncePerWork<Calendar[]>(async (work) => {
  const rows = await work.db.selectFrom('calendars_calendars').selectAll().orderBy('is_default', 'desc').orderBy('name').execute()
  // written by us alone, after its check
  const calendars = rows.map(({ week, retired_at, created_at: _created, ...row }) => ({
    ...row,
    week: week as unknown as Shift[][],
    retired: retired_at !== null,
  }))
  return calendars.some((calendar) => calendar.is_default) ? calendars : [await unwrittenDefault(work), ...calendars]
})

export async function defaultCalendar(work: Work): Promise<Calendar> {
  const found = (await calendarsOf(work)).find((calendar) => calendar.is_default)
  return found ?? unwrittenDefault(work)
}

/** A calendar by its id, also when it was retired: what was counted by it can be counted again. */
export async function calendarFor(work: Work, id: Id): Promise<Calendar> {
  const found = (await calendarsOf(work)).find((calendar) => calendar.id === id)
  if (!found) throw refuse('calendars.calendar_not_found')
  return found
}

/** The region whose holidays the house keeps; null while nobody has said and its zone does not tell. */
export async function regionOfDesk(work: Work): Promise<Region | null> {
  return (await defaultCalendar(work)).region
}

const nineToFive: Shift[] = [{ from: '09:00', to: '17:00' }]
/** Monday to Friday, 09:00 to 17:00. */
export const usualWeek = (): Shift[][] => Array.from({ length: 7 }, (_none, day) => (day < 5 ? nineToFive : []))

const names: Record<Language, string> = { en: 'Working time', el: 'Ωράριο', es: 'Horario' }

async function unwrittenDefault(work: Work): Promise<Calendar> {
  const { zone, language } = await organisationOf(work)
  const name = names[language]
  return { id: defaultCalendarId, name, is_default: true, zone, region: regionOfZone(zone), week: usualWeek(), version: 1, retired: false }
}
