import { complaintFor } from '#modules/complaints/index.ts'
import { firstReading } from '#modules/conversations/index.ts'
import type { Acts, Missing } from '#platform/fact.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import { findAsking } from './find-held-back.ts'
import { isFollowedUp, lookedAt, whyFollowUp } from './rules/follow-up.ts'
import './refusals.ts'

type Closing = Acts['complaint.close']

/** Gate B7: the customer was asked what they think after the decision, or is not asked, for a reason that is written down. */
export async function feedbackAsked(work: Work, { complaint: id }: Closing): Promise<Missing[]> {
  const complaint = await complaintFor(work, id)
  const survey = complaint.resolved_at && (await surveyAfter(work, id, complaint.resolved_at))
  if (survey && survey.state !== 'due') return []
  if ((await findAsking(work, complaint)).heldBack !== null) return []
  if (!complaint.resolved_at) return [{ gate: 'B7', reason: 'surveys.decision_first' }]
  if (!survey || survey.withheld) return [{ gate: 'B7', reason: 'surveys.ask_waits' }]
  const hours = Math.ceil(work.now.until(survey.due_at).total('hours'))
  return [{ gate: 'B7', reason: 'surveys.asks_soon', data: { count: Math.max(1, hours) } }]
}

const surveyAfter = (work: Work, complaint: string, resolvedAt: Temporal.Instant) =>
  work.db
    .selectFrom('surveys_surveys')
    .select(['state', 'due_at', 'withheld'])
    .where('complaint_id', '=', complaint)
    .where('resolved_at', '=', resolvedAt)
    .executeTakeFirst()

/** Gate B8: whoever had a hard time of it hears from a person after the decision. */
export async function followedUp(work: Work, { complaint: id, urgency }: Closing): Promise<Missing[]> {
  const facts = await findFacts(work, `complaint/${id}`, lookedAt)
  if (isFollowedUp(facts)) return []
  const [reading, { customer_id, anonymous }] = await Promise.all([firstReading(work, id), complaintFor(work, id)])
  const why = whyFollowUp({ urgency, emotion: reading?.emotion ?? null, facts })
  // Who left no name can be reached only where they look themselves.
  if (why === null || anonymous || customer_id === null) return []
  return [{ gate: 'B8', reason: owedFor[why] }]
}

const owedFor = {
  urgency: 'surveys.follow_up_urgency',
  emotion: 'surveys.follow_up_emotion',
  unhappy: 'surveys.follow_up_unhappy',
  promise: 'surveys.follow_up_promise',
}
