import { type Actor, type Grants, holds } from '#platform/actor.ts'
import { isPerson } from './rules/history.ts'
import type { Step } from './rules/procedure.ts'
import { byHandOf, type Settler } from './rules/steps.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const procedureGrants: Grants = {
  'steps.settle': handlers,
  /** What DOMAIN §1.2 leaves to a supervisor. */
  'steps.lead': ['supervisor', 'manager'],
  'procedure.read': [...handlers, 'auditor'],
  'procedure.edit': ['administrator'],
}

export const maySettle = (actor: Actor): boolean => holds(procedureGrants, actor, 'steps.settle')
export const mayEditTemplates = (actor: Actor): boolean => holds(procedureGrants, actor, 'procedure.edit')

export function holdsFor(actor: Actor, settler: Settler): boolean {
  if (settler === 'nobody') return false
  return holds(procedureGrants, actor, settler === 'agent' ? 'steps.settle' : 'steps.lead')
}

/** What stands in the way of leaving a step out that may be left out as a rule. */
export interface Bars {
  /** Told by telephone, several issues, or strong feelings at intake: then nothing is clear at first reading. */
  unclear: boolean
  /** Quality control always looks at a complaint like this. */
  alwaysReviewed: boolean
}

export const barredBy = (step: number, { unclear, alwaysReviewed }: Bars): boolean =>
  (step === 2 && unclear) || (step === 12 && alwaysReviewed)

/** What the caller may do with a step: the same predicates guard the acts. */
export function mayWith(actor: Actor, { step, state, hand }: Step, bars: Bars) {
  const open = state === 'open' || state === 'partly'
  const { tick, skip } = byHandOf(step)
  return {
    tick: open && holdsFor(actor, tick),
    skip: open && holdsFor(actor, skip) && !barredBy(step, bars),
    reset: settledByPeople(hand) && holdsFor(actor, hand?.kind === 'skip' ? skip : tick),
  }
}

/** What the house itself settled, such as a survey that was held back, is not taken back here. */
const settledByPeople = (hand: Step['hand']): boolean => hand !== null && isPerson(hand.by) && !hand.elsewhere
