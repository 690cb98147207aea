import type { Fact, FactName } from '#platform/fact.ts'
import type { Kind } from './kinds.ts'

type Settlings = { [Name in FactName]?: (fact: Fact<Name>) => Kind | null }

/** The rules: what somebody was asked, and nobody need answer any more. */
const settlings: Settlings = {
  'remedy.approved': ({ as }) => (as === 'own_authority' ? null : 'approval_asked'),
  'remedy.refused': () => 'approval_asked',
  'remedy.expired': ({ asked }) => (asked ? 'approval_asked' : null),
  'handover.accepted': () => 'handover_asked',
  'handover.declined': () => 'handover_asked',
  'handover.withdrawn': () => 'handover_asked',
}

/** Of what kind the question was that a fact has answered; null where it answers none. */
export function settledBy(fact: Fact): Kind | null {
  // Each rule takes the fact that it is listed by; indexing by the union of all names loses that.
  const rule = settlings[fact.fact] as ((fact: Fact) => Kind | null) | undefined
  return rule?.(fact) ?? null
}
