import type { Insertable } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { CalendarsCorrections } from '#platform/database.types.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Correction as CorrectionShown, correctHolidays as endpoint, NewCorrection } from './contract.ts'
import { correctionsIn, correctionsOf } from './find-corrections.ts'
import { presentCorrections } from './read-year.ts'
import { dayInReach } from './refuse-fault.ts'
import { type Region, regionNamed } from './regions.ts'
import { holidaysOf } from './working-time-for.ts'

type Shown = { corrections: CorrectionShown[] }

/**
 * Adds, removes and moves holidays of a region. Refuses, and writes nothing of the list, what is a holiday already, what is none, and a day that
 * was corrected already.
 */
export async function correctHolidays(work: Work, asked: string, { corrections, origin }: BodyOf<typeof endpoint>): Promise<Shown> {
  const region = regionNamed(asked)
  eachOnce(corrections)
  const names = await restingDays(work, region, corrections)
  for (const correction of corrections) judge(correction, names)
  const rows = corrections.map(({ kind, day, to, name, reason }) => ({
    id: newId(),
    region,
    kind,
    reason: reason.trim(),
    origin,
    day: Temporal.PlainDate.from(day),
    to_day: kind === 'moved' && to !== undefined ? Temporal.PlainDate.from(to) : null,
    name: name?.trim() ?? (kind === 'removed' ? null : (names.get(day) ?? null)),
    written_by: actorName(work.actor),
    written_at: work.now,
  }))
  await write(work, rows)
  const days = corrections.flatMap(({ day, to }) => (to === undefined ? [day] : [day, to]))
  await work.announce({ fact: 'holidays.corrected', house: 'calendars', region, days })
  const written = new Set(rows.map(({ id }) => id))
  return {
    corrections: await presentCorrections(
      work,
      (await correctionsOf(work)).filter(({ id }) => written.has(id)),
    ),
  }
}

/** Takes a correction back; twice is once. Answers what still holds in the region. */
export async function withdrawCorrection(work: Work, asked: string, id: Id): Promise<Shown> {
  const region = regionNamed(asked)
  const row = await work.db
    .selectFrom('calendars_corrections')
    .select(['day', 'withdrawn_at'])
    .where('id', '=', id)
    .where('region', '=', region)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('calendars.correction_not_found')
  if (row.withdrawn_at === null) await withdraw(work, { id, region, day: row.day.toString() })
  return { corrections: await presentCorrections(work, correctionsIn(region, await correctionsOf(work))) }
}

async function withdraw(work: Work, { id, region, day }: { id: Id; region: Region; day: string }) {
  await work.db
    .updateTable('calendars_corrections')
    .set({ withdrawn_at: work.now, withdrawn_by: actorName(work.actor) })
    .where('id', '=', id)
    .execute()
  correctionsOf.forget(work)
  await work.announce({ fact: 'holidays.correction_withdrawn', house: 'calendars', region, correction: id, day })
}

/** The names of the days on which the region rests, in every year that the list speaks of. */
async function restingDays(work: Work, region: Region, corrections: readonly NewCorrection[]): Promise<Map<string, string>> {
  const years = new Set(corrections.flatMap(({ day, to }) => [day, to ?? day].map((one) => Number(one.slice(0, 4)))))
  const names = new Map<string, string>()
  for (const year of years) for (const { date, name } of await holidaysOf(work, region, year)) names.set(date, name)
  return names
}

function eachOnce(corrections: readonly NewCorrection[]) {
  const seen = new Set<string>()
  for (const { day, to } of corrections)
    for (const one of to === undefined ? [day] : [day, to]) {
      dayInReach(one)
      if (seen.has(one)) throw refuse('calendars.twice_in_list', { day: one })
      seen.add(one)
    }
}

function judge({ kind, day, to, name }: NewCorrection, names: ReadonlyMap<string, string>) {
  if (kind !== 'added') {
    if (!names.has(day)) throw refuse('calendars.not_a_holiday', { day })
  } else {
    if (name === undefined) throw refuse('calendars.name_missing', { day })
    isFree(day, names)
  }
  if (kind !== 'moved') return
  if (to === undefined) throw refuse('calendars.target_missing', { day })
  isFree(to, names)
}

function isFree(day: string, names: ReadonlyMap<string, string>) {
  const name = names.get(day)
  if (name !== undefined) throw refuse('calendars.already_holiday', { day, name })
}

/** One correction a day and region: who comes second is told. */
async function write(work: Work, rows: Insertable<CalendarsCorrections>[]) {
  const made = await work.db
    .insertInto('calendars_corrections')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  correctionsOf.forget(work)
  if (made.length < rows.length) throw refuse('calendars.corrected_already')
}
