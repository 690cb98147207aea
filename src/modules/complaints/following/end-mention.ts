import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { complaintForUpdate } from '../find-complaint.ts'

/** Takes back the view that a mention gave, and that they follow it. */
export async function endMention(work: Work, complaintId: Id, agent: Id): Promise<void> {
  const complaint = await complaintForUpdate(work, complaintId)
  const ended = await work.db
    .deleteFrom('complaints_mentions')
    .where('complaint_id', '=', complaint.id)
    .where('agent_id', '=', agent)
    .returning('agent_id')
    .executeTakeFirst()
  if (!ended) throw refuse('complaints.not_mentioned')
  await work.announce({ fact: 'complaint.unmentioned', complaint: complaint.id, agent })
  const followed = await work.db
    .deleteFrom('complaints_followers')
    .where('complaint_id', '=', complaint.id)
    .where('agent_id', '=', agent)
    .returning('agent_id')
    .executeTakeFirst()
  if (followed) await work.announce({ fact: 'follower.removed', complaint: complaint.id, agent })
}
