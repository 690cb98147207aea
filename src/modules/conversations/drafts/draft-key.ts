import { complaintFor, mergedInto } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Draft } from '../contract.ts'
import '../refusals.ts'

export interface DraftKey {
  complaint_id: Id
  agent_id: Id
  kind: Draft['kind']
}

/** Where the caller's draft is: what is written to a complaint that was merged meanwhile goes on with it. */
export async function keyOf(work: Work, complaintId: Id, kind: string): Promise<DraftKey> {
  const asked = await complaintFor(work, complaintId)
  const there = kind === 'reply' && asked.state === 'merged' ? await mergedInto(work, asked) : asked
  const complaint = there === asked ? asked : await complaintFor(work, there.id)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  if (kind !== 'reply' && kind !== 'note') throw refuse('conversations.unknown_draft')
  return { complaint_id: complaint.id, agent_id: work.actor.id, kind }
}
