import type { WorkingTime } from '#modules/calendars/rules/working-time.ts'
import type { Clock } from './clocks-of.ts'
import { momentOfShare } from './due.ts'
import { standOf } from './stand.ts'
import type { Moment } from './story.ts'

/** At these shares of its time a clock says so (DOMAIN §2.3, rule 11). */
export const warnings = [50, 75, 90] as const
/** At this one without a final answer, a holding letter is proposed. */
export const holdingAt = 75

/** What is to be known of a clock beside how it stands. */
export interface Look {
  /** The highest warning that is reached; 0 before the first. */
  warned: number
  /** When somebody has to look again: at the next warning, the limit, the end of a pause. Null: nothing comes by itself. */
  next: Moment | null
}

/** Looks at a clock at a moment. A chance that passes, and a promise, warn nobody here. */
export function lookAt(clock: Clock, time: WorkingTime, now: Moment): Look {
  const { warned, ahead } = warningsOf(clock, time, now)
  const state = standOf(clock, now)
  if (state === 'paused') return { warned, next: clock.pauses.find(({ from, to }) => from <= now && now < to)?.to ?? null }
  // The limit itself is still in time: one millisecond later it is not.
  return { warned, next: state === 'running' || state === 'unmet' ? Math.min(ahead, clock.due + 1) : null }
}

export const warnedBy = (clock: Clock, time: WorkingTime, now: Moment): number => warningsOf(clock, time, now).warned

export const nextLook = (clock: Clock, time: WorkingTime, now: Moment): Moment | null => lookAt(clock, time, now).next

/** The last warning that is reached, and the moment of the next one: in order, for each moment costs a count. */
function warningsOf(clock: Clock, time: WorkingTime, now: Moment): { warned: number; ahead: Moment } {
  let warned = 0
  if (clock.chance || clock.kind === 'promise') return { warned, ahead: Infinity }
  const { started, due, unit, pauses } = clock
  for (const share of warnings) {
    const moment = momentOfShare({ time, from: started, due, unit, pauses }, share / 100)
    if (moment > now) return { warned, ahead: moment }
    warned = share
  }
  return { warned, ahead: Infinity }
}
