import { addIssue, changeableComplaint, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { askAnythingElse as askEndpoint, noteFeeling as feelingEndpoint, Procedure } from './contract/steps.ts'
import { presentProcedure } from './present-procedure.ts'
import './refusals.ts'

/** Records that the customer was asked whether there is anything else; a yes opens a further issue. */
export async function askAnythingElse(
  work: Work,
  complaintId: Id,
  { answer, issue }: BodyOf<typeof askEndpoint>,
): Promise<AnswerOf<typeof askEndpoint>> {
  const complaint = await changeableComplaint(work, complaintId)
  if (answer === 'yes' && !issue) throw refuse('procedure.further_issue_missing')
  const added = answer === 'yes' && issue ? await addIssue(work, complaint.id, issue) : null
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'anything_else.asked', complaint: complaint.id, answer, issue: added?.id ?? null })
  return { answer, issue: added }
}

/** Notes how the customer feels about the outcome; what was noted before stays on record. */
export async function noteFeeling(work: Work, complaintId: Id, { feeling, words }: BodyOf<typeof feelingEndpoint>): Promise<Procedure> {
  const complaint = await changeableComplaint(work, complaintId)
  const said = words?.trim() || null
  const seal = said === null ? null : sealed(said)
  const row = { complaint_id: complaint.id, id: newId(), feeling, words: said, salt: seal?.salt ?? null }
  await work.db
    .insertInto('procedure_feelings')
    .values({ ...row, noted_by: actorName(work.actor), noted_at: work.now })
    .execute()
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'feeling.noted', complaint: complaint.id, feeling, words: seal?.hash ?? null })
  return presentProcedure(work, complaint)
}
