import type { State } from '../contract.ts'

/** Where work goes on: what the open lists hold. */
export const runningStates = [
  'received',
  'open',
  'waiting_internal',
  'offered',
  'fulfilling',
  'follow_up',
] as const satisfies readonly State[]

const endedStates: readonly State[] = ['closed', 'withdrawn']

/** Closed or withdrawn: it may be opened again, with a reason. */
export const isEnded = (state: State): boolean => endedStates.includes(state)

/** Nothing runs any more. */
export const isOver = (state: State): boolean => isEnded(state) || state === 'merged'

/** A tag of this name makes a complaint at least high (and never lowers it). */
export function urgencyWithTag(urgency: string, tag: string): 'critical' | 'high' | null {
  if (tag.toLowerCase() !== 'urgent') return null
  return urgency === 'critical' ? 'critical' : 'high'
}
