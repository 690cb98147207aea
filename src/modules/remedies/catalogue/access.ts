import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'

export const catalogueGrants: Grants = {
  'catalogue.edit': ['manager', 'administrator'],
}

/** Whether the caller may write entries: the same guards the acts at the door. */
export const mayEditCatalogue = (actor: Actor): boolean => isStaff(actor) && holds(catalogueGrants, actor, 'catalogue.edit')
