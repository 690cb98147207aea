import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'

export const precedentsGrants: Grants = {
  'precedents.read': ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'],
  'precedents.edit': ['senior_agent', 'supervisor', 'manager', 'administrator'],
  'unlike.read': ['supervisor', 'manager', 'auditor', 'administrator'],
  'unlike.explain': ['supervisor', 'manager'],
}

export const mayEditPrecedents = (actor: Actor): boolean => isStaff(actor) && holds(precedentsGrants, actor, 'precedents.edit')
export const mayExplain = (actor: Actor): boolean => isStaff(actor) && holds(precedentsGrants, actor, 'unlike.explain')
