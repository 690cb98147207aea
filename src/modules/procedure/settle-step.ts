import { type ComplaintRecord, changeableComplaint, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { barredBy, holdsFor } from './access.ts'
import type { Procedure, skipStep as skipEndpoint } from './contract/steps.ts'
import { findProcedure } from './find-procedure.ts'
import { barsFor, presentProcedure } from './present-procedure.ts'
import type { HandAct, Step } from './rules/procedure.ts'
import { byHandOf, type Settler, stepNumbers } from './rules/steps.ts'
import './refusals.ts'

interface At {
  complaint: Id
  /** As it stands in the address. */
  step: string
}

/** Says that a step was done where the desk could not see it. */
export async function tickStep(work: Work, at: At, { reason }: { reason: string }): Promise<Procedure> {
  const { complaint, step } = await openStep(work, at, 'tick')
  await settle(work, complaint.id, { step: step.step, point: null, kind: 'tick', code: null, reason: reason.trim() })
  return presentProcedure(work, complaint)
}

/** Leaves a step out, where that is allowed. */
export async function skipStep(work: Work, at: At, asked: BodyOf<typeof skipEndpoint>): Promise<Procedure> {
  const { complaint, step } = await openStep(work, at, 'skip')
  await settle(work, complaint.id, { step: step.step, point: null, kind: 'skip', ...reasonOf(step.step, asked) })
  return presentProcedure(work, complaint)
}

/** Takes a tick or a skip back: the step is again what the record says. */
export async function resetStep(work: Work, at: At, kind: HandAct['kind']): Promise<Procedure> {
  const { complaint, step } = await stepFor(work, at)
  if (step.hand?.kind !== kind || step.hand.elsewhere) throw refuse('procedure.not_settled')
  settledBy(work, byHandOf(step.step)[kind], kind)
  await reset(work, complaint.id, { step: step.step, point: null })
  return presentProcedure(work, complaint)
}

/** Ticks a point that the house added to a step. */
export async function tickPoint(work: Work, at: At & { point: string }, { reason }: { reason?: string | undefined }): Promise<Procedure> {
  const { complaint, step } = await stepFor(work, at)
  if (pointOf(step, at.point).hand !== null) throw refuse('procedure.settled')
  await settle(work, complaint.id, { step: step.step, point: at.point, kind: 'tick', code: null, reason: reason?.trim() || null })
  return presentProcedure(work, complaint)
}

export async function untickPoint(work: Work, at: At & { point: string }): Promise<Procedure> {
  const { complaint, step } = await stepFor(work, at)
  if (pointOf(step, at.point).hand === null) throw refuse('procedure.not_settled')
  await reset(work, complaint.id, { step: step.step, point: at.point })
  return presentProcedure(work, complaint)
}

function pointOf(step: Step, code: string): Step['points'][number] {
  const point = step.points.find((one) => one.code === code)
  if (!point) throw refuse('procedure.point_not_found')
  return point
}

/** The step as it stands now; the complaint is locked, so that two who settle it at once do so one after the other. */
async function stepFor(
  work: Work,
  { complaint: id, step: asked }: At,
): Promise<{ complaint: ComplaintRecord; step: Step; all: Awaited<ReturnType<typeof findProcedure>> }> {
  const complaint = await changeableComplaint(work, id)
  const all = await findProcedure(work, complaint)
  const step = all.steps.find((one) => String(one.step) === asked)
  if (!step || !stepNumbers.includes(step.step)) throw refuse('procedure.step_not_found')
  return { complaint, step, all }
}

/** A step that waits, for somebody who may settle it in this way. */
async function openStep(work: Work, at: At, kind: HandAct['kind']): Promise<{ complaint: ComplaintRecord; step: Step }> {
  const { complaint, step, all } = await stepFor(work, at)
  settledBy(work, byHandOf(step.step)[kind], kind)
  if (step.hand) throw refuse('procedure.settled')
  if (step.state === 'not_applicable') throw refuse('procedure.not_applicable')
  if (step.state === 'done') throw refuse('procedure.already_done')
  if (kind === 'skip' && barredBy(step.step, await barsFor(work, complaint, all.told)))
    throw refuse(step.step === 2 ? 'procedure.not_clear' : 'procedure.always_reviewed')
  return { complaint, step }
}

function settledBy({ actor }: Work, settler: Settler, kind: HandAct['kind']): void {
  if (holdsFor(actor, settler)) return
  if (settler === 'nobody') throw refuse(kind === 'tick' ? 'procedure.never_ticked' : 'procedure.never_skipped')
  throw refuse('procedure.only_supervisor')
}

/** A reason of the step's list where it has one, else own words; with a listed one, words are welcome. */
function reasonOf(step: number, { code, reason }: BodyOf<typeof skipEndpoint>): { code: string | null; reason: string | null } {
  const { reasons } = byHandOf(step)
  const words = reason?.trim() || null
  if (code !== undefined && !reasons.includes(code)) throw refuse('procedure.reason_unknown')
  if (reasons.length > 0 && code === undefined) throw refuse('procedure.reason_missing')
  if (reasons.length === 0 && words === null) throw refuse('procedure.reason_missing')
  return { code: code ?? null, reason: words }
}

async function settle(work: Work, complaint: Id, act: Pick<HandAct, 'step' | 'point' | 'kind' | 'code' | 'reason'>): Promise<void> {
  const seal = act.reason === null ? null : sealed(act.reason)
  await work.db
    .insertInto('procedure_acts')
    .values({ ...act, complaint_id: complaint, id: newId(), salt: seal?.salt ?? null, done_by: actorName(work.actor), done_at: work.now })
    .execute()
  await noteActivity(work, complaint)
  const { step, point, code } = act
  const reason = seal?.hash ?? null
  if (act.kind === 'skip') await work.announce({ fact: 'step.skipped', complaint, step, code, reason })
  else await work.announce({ fact: 'step.ticked', complaint, step, point, reason })
}

async function reset(work: Work, complaint: Id, { step, point }: Pick<HandAct, 'step' | 'point'>): Promise<void> {
  await work.db
    .updateTable('procedure_acts')
    .set({ reset_by: actorName(work.actor), reset_at: work.now })
    .where('complaint_id', '=', complaint)
    .where('step', '=', step)
    .where('point', point === null ? 'is' : '=', point)
    .where('reset_at', 'is', null)
    .execute()
  await noteActivity(work, complaint)
  await work.announce({ fact: 'step.reset', complaint, step, point })
}
