import type { Clock } from './clocks-of.ts'
import type { Moment } from './story.ts'

export const clockStates = ['running', 'paused', 'met', 'unmet', 'breached', 'stopped'] as const
export type ClockState = (typeof clockStates)[number]

/** Where somebody still has to do something. */
export const openStates: readonly ClockState[] = ['running', 'unmet', 'paused', 'breached']

type Judged = Pick<Clock, 'due' | 'pauses' | 'met' | 'unmet' | 'stopped' | 'broken' | 'chance'>

/** How a clock stands at a moment. One that was missed before it was stopped stays missed; one that was met late is met, and late. */
export function standOf(clock: Judged, now: Moment): ClockState {
  if (clock.chance) return standOfChance(clock, now)
  if (clock.met) return 'met'
  if (clock.broken) return 'breached'
  if (clock.stopped) return clock.stopped.at > clock.due ? 'breached' : 'stopped'
  return now > clock.due ? 'breached' : runningAs(clock, now)
}

/** A chance is taken in time, or it has passed: nothing is missed by it. */
function standOfChance(clock: Judged, now: Moment): ClockState {
  if (clock.met && !isLate(clock)) return 'met'
  return clock.stopped || now > clock.due ? 'stopped' : runningAs(clock, now)
}

function runningAs({ pauses, unmet }: Judged, now: Moment): ClockState {
  if (pauses.some(({ from, to }) => from <= now && now < to)) return 'paused'
  return unmet ? 'unmet' : 'running'
}

/** Met, but after its limit. */
export const isLate = ({ met, due }: Pick<Clock, 'met' | 'due'>): boolean => met !== null && met.at > due
