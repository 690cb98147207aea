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

/** Where something may still happen: what runs, and what waits for the customer. */
export const livingStates: readonly State[] = [...runningStates, 'waiting_customer']

const undecided: readonly State[] = ['received', 'open', 'waiting_customer', 'waiting_internal']
const decided: readonly State[] = ['offered', 'fulfilling', 'follow_up']
const judged: readonly State[] = [...undecided, ...decided]

/** From which states an act moves a complaint (DOMAIN §1.4). Who may do it stands in access. */
export const movesFrom = {
  wait: undecided,
  await: ['received', 'open', 'waiting_internal'],
  resume: ['waiting_customer', 'waiting_internal'],
  offer: undecided,
  accept: [...undecided, 'offered'],
  refuse: decided,
  close: judged,
  withdraw: [...judged, 'not_complaint'],
  classify: [...judged, 'not_complaint'],
  merge: judged,
  split: judged,
  unmerge: ['merged'],
  reopen: ['closed', 'withdrawn'],
  dispute: [...judged, 'closed', 'withdrawn', 'not_complaint'],
} as const satisfies Record<string, readonly State[]>
export type Move = keyof typeof movesFrom

export const movesIn = (move: Move, state: State): boolean => (movesFrom[move] as readonly State[]).includes(state)

/** Why a complaint is open again before it was closed, and from where each may bring it back. */
const returnsFrom = {
  promise_broken: decided,
  refused: decided,
  unhappy: decided,
  customer_wrote: ['follow_up'],
  reply_by_passed: ['waiting_customer'],
  request_passed: ['waiting_internal'],
} as const satisfies Record<string, readonly State[]>
export type ReturnedWhy = keyof typeof returnsFrom

export const returnsToOpen = (state: State, why: ReturnedWhy): boolean => (returnsFrom[why] as readonly State[]).includes(state)

const endedStates: readonly State[] = ['closed', 'withdrawn']

/** Closed or withdrawn: it may be opened again, with a reason. */
export const isEnded = (state: State): boolean => endedStates.includes(state)

/** Nothing runs any more. */
export const isOver = (state: State): boolean => isEnded(state) || state === 'merged'

/** Decided, and not yet delivered and asked about: 80 % of the way (DOMAIN §1.3). */
export const isFourFifths = (state: State): boolean => state === 'fulfilling' || state === 'follow_up'

/** Days in which everything delivered is watched before it closes by itself. */
export const observationDays = 7

/** Opened again within so many days, a closing counts as one that did not hold. */
const countedDays = 30

export const countsAsReopened = (closedAt: Temporal.Instant, reopenedAt: Temporal.Instant): boolean =>
  closedAt.until(reopenedAt).total('hours') <= countedDays * 24

/** A tag of this name makes a complaint at least high (and never lowers it). */
export function urgencyWithTag(urgency: string, tag: string): 'critical' | 'high' | null {
  if (tag.toLowerCase() !== 'urgent') return null
  return urgency === 'critical' ? 'critical' : 'high'
}
