/** A day of the calendar as a whole number: days since 1 January 1970, without a zone. */
export type Day = number

export const dayLength = 86_400_000

/** `2026-12-25` of a day, in the years 0 to 9999. */
export function isoOf(day: Day): string {
  const { year, month, dayOfMonth } = dateOf(day)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`
}

/** The day of `2026-12-25`. */
export function dayOfIso(iso: string): Day {
  return dayOf({ year: Number(iso.slice(0, 4)), month: Number(iso.slice(5, 7)), dayOfMonth: Number(iso.slice(8, 10)) })
}

/** 0 is Monday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7

/** The same day number so many months later, else the last of that month. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = dateOf(day)
  const counted = year * 12 + (month - 1) + months
  const there = { year: Math.floor(counted / 12), month: (counted % 12) + 1 }
  return dayOf({ ...there, dayOfMonth: Math.min(dayOfMonth, daysIn(there)) })
}

/** Whole months from one day to a later one. */
export function monthsBetween(from: Day, to: Day): number {
  const [one, other] = [dateOf(from), dateOf(to)]
  const counted = (other.year - one.year) * 12 + other.month - one.month
  return addMonths(from, counted) <= to ? counted : counted - 1
}

interface CalendarDate {
  year: number
  month: number
  dayOfMonth: number
}

const two = (number: number): string => String(number).padStart(2, '0')

function daysIn({ year, month }: { year: number; month: number }): number {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 }
  return dayOf({ ...next, dayOfMonth: 1 }) - dayOf({ year, month, dayOfMonth: 1 })
}

// Years are counted from 1 March, so that 29 February is the last day of its year: eras of 400 years repeat (H. Hinnant, "chrono-compatible
// low-level date algorithms").
const era = 146_097
const eraBegins = 719_468

function dayOf({ year, month, dayOfMonth }: CalendarDate): Day {
  const counted = month <= 2 ? year - 1 : year
  const eras = Math.floor(counted / 400)
  const ofEra = counted - eras * 400
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1
  return eras * era + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - eraBegins
}

function dateOf(day: Day): CalendarDate {
  const shifted = day + eraBegins
  const eras = Math.floor(shifted / era)
  const ofEra = shifted - eras * era
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365)
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const counted = Math.floor((5 * ofYear + 2) / 153)
  const month = counted < 10 ? counted + 3 : counted - 9
  return {
    year: eras * 400 + year + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: ofYear - Math.floor((153 * counted + 2) / 5) + 1,
  }
}
