import { deadlineAfter, timeBetween } from '#modules/calendars/rules/deadline.ts'
import type { Span, WorkingTime } from '#modules/calendars/rules/working-time.ts'
import { isWord, type Preset, type PresetClock } from '../contract/preset.ts'
import type { Moment } from './story.ts'

/** A stretch in which a clock stood still, or is planned to. */
export interface Standstill {
  from: Moment
  to: Moment
}

interface Counted {
  time: WorkingTime
  from: Moment
  pauses?: readonly Standstill[]
}

/** The limit of a clock. A rule without a number ends with our own target; of two that will do, the later counts. */
export function limitOf(clock: PresetClock, counted: Counted): Moment {
  return Math.max(...spansOf(clock).map((span) => endOfSpan(span, counted)))
}

/** The end of a span, in milliseconds. */
export function endOfSpan({ amount, unit, end }: SpanOf, { time, from, pauses = [] }: Counted): Moment {
  const span: Span = { amount, unit, ...(end && { end }) }
  return deadlineAfter(time, instant(from), span, pauses.map(instants)).epochMilliseconds
}

/** The later limit that an extension leads to. A strict one ends on the day before. */
export function extendedLimit({ to, strict }: NonNullable<Preset['extension']>, counted: Counted): Moment {
  const limit = endOfSpan(to, counted)
  if (!strict) return limit
  const { zone } = counted.time
  return instant(limit).toZonedDateTimeISO(zone).subtract({ days: 1 }).epochMilliseconds
}

/** How much of a unit lies between two moments. */
export const between = (time: WorkingTime, { from, to }: Standstill, unit: Span['unit']): number =>
  timeBetween(time, instant(from), instant(to), unit)

interface Running extends Counted {
  due: Moment
  unit: PresetClock['unit']
}

/** The moment at which a share, 0 to 1, of a clock's own time has passed: of working time where it counts that, else of all time. */
export function momentOfShare({ time, from, due, unit, pauses = [] }: Running, share: number): Moment {
  const working = unit === 'business_hour' || unit === 'business_day'
  const kind = working ? 'business_hour' : 'elapsed_hour'
  const stood = pauses.reduce((sum, pause) => sum + between(time, clipped(pause, due), kind), 0)
  const hours = between(time, { from, to: due }, kind) - stood
  if (hours <= 0) return working ? momentOfShare({ time, from, due, unit: 'elapsed_hour', pauses }, share) : from
  return endOfSpan({ amount: hours * share, unit: kind }, { time, from, pauses })
}

type SpanOf = { amount: number; unit: Span['unit']; end?: Span['end'] | undefined }

function spansOf({ amount, unit, end, target, or }: PresetClock): SpanOf[] {
  if (isWord(unit)) return target ? [target] : [{ amount: 0, unit: 'elapsed_hour' }]
  return or ? [{ amount, unit, end }, or] : [{ amount, unit, end }]
}

const clipped = ({ from, to }: Standstill, due: Moment): Standstill => ({ from: Math.min(from, due), to: Math.min(to, due) })

const instant = (moment: Moment): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(moment)

const instants = ({ from, to }: Standstill) => ({ from: instant(from), to: instant(to) })
