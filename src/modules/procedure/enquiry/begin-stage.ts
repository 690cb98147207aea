import type { Selectable } from 'kysely'
import { changeableComplaint } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { ProcedureStages } from '#platform/database.types.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import type { beginStage as beginEndpoint, Enquiry, IntakeStage } from '../contract/enquiry.ts'
import { takeIntake } from './keep-intake.ts'
import { presentEnquiry } from './present-enquiry.ts'

/** A stage begins, and the one before ends; null ends the last one. The stages before there was a complaint come from the intake, which ends. */
export async function beginStage(work: Work, complaintId: Id, { stage, intake }: BodyOf<typeof beginEndpoint>): Promise<Enquiry> {
  const complaint = await changeableComplaint(work, complaintId)
  if (intake !== undefined) await bringAlong(work, complaint.id, intake)
  const runs = await runningStage(work, complaint.id)
  if (runs?.stage !== stage && (runs || stage)) await advance(work, complaint.id, { runs, stage })
  return presentEnquiry(work, complaint)
}

async function bringAlong(work: Work, complaint: Id, intake: Id): Promise<void> {
  const stages = await takeIntake(work, intake)
  for (const { stage, began_at, ended_at } of stages) {
    const [began, ended] = [Temporal.Instant.from(began_at), ended_at === null ? work.now : Temporal.Instant.from(ended_at)]
    await insert(work, complaint, { stage, began, ended })
    const seconds = Math.round(began.until(ended).total('seconds'))
    await work.announce({ fact: 'intake.advanced', complaint, stage: null, before: stage, seconds })
  }
}

const runningStage = (work: Work, complaint: Id): Promise<Selectable<ProcedureStages> | undefined> =>
  work.db.selectFrom('procedure_stages').selectAll().where('complaint_id', '=', complaint).where('ended_at', 'is', null).executeTakeFirst()

interface Advancing {
  runs: Selectable<ProcedureStages> | undefined
  stage: IntakeStage | null
}

async function advance(work: Work, complaint: Id, { runs, stage }: Advancing): Promise<void> {
  if (runs)
    await work.db
      .updateTable('procedure_stages')
      .set({ ended_at: work.now })
      .where('complaint_id', '=', complaint)
      .where('id', '=', runs.id)
      .execute()
  if (stage !== null) await insert(work, complaint, { stage, began: work.now, ended: null })
  const seconds = runs ? Math.round(runs.began_at.until(work.now).total('seconds')) : null
  // the column's check constraint holds the same codes
  const before = (runs?.stage as IntakeStage | undefined) ?? null
  await work.announce({ fact: 'intake.advanced', complaint, stage, before, seconds })
}

const insert = (
  work: Work,
  complaint: Id,
  { stage, began, ended }: { stage: IntakeStage; began: Temporal.Instant; ended: Temporal.Instant | null },
) =>
  work.db
    .insertInto('procedure_stages')
    .values({ complaint_id: complaint, id: newId(), stage, held_by: actorName(work.actor), began_at: began, ended_at: ended })
    .execute()
