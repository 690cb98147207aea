import { complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { maySuppress } from './access.ts'
import { suppress } from './ask-survey.ts'
import type { listSurveys as listEndpoint, Reason, suppressSurvey as suppressEndpoint } from './contract.ts'
import { findSuppression } from './find-held-back.ts'
import { listSurveys } from './find-surveys.ts'
import './refusals.ts'

/** A colleague says why this customer is not asked: from a short list, once, for the whole complaint. What was sent or answered before stays. */
export async function suppressSurvey(
  work: Work,
  complaintId: Id,
  { reason, words }: BodyOf<typeof suppressEndpoint>,
): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintForUpdate(work, complaintId)
  const said = words?.trim() || null
  const known = await findSuppression(work, complaint.id)
  if (known) throw refuse('surveys.suppressed_already')
  if (!maySuppress(work.actor, false)) throw refuse('complaints.not_yours_to_change')
  if (reason === 'customer_asked_not_to' && said === null) throw refuse('surveys.words_missing')
  await suppressFor(work, complaint.id, { reason, said, by_step: false })
  return listSurveys(work, complaint.id)
}

/** Keeps the reason, and holds back what is due. */
export async function suppressFor(work: Work, complaint: Id, said: Said): Promise<void> {
  const seal = await keep(work, complaint, said)
  await noteActivity(work, complaint)
  await holdBack(work, complaint, { reason: said.reason, words: seal })
}

interface Said {
  reason: Reason
  said: string | null
  by_step: boolean
}

/** Writes down what was said; answers the seal over the customer's words. */
async function keep(work: Work, complaint: Id, { reason, said, by_step }: Said): Promise<string | null> {
  const seal = said === null ? null : sealed(said)
  await work.db
    .insertInto('surveys_suppressions')
    .values({
      complaint_id: complaint,
      id: newId(),
      reason,
      by_step,
      words: said,
      salt: seal?.salt ?? null,
      said_by: actorName(work.actor),
      said_at: work.now,
    })
    .execute()
  return seal?.hash ?? null
}

async function holdBack(work: Work, complaint: Id, how: { reason: Reason; words: string | null }): Promise<void> {
  const due = await work.db
    .selectFrom('surveys_surveys')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('state', '=', 'due')
    .executeTakeFirst()
  if (due) await suppress(work, due, how)
  else await work.announce({ fact: 'survey.suppressed', complaint, survey: null, ...how })
}
