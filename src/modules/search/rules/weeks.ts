const week = 604_800_000

/** A part of time to search: its weeks as a tsquery, or null for all that is older than `until`. */
export interface Weeks {
  weeks: string | null
  until: string
}

/** Newest first, each larger than the one before: most searches end in the first. The week to come belongs to the newest, for clocks that differ. */
export function weeksBefore(now: Temporal.Instant): Weeks[] {
  const current = Math.floor(now.epochMilliseconds / week)
  const sizes = [2, 3, 12, 52, 156]
  const windows: Weeks[] = []
  let newest = current + 1
  for (const size of sizes) {
    const weeks = Array.from({ length: size }, (_, at) => `'~${newest - at}'`)
    windows.push({ weeks: weeks.join(' | '), until: 'infinity' })
    newest -= size
  }
  return [...windows, { weeks: null, until: Temporal.Instant.fromEpochMilliseconds((newest + 1) * week).toString() }]
}
