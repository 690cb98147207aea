import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { complaintForUpdate } from '../find-complaint.ts'

/** The caller wants to hear what happens here. Twice is once. */
export async function followComplaint(work: Work, complaintId: Id): Promise<void> {
  const { complaint, agent } = await followable(work, complaintId)
  const added = await work.db
    .insertInto('complaints_followers')
    .values({ complaint_id: complaint, agent_id: agent, followed_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('agent_id')
    .executeTakeFirst()
  if (added) await work.announce({ fact: 'follower.added', complaint, agent })
}

/** The caller follows it no more. */
export async function unfollowComplaint(work: Work, complaintId: Id): Promise<void> {
  const { complaint, agent } = await followable(work, complaintId)
  const removed = await work.db
    .deleteFrom('complaints_followers')
    .where('complaint_id', '=', complaint)
    .where('agent_id', '=', agent)
    .returning('agent_id')
    .executeTakeFirst()
  if (removed) await work.announce({ fact: 'follower.removed', complaint, agent })
}

/** A program has nobody to tell. */
async function followable(work: Work, complaintId: Id): Promise<{ complaint: Id; agent: Id }> {
  const { id } = await complaintForUpdate(work, complaintId)
  if (work.actor.kind !== 'person') throw refuse('complaints.people_follow')
  return { complaint: id, agent: work.actor.id }
}
