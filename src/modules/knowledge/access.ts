import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'

export const knowledgeGrants: Grants = {
  'texts.read': ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'],
  'texts.edit': ['supervisor', 'manager', 'administrator'],
}

/** Whether the caller may write and retire ready texts: the same guards the acts at the door. */
export const mayEditTexts = (actor: Actor): boolean => isStaff(actor) && holds(knowledgeGrants, actor, 'texts.edit')
