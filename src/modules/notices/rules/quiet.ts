export interface Quiet {
  /** `22:00`; from then on. */
  from: string
  /** `07:00`; until then. Before `from`: of the next day. */
  to: string
}

/** Whether it is quiet at this time of day, half open; the same two times mean the whole day. */
export function isQuietAt({ from, to }: Quiet, time: Temporal.PlainTime): boolean {
  const [begin, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)]
  const isAfter = (one: Temporal.PlainTime) => Temporal.PlainTime.compare(time, one) >= 0
  return Temporal.PlainTime.compare(begin, end) < 0 ? isAfter(begin) && !isAfter(end) : isAfter(begin) || !isAfter(end)
}
