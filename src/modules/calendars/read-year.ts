import { nameActors } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import { mayEditCalendars } from './access.ts'
import type { Correction as CorrectionShown, YearDay, YearShown } from './contract.ts'
import { type Correction, correctionsIn, correctionsOf } from './find-corrections.ts'
import { regionNamed } from './regions.ts'
import { shippedHolidays } from './shipped-holidays.ts'
import { holidaysOf } from './working-time-for.ts'

/** The holidays of a region in a year with where each comes from, and the corrections that touch it. */
export async function readYear(work: Work, region: string, year: number): Promise<YearShown> {
  const named = regionNamed(region)
  const [days, all] = [await holidaysOf(work, named, year), await correctionsOf(work)]
  const touching = correctionsIn(named, all).filter((correction) => touches(correction, String(year)))
  const shipped = shippedHolidays(named, year)
  const given = new Set(touching.flatMap(({ kind, day, to_day }) => (kind === 'added' ? [day] : [to_day])))
  return {
    region: named,
    year,
    days: days.map(({ date, name }): YearDay => {
      const source = shipped.get(date)?.source ?? null
      const origin = source === null ? 'shipped' : 'known'
      return given.has(date) ? { date, name, origin: 'corrected', source: null } : { date, name, origin, source }
    }),
    corrections: await presentCorrections(work, touching),
    may: { edit: mayEditCalendars(work.actor) },
  }
}

/** As colleagues see them. */
export async function presentCorrections(work: Work, corrections: readonly Correction[]): Promise<CorrectionShown[]> {
  const named = await nameActors(
    work,
    corrections.map(({ written_by }) => written_by),
  )
  return corrections.map(({ written_by, written_at, to_day, origin, ...correction }) => ({
    ...correction,
    to: to_day,
    origin: origin === 'ical' ? 'ical' : 'hand',
    by: named(written_by),
    at: written_at,
  }))
}

const touches = ({ day, to_day }: Correction, year: string): boolean => day.startsWith(year) || (to_day?.startsWith(year) ?? false)
