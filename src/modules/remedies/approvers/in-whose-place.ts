import { isStaff } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { canAnswer } from '../access.ts'
import type { RemedyRecord } from '../present-remedies.ts'
import { findStandIns, todayOf } from './deputies.ts'
import { findApprovers } from './find-approvers.ts'

/** In whose place somebody decides today, of those who could answer this themselves; null where they decide as themselves. */
export async function inWhosePlace(work: Work, remedy: RemedyRecord): Promise<Id | null> {
  const { actor } = work
  if (!isStaff(actor) || actor.kind !== 'person') return null
  const today = (await findStandIns(work, await todayOf(work))).filter(({ deputy }) => deputy === actor.id)
  if (today.length === 0) return null
  const approvers = await findApprovers(work)
  const away = today.map(({ agent }) => approvers.find(({ id }) => id === agent))
  const asked = { needs: remedy.needs, proposed_by: remedy.proposed_by, approvers: [] }
  return away.find((person) => person !== undefined && canAnswer(person, asked))?.id ?? null
}
