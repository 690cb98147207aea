import { sql } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { CalendarShown, editCalendar as editEndpoint, writeCalendar as writeEndpoint } from './contract.ts'
import { type Calendar, calendarFor, calendarsOf, defaultCalendar } from './find-calendars.ts'
import { present } from './list-calendars.ts'
import { refuseUncountable } from './refuse-fault.ts'
import { regionNamed } from './regions.ts'

/** Writes a new calendar. Refuses one with which nobody can count, a region that nobody knows, and a name that another has. */
export async function writeCalendar(work: Work, { change, ...asked }: BodyOf<typeof writeEndpoint>): Promise<CalendarShown> {
  const calendars = await calendarsForUpdate(work)
  const written = { ...asked, name: asked.name.trim(), region: asked.region && regionNamed(asked.region) }
  refuseUncountable(written)
  nameIsFree(calendars, written.name, null)
  const calendar: Calendar = { ...written, id: newId(), is_default: false, version: 1, retired: false }
  await insert(work, calendar)
  await keepVersion(work, calendar, change)
  await work.announce({ fact: 'calendar.written', house: 'calendars', calendar: calendar.id, version: 1 })
  return present(work, calendar)
}

type Edit = BodyOf<typeof editEndpoint> & { version: number }

/** Changes a calendar: from now on deadlines are counted by what it says now; what it said before is kept as its version. */
export async function editCalendar(work: Work, id: Id, { version, change, ...asked }: Edit): Promise<CalendarShown> {
  const calendars = await calendarsForUpdate(work)
  const before = await calendarFor(work, id)
  if (before.retired) throw refuse('calendars.calendar_not_found')
  sameVersion(before.version, version)
  const fields = Object.keys(asked)
  if (fields.length === 0) throw refuse('calendars.nothing_changed')
  const after = { ...before, ...changesOf(asked), version: version + 1 }
  refuseUncountable(after)
  nameIsFree(calendars, after.name, id)
  if (after.is_default) await takeDefaultFrom(work, id)
  await update(work, after)
  await keepVersion(work, after, change)
  await work.announce({ fact: 'calendar.edited', house: 'calendars', calendar: id, version: after.version, fields })
  return present(work, after)
}

/** Takes a calendar out of use; twice is once. The one of the house cannot go: name another first. */
export async function retireCalendar(work: Work, id: Id): Promise<CalendarShown> {
  await calendarsForUpdate(work)
  const before = await calendarFor(work, id)
  if (before.is_default) throw refuse('calendars.is_default')
  if (before.retired) return present(work, before)
  await work.db.updateTable('calendars_calendars').set({ retired_at: work.now }).where('id', '=', id).execute()
  calendarsOf.forget(work)
  await work.announce({ fact: 'calendar.retired', house: 'calendars', calendar: id })
  return present(work, { ...before, retired: true })
}

/** All of them, locked, so that who writes them takes turns. The default one is made a row first. */
async function calendarsForUpdate(work: Work): Promise<Calendar[]> {
  const calendar = await defaultCalendar(work)
  const made = await insert(work, calendar)
  await work.db.selectFrom('calendars_calendars').select('id').orderBy('id').forUpdate().execute()
  if (made) await keepVersion(work, calendar)
  calendarsOf.forget(work)
  return calendarsOf(work)
}

/** Answers false when it is there already. */
async function insert(work: Work, { retired: _retired, week, ...row }: Calendar): Promise<boolean> {
  const values = { ...row, week: JSON.stringify(week), created_at: work.now }
  const made = await work.db
    .insertInto('calendars_calendars')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  calendarsOf.forget(work)
  return made !== undefined
}

async function update(work: Work, { id, retired: _retired, week, ...row }: Calendar) {
  await work.db
    .updateTable('calendars_calendars')
    .set({ ...row, week: JSON.stringify(week) })
    .where('id', '=', id)
    .execute()
  calendarsOf.forget(work)
}

async function takeDefaultFrom(work: Work, next: Id) {
  await work.db
    .updateTable('calendars_calendars')
    .set({ is_default: sql`false` })
    .where('is_default', '=', true)
    .where('id', '<>', next)
    .execute()
}

async function keepVersion(work: Work, { id, version, name, zone, region, week }: Calendar, change = '') {
  const row = { calendar_id: id, number: version, name, zone, region, week: JSON.stringify(week), change: change.trim() || null }
  await work.db
    .insertInto('calendars_versions')
    .values({ ...row, written_by: actorName(work.actor), written_at: work.now })
    .execute()
}

function changesOf({ name, zone, region, week, is_default }: Omit<Edit, 'version' | 'change'>): Partial<Calendar> {
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(zone !== undefined && { zone }),
    ...(region !== undefined && { region: region && regionNamed(region) }),
    ...(week !== undefined && { week }),
    ...(is_default !== undefined && { is_default }),
  }
}

function nameIsFree(calendars: readonly Calendar[], name: string, except: Id | null) {
  const taken = calendars.some((one) => one.id !== except && !one.retired && one.name.toLowerCase() === name.toLowerCase())
  if (taken) throw refuse('calendars.name_taken', { name })
}
