import type { Audience } from '#modules/complaints/rules/audience.ts'
import { answersTo } from '#modules/remedies/rules/authority.ts'
import type { Fact, FactName } from '#platform/fact.ts'
import type { Kind } from './kinds.ts'

/** Who is told what of a fact. */
export interface Telling {
  kind: Kind
  audience: Audience
  /** Of that audience, only these. */
  only?: (person: { role: string; duties: readonly string[] }) => boolean
  /** The entry of the timeline that it leads to. */
  place?: string | null
}

type Tellings = { [Name in FactName]?: (fact: Fact<Name>) => Telling | null }

const mine: Audience = { owner: true, followers: true }

/** The rules: from what happened, who is told. Whoever did it, and whoever may not see the complaint, is left out of each. */
const tellings: Tellings = {
  'complaint.assigned': ({ owner }) => ({ kind: 'assigned', audience: { people: [owner] } }),
  'complaint.mentioned': ({ agent, note }) => ({ kind: 'mentioned', audience: { people: [agent] }, place: note }),
  'message.received': ({ message, automatic }) => (automatic ? null : { kind: 'answered', audience: mine, place: message }),
  'message.bounced': ({ message }) => undelivered(message),
  'message.failed': ({ message }) => undelivered(message),
  'promise.broken': ({ owner }) => ({ kind: 'promise_broken', audience: { ...mine, people: [owner] } }),
  'clock.warned': ({ kind }) => ({ kind: kind === 'promise' ? 'promise_due' : 'limit_warned', audience: mine }),
  // of a promise, the promise itself says that it is broken
  'clock.breached': ({ kind }) => (kind === 'promise' ? null : { kind: 'limit_breached', audience: { ...mine, leads: true } }),
  'remedy.requested': ({ needs }) => ({
    kind: 'approval_asked',
    audience: { holders: ['senior_agent', 'supervisor', 'manager', 'finance'] },
    only: (person) => answersTo(needs, person),
  }),
  'remedy.approved': ({ remedy, as }) => (as === 'own_authority' ? null : decided(remedy)),
  'remedy.refused': ({ remedy }) => decided(remedy),
  'handover.requested': ({ receiver }) => ({ kind: 'handover_asked', audience: { people: [receiver] } }),
  'handover.accepted': ({ handover }) => handed(handover),
  'handover.declined': ({ handover }) => handed(handover),
  'task.added': ({ owner }) => ({ kind: 'task_given', audience: { people: [owner] } }),
  'task.overdue': ({ owner }) => ({ kind: 'task_due', audience: owner === null ? { owner: true } : { people: [owner] } }),
}

/** What a fact is told as; null of what is told to nobody. */
export function tellingOf(fact: Fact): Telling | null {
  // Each rule takes the fact that it is listed by; indexing by the union of all names loses that.
  const rule = tellings[fact.fact] as ((fact: Fact) => Telling | null) | undefined
  return rule?.(fact) ?? null
}

const undelivered = (message: string): Telling => ({
  kind: 'bounced',
  audience: { owner: true, announced: { fact: 'reply.written', field: 'message', is: message } },
  place: message,
})

const decided = (remedy: string): Telling => ({
  kind: 'approval_decided',
  audience: { owner: true, announced: { fact: 'remedy.requested', field: 'remedy', is: remedy } },
})

const handed = (handover: string): Telling => ({
  kind: 'handover_answered',
  audience: { announced: { fact: 'handover.requested', field: 'handover', is: handover } },
})
