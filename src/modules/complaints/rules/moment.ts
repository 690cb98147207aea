/** An instant as it was said; a day alone begins at the start of that day where the desk is. */
export function momentOf(said: string, zone: string): Temporal.Instant {
  if (said.length > 10) return Temporal.Instant.from(said)
  return Temporal.PlainDate.from(said).toZonedDateTime({ timeZone: zone }).toInstant()
}
