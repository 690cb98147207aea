import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint } from '../change-complaint.ts'
import type { Alike } from '../contract.ts'
import { complaintFor } from '../find-complaint.ts'
import { findAlike } from './find-alike.ts'

/** Two complaints that look alike are not the same matter: neither is suggested for the other again. Twice is once. */
export async function sayDifferent(work: Work, id: Id, other: Id): Promise<{ data: Alike[] }> {
  const complaint = await changeableComplaint(work, id)
  const { id: otherId } = await complaintFor(work, other)
  if (otherId === complaint.id) throw refuse('complaints.different_itself')
  const said = { said_at: work.now, said_by: actorName(work.actor) }
  const added = await work.db
    .insertInto('complaints_differences')
    .values([
      { ...said, complaint_id: complaint.id, other_id: otherId },
      { ...said, complaint_id: otherId, other_id: complaint.id },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .returning('other_id')
    .execute()
  if (added.length > 0) await work.announce({ fact: 'complaint.different', complaint: complaint.id, from: otherId })
  return findAlike(work, complaint.id)
}
