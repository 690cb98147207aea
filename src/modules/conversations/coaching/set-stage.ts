import { complaintForUpdate } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from '../access.ts'
import type { Coaching, CoachStage, setOrientation as setOrientationEndpoint } from '../contract.ts'
import { findCoaching } from './find-coaching.ts'
import { stageNow } from './find-stage.ts'
import '../refusals.ts'

/** Says where the customer stands now; the same again is no new row. */
export async function setStage(work: Work, complaintId: Id, stage: CoachStage): Promise<Coaching> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  if ((await stageNow(work, complaint.id)) !== stage) {
    const row = { complaint_id: complaint.id, id: newId(), stage, set_by: actorName(work.actor), set_at: work.now }
    await work.db.insertInto('conversations_stages').values(row).execute()
    await work.announce({ fact: 'stage.set', complaint: complaint.id, stage })
  }
  return findCoaching(work, complaint.id)
}

/** Says what the customer of this complaint looks for, and why the agent thinks so. */
export async function setOrientation(
  work: Work,
  complaintId: Id,
  { orientation, reason }: BodyOf<typeof setOrientationEndpoint>,
): Promise<Coaching> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const said = { orientation, reason, set_by: actorName(work.actor), set_at: work.now }
  await work.db
    .insertInto('conversations_orientations')
    .values({ complaint_id: complaint.id, ...said })
    .onConflict((conflict) => conflict.column('complaint_id').doUpdateSet(said))
    .execute()
  await work.announce({ fact: 'orientation.set', complaint: complaint.id, orientation })
  return findCoaching(work, complaint.id)
}
