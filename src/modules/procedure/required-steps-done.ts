import { complaintFor } from '#modules/complaints/index.ts'
import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { findProcedure } from './find-procedure.ts'
import './refusals.ts'
import { openRequired } from './rules/procedure.ts'

const sentences = [
  'procedure.step_1_open',
  'procedure.step_2_open',
  'procedure.step_3_open',
  'procedure.step_4_open',
  'procedure.step_5_open',
  'procedure.step_6_open',
  'procedure.step_7_open',
  'procedure.step_8_open',
  'procedure.step_9_open',
  'procedure.step_10_open',
  'procedure.step_11_open',
  'procedure.step_12_open',
] as const

/** Gates S1 to S12: a step that the complaint's template requires is done, skipped by who may, or does not apply. */
export async function requiredStepsDone(work: Work, { complaint }: Pick<Acts['complaint.close'], 'complaint'>): Promise<Missing[]> {
  const { steps } = await findProcedure(work, await complaintFor(work, complaint))
  return openRequired(steps).map(({ step }) => ({ gate: `S${step}`, reason: sentences[step - 1] ?? sentences[0] }))
}
