/** A moment as the browser's field has it, where the reader is; now, or that much later. */
export const typed = (later: Temporal.DurationLike = { minutes: 0 }): string =>
  Temporal.Now.plainDateTimeISO().add(later).toString({ smallestUnit: 'minute' })

/** The instant of a day and time that was typed, where the reader is. */
export function instantOf(value: string): string | null {
  try {
    return Temporal.PlainDateTime.from(value).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()
  } catch {
    return null
  }
}
