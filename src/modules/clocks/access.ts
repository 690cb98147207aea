import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const clocksGrants: Grants = {
  'clocks.choose': handlers,
  'clocks.read': [...handlers, 'auditor'],
  'clocks.report': ['supervisor', 'manager', 'auditor', 'administrator'],
  'clocks.edit': ['administrator'],
}

/** Whether the caller may add presets to a complaint, take them off, and say that a submission was incomplete. */
export const mayChoose = (actor: Actor): boolean => isStaff(actor) && holds(clocksGrants, actor, 'clocks.choose')

/** What the law asks for is taken off only by who answers for it: the rule may know less than a supervisor, but not than a colleague in a hurry. */
export const mayTakeLawOff = (actor: Actor): boolean => isStaff(actor) && ['supervisor', 'manager', 'administrator'].includes(actor.role)

export const mayEditPresets = (actor: Actor): boolean => isStaff(actor) && holds(clocksGrants, actor, 'clocks.edit')
