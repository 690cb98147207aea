import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { dueAgain } from './ask-survey.ts'
import { reasons } from './contract.ts'
import { findSuppression } from './find-held-back.ts'
import { suppressFor } from './suppress-survey.ts'

/** Of the twelve: asking what the customer thinks (DOMAIN §1.2). */
const asking = 11

/** Who leaves the step of asking out, for one of the reasons that hold a survey back, holds it back. */
export async function holdBackWithStep(work: Work, { complaint, step, code }: Fact<'step.skipped'>): Promise<void> {
  const reason = reasons.find((one) => one === code)
  if (step !== asking || !reason || (await findSuppression(work, complaint))) return
  await suppressFor(work, complaint, { reason, said: null, by_step: true })
}

/** The step waits again: so does the survey that was held back with it. What was said in another place stays. */
export async function askWithStep(work: Work, { complaint, step, point }: Fact<'step.reset'>): Promise<void> {
  if (step !== asking || point !== null) return
  const lifted = await work.db
    .deleteFrom('surveys_suppressions')
    .where('complaint_id', '=', complaint)
    .where('by_step', '=', true)
    .returning('reason')
    .executeTakeFirst()
  if (lifted) await work.announce({ fact: 'survey.allowed', complaint, survey: await heldBackFor(work, complaint, lifted.reason) })
}

async function heldBackFor(work: Work, complaint: Id, reason: string): Promise<Id | null> {
  const held = await work.db
    .selectFrom('surveys_surveys')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('state', '=', 'suppressed')
    .where('suppressed_for', '=', reason)
    .orderBy('resolved_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!held) return null
  await dueAgain(work, held)
  return held.id
}
