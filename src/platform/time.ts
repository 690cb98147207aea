import type { Language } from './endpoint.ts'

const locales: Record<Language, string> = { en: 'en-GB', el: 'el-GR', es: 'es-ES' }

/** The locale in which dates and amounts of a language are written. */
export const localeOf = (language: Language): string => locales[language]

/** `Tuesday 24 November 2026, 09:12` in the reader's language, at the desk's zone. */
export function sayMoment(instant: Temporal.Instant | string, { language, zone }: { language: Language; zone: string }): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'full', timeStyle: 'short', timeZone: zone, hourCycle: 'h23' })
  return format.format(milliseconds(instant))
}

/** `Tuesday 24 November 2026` in the reader's language, at the desk's zone. */
export function sayDay(instant: Temporal.Instant | string, { language, zone }: { language: Language; zone: string }): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'full', timeZone: zone }).format(milliseconds(instant))
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const milliseconds = (instant: Temporal.Instant | string): number =>
  (typeof instant === 'string' ? Temporal.Instant.from(instant) : instant).epochMilliseconds
