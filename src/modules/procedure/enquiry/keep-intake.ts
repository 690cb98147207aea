import type { Selectable } from 'kysely'
import type { ProcedureIntakes } from '#platform/database.types.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { IntakeStage } from '../contract/enquiry.ts'
import type { Intake, keepIntake as keepEndpoint } from '../contract/intakes.ts'
import '../refusals.ts'

type Row = Selectable<ProcedureIntakes>

/** A stage before there is a complaint; the one that runs has no end. */
export interface PassedStage {
  stage: IntakeStage
  began_at: string
  ended_at: string | null
}

const most = 20

/** The caller's own intakes that are no complaint yet, the last saved first. */
export async function listIntakes(work: Work): Promise<{ data: Intake[] }> {
  const rows = await work.db
    .selectFrom('procedure_intakes')
    .selectAll()
    .where('held_by', '=', holderOf(work))
    .orderBy('saved_at', 'desc')
    .limit(most)
    .execute()
  return { data: rows.map(present) }
}

/** Keeps what is typed; another stage ends the one before by the desk's clock. An id that a colleague's intake has is refused. */
export async function keepIntake(work: Work, id: Id, { stage, typed, open_seconds = 0 }: BodyOf<typeof keepEndpoint>): Promise<Intake> {
  const held_by = holderOf(work)
  const begun_at = work.now.subtract({ seconds: open_seconds })
  const begun = { stages: JSON.stringify(firstStages(work, stage, begun_at)), begun_at }
  const kept = { stage, typed: JSON.stringify(typed), saved_at: work.now }
  await work.db
    .insertInto('procedure_intakes')
    .values({ id, held_by, ...begun, ...kept })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await ownIntake(work, id)
  const saved = await work.db
    .updateTable('procedure_intakes')
    .set({ ...kept, ...(row.stage !== stage && { stages: JSON.stringify(advanced(work, stagesOf(row), stage)) }) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return present(saved)
}

/** Before anything is typed, one looks. */
function firstStages({ now }: Work, stage: IntakeStage, begun: Temporal.Instant): PassedStage[] {
  if (stage === 'look') return [{ stage, began_at: begun.toString(), ended_at: null }]
  const look: PassedStage = { stage: 'look', began_at: begun.toString(), ended_at: now.toString() }
  return [look, { stage, began_at: now.toString(), ended_at: null }]
}

function advanced({ now }: Work, stages: readonly PassedStage[], stage: IntakeStage): PassedStage[] {
  const ended = stages.map((one) => ({ ...one, ended_at: one.ended_at ?? now.toString() }))
  return [...ended, { stage, began_at: now.toString(), ended_at: null }]
}

/** Lets go of an intake; one that is gone already is no fault. */
export async function dropIntake(work: Work, id: Id): Promise<{ dropped: boolean }> {
  const dropped = await work.db
    .deleteFrom('procedure_intakes')
    .where('id', '=', id)
    .where('held_by', '=', holderOf(work))
    .returning('id')
    .executeTakeFirst()
  return { dropped: dropped !== undefined }
}

/** The stages of an intake that has become a complaint, and the end of it; none where it was taken along before. */
export async function takeIntake(work: Work, id: Id): Promise<PassedStage[]> {
  const row = await work.db
    .deleteFrom('procedure_intakes')
    .where('id', '=', id)
    .where('held_by', '=', holderOf(work))
    .returningAll()
    .executeTakeFirst()
  return row ? stagesOf(row) : []
}

async function ownIntake(work: Work, id: Id): Promise<Row> {
  const row = await work.db
    .selectFrom('procedure_intakes')
    .selectAll()
    .where('id', '=', id)
    .where('held_by', '=', holderOf(work))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('procedure.intake_not_yours')
  return row
}

/** A program holds no conversation. */
function holderOf({ actor }: Work): Id {
  if (actor.kind !== 'person') throw refuse('procedure.intake_by_people')
  return actor.id
}

// written only in this shape, above
const stagesOf = ({ stages }: Row) => stages as unknown as PassedStage[]

const present = (row: Row): Intake => ({
  id: row.id,
  // these columns are written only from the contract's own shapes
  stage: row.stage as IntakeStage,
  typed: row.typed as Intake['typed'],
  stages: stagesOf(row),
  begun_at: row.begun_at.toString(),
  saved_at: row.saved_at.toString(),
})
