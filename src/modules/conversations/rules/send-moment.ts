/** A reply that waits longer is forgotten by who wrote it. */
export const longestDelay = { hours: 30 * 24 }

/** When a reply shall leave, or why it cannot leave then. */
export function sendMoment(said: string, now: Temporal.Instant): Temporal.Instant | 'past' | 'far' {
  const moment = Temporal.Instant.from(said)
  if (Temporal.Instant.compare(moment, now) <= 0) return 'past'
  return Temporal.Instant.compare(moment, now.add(longestDelay)) > 0 ? 'far' : moment
}
