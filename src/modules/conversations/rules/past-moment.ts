// Two clocks may differ by this much.
const tolerance = { minutes: 5 }

/** When something happened that a person writes down afterwards: now, when it is not said; null when it is still to come. */
export function pastMoment(said: string | undefined, now: Temporal.Instant): Temporal.Instant | null {
  if (said === undefined) return now
  const moment = Temporal.Instant.from(said)
  return Temporal.Instant.compare(moment, now.add(tolerance)) > 0 ? null : moment
}
