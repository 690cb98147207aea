import type { Language } from '#platform/endpoint.ts'
import lexicon from './date-words.json' with { type: 'json' }

/** A day that a text names: where it stands in the folded text, and which days it may mean. */
export interface DateMention {
  start: number
  end: number
  /** ISO days, likeliest first. Empty where only a known today could tell. */
  days: string[]
  /** It names a weekday that is not that of the day. */
  wrongWeekday: boolean
  /** «within 3 working days»: the day is counted, and counted differently by people. */
  counted: boolean
}

interface Named {
  day: number
  month: number
  year: number | null
}

/** The days named in a folded text. Without a today (ISO), only those that name their year are known. */
export function dateMentions(folded: string, language: Language, today: string | null): DateMention[] {
  const found = [
    // Every way to write a day of a month has a figure.
    ...(/\d/.test(folded) ? absolutes(folded, language, today) : []),
    ...(namesUnit[language].test(folded) ? periods(folded, language, today) : []),
    ...(namesRelative[language].test(folded) ? relatives(folded, language, today) : []),
  ]
  if (found.length === 0) return found
  return withoutOverlap(found).toSorted((one, other) => one.start - other.start)
}

const words = lexicon as unknown as Record<Language, typeof lexicon.en>
const languages = ['en', 'el', 'es'] as const
const each = <Value>(make: (language: Language) => Value) =>
  Object.fromEntries(languages.map((language) => [language, make(language)])) as unknown as Record<Language, Value>

const edge = { before: '(?<![\\p{L}\\p{N}])', after: '(?![\\p{L}\\p{N}])' }
const either = (all: readonly string[]): string => all.map((one) => `(?:${one})`).join('|')
const numbersOf = (language: Language): string => `(?:\\d{1,3}|${Object.keys(words[language].numbers).join('|')})`

// Without edges: quick to say no, which most sentences are.
const namesUnit = each((language) => new RegExp(either(Object.keys(words[language].units)), 'u'))
const namesRelative = each((language) => new RegExp(either([...words[language].weekdays, ...Object.values(words[language].relative)]), 'u'))
const weekdayPattern = each((language) => either(words[language].weekdays))
const absolutePattern = each((language) => {
  const months = either(words[language].months)
  const spelled = [words[language].day_month, words[language].month_day]
    .filter((pattern) => pattern !== null)
    .map((pattern) => pattern.replaceAll('MONTH', months))
  const iso = '(?<iso>20\\d{2}-\\d{2}-\\d{2})'
  const slashed =
    '(?<one>\\d{1,2})(?:[/-](?<two>\\d{1,2})(?:[/-](?<long>\\d{4}|\\d{2}))?|\\.(?<three>\\d{1,2})\\.(?<longer>\\d{4}|\\d{2}))(?![/.-]?\\d)'
  const link = '(?:,? (?:the |el |l[ao]s? |τησ? |στισ |στην? )?)'
  return new RegExp(
    `(?<![\\p{L}\\p{N}/.-])(?:(?<weekday>${weekdayPattern[language]})${link})?(?:${[iso, ...spelled, slashed].join('|')})${edge.after}`,
    'gu',
  )
})
const periodPattern = each(
  (language) => new RegExp(`${edge.before}${words[language].period.replaceAll('NUMBER', numbersOf(language))}${edge.after}`, 'gu'),
)
const relativePattern = each(
  (language) =>
    new RegExp(
      `${edge.before}(?:(?<r2>${words[language].relative['2']})|(?<r1>${words[language].relative['1']})|(?<r0>${words[language].relative['0']})|(?<weekday>${weekdayPattern[language]}))${edge.after}`,
      'gu',
    ),
)

function absolutes(folded: string, language: Language, today: string | null): DateMention[] {
  return [...folded.matchAll(absolutePattern[language])].flatMap((match) => {
    const { weekday, ...groups } = match.groups ?? {}
    const days = readings(groups, language).flatMap((reading) => daysOf(reading, today))
    if (days.length === 0) return []
    const wanted = weekday === undefined ? null : weekdayNumber(weekday, language)
    const fitting = wanted === null ? days : days.filter((day) => Temporal.PlainDate.from(day).dayOfWeek === wanted)
    const sure = today !== null || groups.iso !== undefined || hasYear(groups)
    return [
      {
        start: match.index,
        end: match.index + match[0].length,
        days: sure ? (fitting.length > 0 ? fitting : days) : [],
        wrongWeekday: sure && fitting.length === 0,
        counted: false,
      },
    ]
  })
}

type Groups = Record<string, string | undefined>

const hasYear = (groups: Groups): boolean => firstSaid(groups, ['year', 'year2', 'long', 'longer']) !== undefined

