import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import './refusals.ts'

/** The person who asks: a program has nobody to tell. */
export function ownId(work: Work): Id {
  if (work.actor.kind !== 'person') throw refuse('notices.people_only')
  return work.actor.id
}
