/** How many minutes after each failure a message is tried again: within minutes first, for two and a half days in all. */
const waits = [1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 960, 1_440] as const

/** When it is tried again after so many failures; null: somebody has to look at it first. */
export function nextTry(failed: number, at: Temporal.Instant): Temporal.Instant | null {
  const minutes = waits[failed - 1]
  return minutes === undefined ? null : at.add({ minutes })
}
