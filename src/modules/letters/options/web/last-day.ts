/** When the first approval among remedies ends; null where none has an end. */
export function firstEnd(remedies: readonly { expires_at: string | null }[]): string | null {
  const ends = remedies.map(({ expires_at }) => expires_at).filter((end) => end !== null)
  return ends.toSorted((one, other) => Temporal.Instant.compare(one, other))[0] ?? null
}

/** The last second of a day here, or the end of the approval where that comes first: no offer outlives what it offers. */
export function endOfDay(day: string, end: string | null): string {
  const last = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: Temporal.Now.timeZoneId(), plainTime: '23:59:59' }).toInstant()
  return end !== null && Temporal.Instant.compare(last, end) > 0 ? end : last.toString()
}

/** `2026-11-24`, where the reader is. */
export const localDay = (moment: string): string =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDate().toString()
