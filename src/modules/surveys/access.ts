import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'

export const surveysGrants: Grants = {
  'surveys.suppress': ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'],
  'surveys.read': ['supervisor', 'manager', 'auditor', 'administrator'],
  'surveys.edit': ['administrator'],
}

/** Holds a survey back, with a reason; once. Guards the act too. */
export const maySuppress = (actor: Actor, suppressed: boolean): boolean =>
  !suppressed && isStaff(actor) && holds(surveysGrants, actor, 'surveys.suppress')
