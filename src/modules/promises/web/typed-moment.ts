/** `2026-11-24T09:12` as the browser's field has it, on the clock of a zone. */
export const typedFrom = (moment: string | Temporal.Instant, zone: string): string =>
  (typeof moment === 'string' ? Temporal.Instant.from(moment) : moment)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

/** The instant of a day and time that was typed; the last minute of a day lasts to its end. */
export function instantFrom(typed: string, zone: string): string | null {
  try {
    const moment = Temporal.PlainDateTime.from(typed)
    const whole = moment.hour === 23 && moment.minute === 59 ? moment.with({ second: 59 }) : moment
    return whole.toZonedDateTime(zone).toInstant().toString()
  } catch {
    return null
  }
}
