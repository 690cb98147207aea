import { type Actor, actorName, type Grants, holds, isStaff } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const guardsGrants: Grants = {
  'guards.look': [...handlers, 'finance'],
  'guards.note': handlers,
  // Sums over a team, for who answers for it.
  'guards.report': ['manager', 'auditor'],
}

/** Who proposed a remedy does not check it. */
export const mayLook = (actor: Actor, { proposed_by }: { proposed_by: string }): boolean =>
  isStaff(actor) && holds(guardsGrants, actor, 'guards.look') && proposed_by !== actorName(actor)

export const mayNote = (actor: Actor): boolean => isStaff(actor) && holds(guardsGrants, actor, 'guards.note')
