import { type Actor, type Grants, holds } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const promisesGrants: Grants = {
  'promises.write': handlers,
}

export const mayMake = (actor: Actor): boolean => holds(promisesGrants, actor, 'promises.write')

export const isOpen = (state: string): boolean => state === 'open' || state === 'reagreed'

/** What the caller may do with a promise: the same predicates guard the acts. A broken one is only shown to have been kept in time. */
export function mayWith(actor: Actor, { state, due_at }: { state: string; due_at: Temporal.Instant }, now: Temporal.Instant) {
  const may = mayMake(actor)
  const open = may && isOpen(state)
  return { keep: may && (isOpen(state) || state === 'broken'), release: open, reagree: open && Temporal.Instant.compare(now, due_at) <= 0 }
}
