/**
 * The time-left ratio (DOMAIN §5.2 a): 1 at once, 0 at the limit, negative when late. Hours of the clock. Ours, and only for the order of
 * work and for reports.
 */
export const timeLeft = (elapsed: number, limit: number): number => (limit - elapsed) / limit

/** The mean of what was left, late ones counting 0; null where nothing was due. */
export function promptness(ratios: readonly number[]): number | null {
  return ratios.length === 0 ? null : ratios.reduce((sum, ratio) => sum + Math.max(0, ratio), 0) / ratios.length
}

/** How many bars the histogram of what was left has: late, then fifths. */
export const bars = 6
