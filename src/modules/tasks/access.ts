import { type Actor, type Grants, holds } from '#platform/actor.ts'

export const tasksGrants: Grants = {
  'tasks.edit': ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'],
}

export const mayAdd = (actor: Actor): boolean => holds(tasksGrants, actor, 'tasks.edit')

/** What the caller may do with a task of a complaint that they see: the same predicate guards the acts. */
export function mayWith(actor: Actor, { state }: { state: string }) {
  const may = state === 'open' && mayAdd(actor)
  return { edit: may, complete: may, cancel: may }
}
