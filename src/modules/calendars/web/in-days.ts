import { useLanguage } from '#workspace/kit/desk.ts'
import type { Week } from '../contract.ts'

/** The names of the days of the week, Monday first: Monday, Tuesday … or Mon, Tue …. */
export function useDayNames(width: 'long' | 'short' = 'long'): string[] {
  const format = new Intl.DateTimeFormat(localeOf(useLanguage()), { weekday: width, timeZone: 'UTC' })
  // 5 January 1970 was a Monday
  return Array.from({ length: 7 }, (_none, day) => format.format((day + 4) * 86_400_000))
}

/** A day as `2026-12-25` in words: Fri 25 December 2026. */
export function useDayInWords(): (day: string) => string {
  const style = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const format = new Intl.DateTimeFormat(localeOf(useLanguage()), style)
  return (day) => format.format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds)
}

/** A week in one line: Mon–Fri 09:00–17:00, Sat 10:00–13:00. */
export function weekInWords(week: Week, names: readonly string[]): string {
  const said = week.map((shifts) => shifts.map(({ from, to }) => `${from}–${to}`).join(', '))
  const stretches: { first: number; last: number; said: string }[] = []
  for (const [day, one] of said.entries()) {
    const last = stretches.at(-1)
    if (last?.said === one) last.last = day
    else stretches.push({ first: day, last: day, said: one })
  }
  const open = stretches.filter((stretch) => stretch.said !== '')
  return open.map(({ first, last, said: shifts }) => `${daysInWords(names, first, last)} ${shifts}`).join(' · ')
}

function daysInWords(names: readonly string[], first: number, last: number): string {
  const [from = '', to = ''] = [names[first], names[last]]
  if (first === last) return from
  return last === first + 1 ? `${from}, ${to}` : `${from}–${to}`
}

/** The English of the house is British: day first. */
const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language)