/** Day first in el, es and en; where that is no date, month first. In English both may be meant. */
function readings(groups: Groups, language: Language): Named[] {
  if (groups.iso) return [fromIso(groups.iso)]
  const year = yearOf(firstSaid(groups, ['year', 'year2', 'long', 'longer']))
  const month = firstSaid(groups, ['month', 'month2'])
  if (month) return [{ day: Number(firstSaid(groups, ['day', 'day2'])), month: monthNumber(month, language), year }]
  const [one, two] = [Number(groups.one), Number(firstSaid(groups, ['two', 'three']))]
  const dayFirst = { day: one, month: two, year }
  return language === 'en' || two > 12 ? [dayFirst, { day: two, month: one, year }] : [dayFirst]
}

const firstSaid = (groups: Groups, names: readonly string[]): string | undefined =>
  names.map((name) => groups[name]).find((said) => said !== undefined)

function fromIso(written: string): Named {
  const [year = 0, month = 0, day = 0] = written.split('-').map(Number)
  return { year, month, day }
}

const yearOf = (written: string | undefined): number | null =>
  written === undefined ? null : Number(written.length === 2 ? `20${written}` : written)

/** Without its year a day is the nearest one: of the last half-year, or to come. */
function daysOf({ day, month, year }: Named, today: string | null): string[] {
  const base = today === null ? null : Temporal.PlainDate.from(today)
  const made = (in_: number): Temporal.PlainDate | null =>
    month >= 1 && month <= 12 && day >= 1 && day <= daysIn(in_, month) ? Temporal.PlainDate.from({ year: in_, month, day }) : null
  if (year !== null || !base) return [made(year ?? 2_024)].flatMap((date) => (date ? [date.toString()] : []))
  const [nearest] = [base.year - 1, base.year, base.year + 1]
    .flatMap((each_) => made(each_) ?? [])
    .filter((date) => base.until(date, { largestUnit: 'day' }).days > -180)
  return nearest ? [nearest.toString()] : []
}

const daysIn = (year: number, month: number): number => Temporal.PlainYearMonth.from({ year, month }).daysInMonth

const monthMatchers = each((language) => words[language].months.map((month) => new RegExp(`^(?:${month})$`, 'u')))
const weekdayMatchers = each((language) => words[language].weekdays.map((day) => new RegExp(`^(?:${day})$`, 'u')))
const monthNumber = (written: string, language: Language): number => monthMatchers[language].findIndex((month) => month.test(written)) + 1
const weekdayNumber = (written: string, language: Language): number => weekdayMatchers[language].findIndex((day) => day.test(written)) + 1

function periods(folded: string, language: Language, today: string | null): DateMention[] {
  return [...folded.matchAll(periodPattern[language])].map((match) => {
    const { count = '', unit = '', working } = match.groups ?? {}
    const many = Number(count) || ((words[language].numbers as Record<string, number>)[count] ?? 1)
    const days = today === null ? [] : [dayAfter(today, many, { unit: unitOf(unit, language), working: working !== undefined })]
    return { start: match.index, end: match.index + match[0].length, days, wrongWeekday: false, counted: true }
  })
}

const unitOf = (written: string, language: Language): string =>
  Object.entries(words[language].units).find(([start]) => written.startsWith(start))?.[1] ?? 'day'

function dayAfter(today: string, many: number, { unit, working }: { unit: string; working: boolean }): string {
  const from = Temporal.PlainDate.from(today)
  if (unit === 'minute') return today
  if (unit === 'hour') return from.add({ days: Math.floor(many / 24) }).toString()
  if (unit === 'week') return from.add({ weeks: many }).toString()
  if (unit === 'month') return from.add({ months: many }).toString()
  return working ? workingDayAfter(from, many) : from.add({ days: many }).toString()
}

function workingDayAfter(from: Temporal.PlainDate, many: number): string {
  let day = from
  for (let left = Math.min(many, 300); left > 0; ) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left -= 1
  }
  return day.toString()
}

function relatives(folded: string, language: Language, today: string | null): DateMention[] {
  return [...folded.matchAll(relativePattern[language])].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    days: today === null ? [] : relativeDays(match.groups ?? {}, language, Temporal.PlainDate.from(today)),
    wrongWeekday: false,
    counted: false,
  }))
}

/** «Thursday» said on a Thursday is today or in a week. */
function relativeDays({ r0, r1, r2, weekday }: Groups, language: Language, today: Temporal.PlainDate): string[] {
  if (weekday === undefined) return [today.add({ days: r0 ? 0 : r1 ? 1 : r2 ? 2 : 0 }).toString()]
  const ahead = (weekdayNumber(weekday, language) - today.dayOfWeek + 7) % 7
  return [ahead, ahead + 7].map((days) => today.add({ days }).toString())
}

function withoutOverlap(mentions: DateMention[]): DateMention[] {
  const kept: DateMention[] = []
  for (const mention of mentions) if (!kept.some((other) => mention.start < other.end && mention.end > other.start)) kept.push(mention)
  return kept
}
