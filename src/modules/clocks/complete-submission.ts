import type { Selectable } from 'kysely'
import { deadlineAfter } from '#modules/calendars/index.ts'
import { complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import { findMessageById } from '#modules/conversations/index.ts'
import { actorName } from '#platform/actor.ts'
import type { ClocksSubmissions } from '#platform/database.types.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayChoose } from './access.ts'
import type { markComplete as completeEndpoint, markIncomplete as incompleteEndpoint } from './contract.ts'
import { reckon, settleClocks } from './settle-clocks.ts'
import './refusals.ts'

type Incompleteness = AnswerOf<typeof incompleteEndpoint>

/** A submission was not complete: the customer was asked for the rest, and has the time that the rule gives. The burden of proof is ours, so the question has to have been sent. */
export async function markIncomplete(work: Work, complaintId: Id, asked: BodyOf<typeof incompleteEndpoint>): Promise<Incompleteness> {
  const complaint = await changeable(work, complaintId)
  if (await openSubmission(work, complaint)) throw refuse('clocks.already_incomplete')
  const message = await findMessageById(work, complaint, asked.message)
  if (!message || message.direction !== 'out' || message.state !== 'sent' || !message.sent_at) throw refuse('clocks.question_not_sent')
  const completeBy = Temporal.Instant.from(asked.complete_by)
  await longEnough(work, complaint, { from: message.sent_at, until: completeBy })
  const { salt, hash } = sealed(asked.missing)
  const row = await work.db
    .insertInto('clocks_submissions')
    .values({
      complaint_id: complaint,
      id: newId(),
      missing: asked.missing,
      salt,
      message_id: message.id,
      asked_at: message.sent_at,
      complete_by: completeBy,
      recorded_by: actorName(work.actor),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({
    fact: 'submission.incomplete',
    complaint,
    message: message.id,
    asked_at: row.asked_at.toString(),
    complete_by: completeBy.toString(),
    missing: hash,
  })
  await settleClocks(work, complaint, 'submission.incomplete')
  await noteActivity(work, complaint)
  return present(row)
}

/** The rest was there: what counts from completion begins then. */
export async function markComplete(work: Work, complaintId: Id, asked: BodyOf<typeof completeEndpoint>): Promise<Incompleteness> {
  const complaint = await changeable(work, complaintId)
  const open = await openSubmission(work, complaint)
  if (!open) throw refuse('clocks.not_incomplete')
  const at = Temporal.Instant.from(asked.completed_at)
  const isOutside = Temporal.Instant.compare(at, open.asked_at) < 0 || Temporal.Instant.compare(at, work.now) > 0
  if (isOutside) throw refuse('clocks.completed_outside', { from: open.asked_at.toString() })
  const row = await work.db
    .updateTable('clocks_submissions')
    .set({ completed_at: at, completed_by: actorName(work.actor) })
    .where('complaint_id', '=', complaint)
    .where('id', '=', open.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'submission.completed', complaint, completed_at: at.toString() })
  await settleClocks(work, complaint, 'submission.completed')
  await noteActivity(work, complaint)
  return present(row)
}

/** The last submission that was not complete, whether it is by now or not. */
export async function lastSubmission(work: Work, complaint: Id): Promise<Incompleteness | null> {
  const row = await submissions(work, complaint).orderBy('asked_at', 'desc').limit(1).executeTakeFirst()
  return row ? present(row) : null
}

async function changeable(work: Work, id: Id): Promise<Id> {
  const complaint = await complaintForUpdate(work, id)
  if (!mayChoose(work.actor)) throw refuse('clocks.not_yours')
  if (complaint.kind !== 'complaint') throw refuse('clocks.no_complaint')
  return complaint.id
}

const submissions = (work: Work, complaint: Id) =>
  work.db.selectFrom('clocks_submissions').selectAll().where('complaint_id', '=', complaint)

const openSubmission = (work: Work, complaint: Id) => submissions(work, complaint).where('completed_at', 'is', null).executeTakeFirst()

/** No rule that knows completion gives the customer less. */
async function longEnough(work: Work, complaint: Id, { from, until }: { from: Temporal.Instant; until: Temporal.Instant }): Promise<void> {
  const { plans } = await reckon(work, complaint)
  const rules = plans.flatMap(({ preset: { completion }, time }) => (completion ? [{ least: completion.least, time }] : []))
  if (rules.length === 0) throw refuse('clocks.no_completion_rule')
  for (const {
    least: { amount, unit },
    time,
  } of rules) {
    const earliest = deadlineAfter(time, from, { amount, unit })
    if (Temporal.Instant.compare(until, earliest) < 0) throw refuse('clocks.complete_by_too_soon', { earliest: earliest.toString() })
  }
}

const present = (row: Selectable<ClocksSubmissions>): Incompleteness => ({
  id: row.id,
  missing: row.missing,
  message: row.message_id,
  asked_at: row.asked_at.toString(),
  complete_by: row.complete_by.toString(),
  completed_at: row.completed_at?.toString() ?? null,
})
