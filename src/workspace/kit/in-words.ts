import { useLanguage } from '#workspace/language.ts'

type Moment = string | Temporal.Instant

const instantOf = (moment: Moment) => (typeof moment === 'string' ? Temporal.Instant.from(moment) : moment)
/** Amounts and dates never break in the middle. */
const glue = (words: string) => words.replaceAll(' ', '\u00a0')

interface Speaking {
  language: string
  zone: string
}

const styles = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  dayWithYear: { day: 'numeric', month: 'short', year: 'numeric' },
  whole: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** Making one takes longer than a hundred dates that it writes; there are few languages, zones and styles. */
const formatters = new Map<string, Intl.DateTimeFormat>()

const dayNames = new Map<string, Intl.RelativeTimeFormat>()

/** Today, tomorrow, yesterday. */
function nearDay(away: number, language: string): string {
  const made = dayNames.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  dayNames.set(language, made)
  return made.format(away, 'day')
}

function format(moment: Moment, { language, zone }: Speaking, style: keyof typeof styles): string {
  const name = `${language} ${zone} ${style}`
  const made = formatters.get(name) ?? new Intl.DateTimeFormat(language, { ...styles[style], timeZone: zone })
  formatters.set(name, made)
  return made.format(instantOf(moment).epochMilliseconds)
}

const daysBetween = (from: Temporal.Instant, to: Temporal.Instant, zone: string) =>
  from.toZonedDateTimeISO(zone).toPlainDate().until(to.toZonedDateTimeISO(zone).toPlainDate()).days

/** The day as a desk says it: today, tomorrow, Thu 26 Nov, 3 Jan 2027. */
function dayIn(moment: Moment, speaking: Speaking): string {
  const at = instantOf(moment)
  const now = Temporal.Now.instant()
  const away = daysBetween(now, at, speaking.zone)
  if (Math.abs(away) <= 1) return nearDay(away, speaking.language)
  const sameYear = at.toZonedDateTimeISO(speaking.zone).year === now.toZonedDateTimeISO(speaking.zone).year
  return glue(format(at, speaking, sameYear ? 'day' : 'dayWithYear'))
}

const unitOf = (minutes: number): [number, 'minute' | 'hour' | 'day'] => {
  if (minutes < 100) return [Math.max(1, Math.round(minutes)), 'minute']
  if (minutes < 48 * 60) return [Math.round(minutes / 60), 'hour']
  return [Math.round(minutes / 1440), 'day']
}

/** How long, without saying which way: 38 min, 8 h, 4 days. */
function lengthIn(seconds: number, language: string): string {
  const [value, unit] = unitOf(Math.abs(seconds) / 60)
  const unitDisplay = unit === 'minute' && language !== 'el' ? 'short' : 'long'
  return glue(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay }).format(value))
}

export interface InWords {
  /** 09:12 */
  clock: (moment: Moment) => string
  /** today · tomorrow · Thu 26 Nov */
  day: (moment: Moment) => string
  /** today 17:30 */
  moment: (moment: Moment) => string
  /** Tuesday 24 November 2026 */
  whole: (moment: Moment) => string
  /** 38 min, between now and then, whichever is first */
  length: (moment: Moment) => string
  /** £1,240.00 from minor units */
  amount: (money: { minor: number; currency: string }) => string
  count: (number: number) => string
  /** 3.4 MB */
  size: (bytes: number) => string
}

function amountIn(minor: number, currency: string, language: string): string {
  const formatter = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const digits = formatter.resolvedOptions().maximumFractionDigits ?? 2
  return glue(formatter.format(minor / 10 ** digits))
}

function sizeIn(bytes: number, language: string): string {
  const unit = bytes >= 1e6 ? 'megabyte' : 'kilobyte'
  // a file of a few bytes is not of none
  const value = unit === 'megabyte' ? bytes / 1e6 : Math.max(bytes / 1e3, 0.1)
  return glue(new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value))
}

export function inWords(speaking: Speaking): InWords {
  const { language } = speaking
  return {
    clock: (moment) => format(moment, speaking, 'clock'),
    day: (moment) => dayIn(moment, speaking),
    moment: (moment) => `${dayIn(moment, speaking)} ${format(moment, speaking, 'clock')}`,
    whole: (moment) => format(moment, speaking, 'whole'),
    length: (moment) => lengthIn(Temporal.Now.instant().until(instantOf(moment)).total('seconds'), language),
    amount: ({ minor, currency }) => amountIn(minor, currency, language),
    count: (number) => new Intl.NumberFormat(language).format(number),
    size: (bytes) => sizeIn(bytes, language),
  }
}

/** Dates, times, amounts and counts in the language of the screen (the English is British: day first, 24 hours); times in the zone given, else the browser's. */
export function useInWords(zone: string = Temporal.Now.timeZoneId()): InWords {
  const language = useLanguage()
  return inWords({ language: language === 'en' ? 'en-GB' : language, zone })
}
