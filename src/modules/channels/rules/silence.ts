/** How many mails came in the hour that begins at this moment. */
export interface HourOfMail {
  at: Temporal.Instant
  count: number
}

export interface Silence {
  /** How many mails would usually have come since the last one. */
  missed: number
  isLong: boolean
}

interface Asked {
  /** Hours in which mail came, oldest first. */
  hours: readonly HourOfMail[]
  now: Temporal.Instant
  /** The desk’s own: a week has its shape there. */
  zone: string
}

const hoursOfWeek = 168
/** Less than this teaches nothing about what is usual. */
const leastDays = 14
const leastMails = 20
/** Where mails come one by one, so many must be missed; where they come in bursts, twice what is missed between bursts. */
const leastMissed = 8
const usualShare = 0.95
const timesUsual = 2
const shortestHours = 2

/**
 * Whether a mailbox is silent for far longer than it usually is. What is usual is learned from its own weeks, hour by hour, so that nights and
 * weekends count for nothing where nothing comes then. Null while there is too little to learn from.
 */
export function silenceOf({ hours, now, zone }: Asked): Silence | null {
  const first = hours[0]
  const last = hours.at(-1)
  if (!first || !last) return null
  // What the silence itself takes away from the figures must not make it look usual: we learn up to the last mail.
  const days = first.at.until(last.at).total('hours') / 24
  if (days < leastDays || hours.reduce((sum, { count }) => sum + count, 0) < leastMails) return null
  const usual = usualRates({ hours, zone, weeks: Math.max(days / 7, 1) })
  const gaps = hours.slice(1).map(({ at }, index) => missedBetween({ usual, zone, from: hours[index]?.at ?? at, to: at }))
  const missed = missedBetween({ usual, zone, from: last.at, to: now })
  const limit = Math.max(leastMissed, timesUsual * quantile(gaps, usualShare))
  return { missed, isLong: missed > limit && last.at.until(now).total('hours') > shortestHours }
}

/** Mails an hour, for each hour of the week, a little of the neighbours’ in it. */
function usualRates({ hours, zone, weeks }: { hours: readonly HourOfMail[]; zone: string; weeks: number }): number[] {
  const counts = Array.from({ length: hoursOfWeek }, () => 0)
  for (const { at, count } of hours) {
    const hour = hourOfWeek(at, zone)
    counts[hour] = (counts[hour] ?? 0) + count
  }
  const of = (hour: number) => counts[(hour + hoursOfWeek) % hoursOfWeek] ?? 0
  return counts.map((count, hour) => (of(hour - 1) + 2 * count + of(hour + 1)) / (4 * weeks))
}

interface Span {
  usual: readonly number[]
  zone: string
  from: Temporal.Instant
  to: Temporal.Instant
}

/** The hour in which the last mail came has been used up; the hours after it count, the last one in part. */
function missedBetween({ usual, zone, from, to }: Span): number {
  const span = from.until(to).total('hours') - 1
  if (span <= 0) return 0
  const start = hourOfWeek(from, zone) + 1
  const whole = Math.floor(span)
  // Whole weeks are all alike, and a silence may be long.
  const weeks = Math.floor(whole / hoursOfWeek)
  const week = usual.reduce((sum, rate) => sum + rate, 0)
  let missed = weeks * week
  for (let hour = 0; hour < whole - weeks * hoursOfWeek; hour += 1) missed += usual[(start + hour) % hoursOfWeek] ?? 0
  return missed + (span - whole) * (usual[(start + whole) % hoursOfWeek] ?? 0)
}

function hourOfWeek(at: Temporal.Instant, zone: string): number {
  const { dayOfWeek, hour } = at.toZonedDateTimeISO(zone)
  return (dayOfWeek - 1) * 24 + hour
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
