import { fold } from '#platform/fold.ts'

/** Something found in a text: its value in one form whatever it was written like, and where it stands. */
export interface Found {
  value: string
  start: number
  end: number
}

export interface Reading {
  language: string
  /** The day on which the text came: dates without a year lie near it. */
  day: Temporal.PlainDate
  /** "Yesterday" is a date only where it is known when that was written. */
  relative: boolean
}

/** The days that a text names, as ISO dates: `9/11` and `11.9.2026` (day first; month first where only that is a date), `2 November`, `11 de noviembre`, `12, 14 and 17 Nov`. */
export function datesIn(text: string, reading: Reading): Found[] {
  const found = [
    ...isoDates(text),
    ...numericDates(text, reading),
    ...namedDates(text, reading),
    ...(reading.relative ? relativeDays(text, reading) : []),
  ]
  return withoutOverlaps(found)
}

export function withoutOverlaps<One extends Found>(found: readonly One[]): One[] {
  const kept: One[] = []
  for (const one of found.toSorted((first, second) => first.start - second.start || second.end - first.end))
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one)
  return kept
}

const isoDates = (text: string): Found[] =>
  [...text.matchAll(/(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g)].flatMap((match) => {
    const value = dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
    return value ? [{ value: value.toString(), start: match.index, end: match.index + match[0].length }] : []
  })

function numericDates(text: string, reading: Reading): Found[] {
  return [...text.matchAll(/(?<![\d./,-])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d%€£$]|[./-]\d)/g)].flatMap((match) => {
    const [whole, first = '', mark = '', second = '', year] = match
    // `7.2` is a paragraph and `3-4` a span; with a year both are dates.
    if ((year === undefined && mark !== '/') || whole === '24/7') return []
    const value = fromNumbers(Number(first), Number(second), { year: yearOf(year), reading })
    return value ? [{ value: value.toString(), start: match.index, end: match.index + whole.length }] : []
  })
}

function fromNumbers(
  first: number,
  second: number,
  { year, reading }: { year: number | null; reading: Reading },
): Temporal.PlainDate | null {
  const [day, month] = second > 12 && first <= 12 ? [second, first] : [first, second]
  return year === null ? near(reading.day, month, day) : dateOf(year, month, day)
}

const yearOf = (written: string | undefined): number | null =>
  written === undefined ? null : written.length === 2 ? 2000 + Number(written) : Number(written)

const monthWords: readonly string[] = [
  'january jan enero ene ιανουαριου ιανουαριος γεναρη γεναρησ ιαν ianouariou',
  'february feb febrero φεβρουαριου φεβρουαριος φλεβαρη φλεβαρησ φεβ fevrouariou',
  'march mar marzo μαρτιου μαρτιος μαρτη μαρτησ μαρ martiou',
  'april apr abril abr απριλιου απριλιος απριλη απριλησ απρ apriliou',
  'may mayo μαιου μαιος μαη μαησ maiou',
  'june jun junio ιουνιου ιουνιος ιουνη ιουνησ ιουν iouniou',
  'july jul julio ιουλιου ιουλιος ιουλη ιουλησ ιουλ iouliou',
  'august aug agosto ago αυγουστου αυγουστος αυγ avgoustou augoustou',
  'september sept sep septiembre setiembre σεπτεμβριου σεπτεμβριος σεπτεμβρη σεπτεμβρησ σεπ σεπτ septemvriou',
  'october oct octubre οκτωβριου οκτωβριος οκτωβρη οκτωβρησ οκτ oktovriou oktwvriou',
  'november nov noviembre νοεμβριου νοεμβριος νοεμβρη νοεμβρησ νοε noemvriou noembriou',
  'december dec diciembre dic δεκεμβριου δεκεμβριος δεκεμβρη δεκεμβρησ δεκ dekemvriou dekembriou',
]
const months = new Map(monthWords.flatMap((words, at) => words.split(' ').map((word) => [fold(word), at + 1] as const)))

const ordinal = '(?:st|nd|rd|th|η|ης|º|ª)?'
const dayFirst = new RegExp(
  `(?<![\\d.,:/-])((?:\\d{1,2}${ordinal}\\s*(?:,|and|y|και|&|-|–|or)\\s*){0,6})(\\d{1,2})${ordinal}\\s*(?:of\\s|de\\s|του\\s)?\\s*(\\p{L}{3,12})(?!\\p{L})\\.?(?:,?\\s+(?:de\\s|del\\s|of\\s|του\\s)?\\s*(20\\d{2})(?!\\d))?`,
  'giu',
)
const monthFirst = /(?<!\p{L})(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d:%€£$]|[.,]\d)(?:,?\s+(20\d{2})(?!\d))?/giu

function namedDates(text: string, reading: Reading): Found[] {
  const later = [...text.matchAll(dayFirst)].flatMap((match) => {
    const [, before = '', day = '', name = '', year] = match
    const days = [...before.matchAll(/\d{1,2}/g)].map((one) => ({ day: Number(one[0]), at: match.index + one.index }))
    const all = [...days, { day: Number(day), at: match.index + before.length }]
    return all.flatMap((one) =>
      named(one.day, name, { year: yearOf(year), reading }).map((value) => ({
        value,
        start: one.at,
        end: one.at + String(one.day).length,
      })),
    )
  })
  const sooner = [...text.matchAll(monthFirst)].flatMap((match) =>
    named(Number(match[2]), match[1] ?? '', { year: yearOf(match[3]), reading }).map((value) => ({
      value,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  return [...later, ...sooner]
}

function named(day: number, name: string, { year, reading }: { year: number | null; reading: Reading }): string[] {
  const month = months.get(fold(name))
  if (month === undefined) return []
  const date = year === null ? near(reading.day, month, day) : dateOf(year, month, day)
  return date ? [date.toString()] : []
}

const relatives: [days: number, pattern: RegExp][] = [
  [1, /(?<!\p{L})(?:yesterday|χθες|χτες|ayer)(?!\p{L})/giu],
  [2, /(?<!\p{L})(?:the day before yesterday|προχθες|προχθές|προχτές|anteayer|antes de ayer)(?!\p{L})/giu],
]

const relativeDays = (text: string, { day }: Reading): Found[] =>
  relatives.flatMap(([days, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({
      value: day.subtract({ days }).toString(),
      start: match.index,
      end: match.index + match[0].length,
    })),
  )

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2100) return null
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return day <= first.daysInMonth ? first.with({ day }) : null
}

/** Complaints speak of what was, sometimes of what was promised for the next weeks. */
const ahead = 60

function near(day: Temporal.PlainDate, month: number, dayOfMonth: number): Temporal.PlainDate | null {
  const limit = day.add({ days: ahead })
  const years = [day.year + 1, day.year, day.year - 1]
  const dates = years.map((year) => dateOf(year, month, dayOfMonth)).filter((one) => one !== null)
  return dates.find((one) => Temporal.PlainDate.compare(one, limit) <= 0) ?? null
}
