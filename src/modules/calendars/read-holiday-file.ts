import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Entry, readHolidayFile as endpoint, Reading } from './contract.ts'
import { readDays } from './holiday-file.ts'
import { regionNamed } from './regions.ts'
import { holidaysOf } from './working-time-for.ts'

const mostNames = 20

/** Sets an iCalendar file of holidays beside ours, day by day; a person decides what is taken over. Refuses a file of other years only. */
export async function readHolidayFile(work: Work, asked: string, { text, year }: BodyOf<typeof endpoint>): Promise<Reading> {
  const region = regionNamed(asked)
  const file = readDays(text, year)
  if (file.days.size === 0 && file.otherYears.size > 0) throw refuse('calendars.ical_other_year', { year, years: said(file.otherYears) })
  const ours = new Map((await holidaysOf(work, region, year)).map(({ date, name }) => [date, name]))
  const theirs = [...file.days].map(([date, name]): Entry => ({ date, name, verdict: ours.has(date) ? 'known' : 'new' }))
  const absent = [...ours].filter(([date]) => !file.days.has(date)).map(([date, name]): Entry => ({ date, name, verdict: 'absent' }))
  return {
    entries: [...theirs, ...absent].toSorted((one, other) => (one.date < other.date ? -1 : 1)),
    left_out: [...file.leftOut].map(([why, names]) => ({ why, count: names.length, names: [...new Set(names)].slice(0, mostNames) })),
  }
}

function said(years: ReadonlySet<number>): string {
  const [first, last] = [Math.min(...years), Math.max(...years)]
  return first === last ? String(first) : `${first}–${last}`
}
