/** What a contact closes of the gap, and what a broken promise takes (DOMAIN §5.2 b). */
export const contactShares = { automatic: 0.05, acknowledged: 0.25, progress: 0.2, answered: 0.4 } as const
const brokenTakes = 0.35

export type TrustEvent =
  | { at: number; what: keyof typeof contactShares | 'broken' }
  /** The customer asked for no contact, or we wait for the customer: nothing decays until `until`. */
  | { at: number; what: 'rest'; until: number }

/**
 * The trust gauge at an hour after receipt: between contacts it halves every third of the limit. A guess of ours that orders work: never shown to
 * customers, never used to judge a colleague. Events in hours, oldest first.
 */
export function trustAt(hour: number, limit: number, events: readonly TrustEvent[]): number {
  const half = limit / 3
  let [trust, since, restsUntil] = [1, 0, 0]
  const decay = (to: number) => {
    const counted = Math.max(0, to - Math.max(since, Math.min(restsUntil, to)))
    trust *= 2 ** (-counted / half)
    since = to
  }
  for (const event of events) {
    if (event.at > hour) break
    decay(event.at)
    if (event.what === 'rest') restsUntil = Math.max(restsUntil, event.until)
    else if (event.what === 'broken') trust *= 1 - brokenTakes
    else trust += contactShares[event.what] * (1 - trust)
  }
  decay(hour)
  return trust
}
