import { type Actor, actorName, type Grants, holds } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const handoversGrants: Grants = {
  'handovers.request': handlers,
  'handovers.answer': handlers,
}

interface Judged {
  state: string
  receiver_id: string
  requested_by: string
}

const leads = (actor: Actor): boolean => actor.kind === 'person' && ['supervisor', 'manager'].includes(actor.role)

/** What the caller may do with a hand-over: the same predicates guard the acts. */
export function mayWith(actor: Actor, { state, receiver_id, requested_by }: Judged, ownerId: string | null) {
  const open = state === 'requested'
  const receives = actor.kind === 'person' && actor.id === receiver_id && holds(handoversGrants, actor, 'handovers.answer')
  const gave = requested_by === actorName(actor) || (actor.kind === 'person' && actor.id === ownerId)
  return {
    accept: open && receives,
    decline: open && receives,
    withdraw: open && holds(handoversGrants, actor, 'handovers.request') && (gave || leads(actor)),
  }
}
