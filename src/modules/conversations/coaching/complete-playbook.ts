import { complaintForUpdate } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from '../access.ts'
import type { Coaching, Playbook } from '../contract.ts'
import { findCoaching } from './find-coaching.ts'
import { stageNow } from './find-stage.ts'
import '../refusals.ts'

/** Says that the playbook of a channel was gone through to its end, in the stage that an agent set last. */
export async function completePlaybook(work: Work, complaintId: Id, playbook: Playbook): Promise<Coaching> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const stage = await stageNow(work, complaint.id)
  const row = { complaint_id: complaint.id, id: newId(), playbook, stage, done_by: actorName(work.actor), done_at: work.now }
  await work.db.insertInto('conversations_playbooks').values(row).execute()
  await work.announce({ fact: 'playbook.completed', complaint: complaint.id, playbook, stage })
  return findCoaching(work, complaint.id)
}
