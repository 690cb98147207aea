import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'

export const calendarsGrants: Grants = {
  'calendars.read': ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'],
  'calendars.edit': ['manager', 'administrator'],
}

/** Whether the caller may change working time and holidays: the same guards the acts at the door. */
export const mayEditCalendars = (actor: Actor): boolean => isStaff(actor) && holds(calendarsGrants, actor, 'calendars.edit')
