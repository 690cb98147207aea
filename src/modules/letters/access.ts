import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'

export const lettersGrants: Grants = {
  'letters.read': ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'],
  'letters.edit': ['administrator'],
}

/** Whether the caller may write templates and where customers can turn: the same guards the acts at the door. */
export const mayEditLetters = (actor: Actor): boolean => isStaff(actor) && holds(lettersGrants, actor, 'letters.edit')
