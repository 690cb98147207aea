import { complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import { nameActors, organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayLook, mayNote } from './access.ts'
import type {
  noteAcquaintance as acquaintanceEndpoint,
  noteChargeback as chargebackEndpoint,
  GuardFact,
  lookAt as lookEndpoint,
} from './contract.ts'
import { digestOf, foundBeside, guardsOf } from './list-guards.ts'
import './refusals.ts'

/** Somebody has looked at what a guard found. When it finds more, that is to be looked at anew. */
export async function lookAt(
  work: Work,
  { complaint: of, remedy: id, guard, finding }: { complaint: Id; remedy: Id; guard: string } & BodyOf<typeof lookEndpoint>,
): Promise<GuardFact> {
  const complaint = await complaintForUpdate(work, of)
  const remedy = await work.db
    .selectFrom('remedies_remedies')
    .select(['complaint_id', 'id', 'proposed_by'])
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', id)
    .executeTakeFirst()
  const found = remedy ? await foundBeside(work, { complaint: complaint.id, remedy: remedy.id, guard }) : []
  if (!remedy || found.length === 0) throw refuse('guards.not_there')
  if (!mayLook(work.actor, remedy)) throw refuse('guards.own_proposal')
  const seal = sealed(finding.trim())
  const look = { complaint_id: complaint.id, id: newId(), remedy_id: remedy.id, guard, facts: digestOf(found), finding: finding.trim() }
  await work.db
    .insertInto('remedies_looks')
    .values({ ...look, salt: seal.salt, looked_by: actorName(work.actor), looked_at: work.now })
    .execute()
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'guard.looked', complaint: complaint.id, remedy: remedy.id, guard, finding: seal.hash })
  const looked = (await guardsOf(work, [remedy])).get(remedy.id)?.find((one) => one.guard === guard)
  if (!looked) throw refuse('guards.not_there')
  return looked
}

/** The caller knows the customer. It stays: who knows somebody does not stop to. */
export async function noteAcquaintance(work: Work, of: Id): Promise<AnswerOf<typeof acquaintanceEndpoint>> {
  const complaint = await complaintForUpdate(work, of)
  const { actor } = work
  if (actor.kind !== 'person') throw refuse('guards.only_people')
  if (!mayNote(actor)) throw refuse('complaints.not_yours_to_change')
  const noted = await work.db
    .insertInto('remedies_acquaintances')
    .values({ complaint_id: complaint.id, agent_id: actor.id, noted_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('noted_at')
    .executeTakeFirst()
  if (noted) {
    await noteActivity(work, complaint.id)
    await work.announce({ fact: 'acquaintance.noted', complaint: complaint.id, agent: actor.id })
  }
  const named = await nameActors(work, [actorName(actor)])
  return { by: named(actorName(actor)), at: (noted?.noted_at ?? work.now).toString() }
}

/** The bank took what was paid for an order back from us. */
export async function noteChargeback(
  work: Work,
  { complaint: of, order, on }: { complaint: Id } & BodyOf<typeof chargebackEndpoint>,
): Promise<AnswerOf<typeof chargebackEndpoint>> {
  const complaint = await complaintForUpdate(work, of)
  if (!mayNote(work.actor)) throw refuse('complaints.not_yours_to_change')
  const { zone } = await organisationOf(work)
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate()
  const noted_on = on === undefined ? today : Temporal.PlainDate.from(on)
  if (Temporal.PlainDate.compare(noted_on, today) > 0) throw refuse('guards.day_to_come')
  const row = {
    complaint_id: complaint.id,
    id: newId(),
    order_number: order.trim(),
    noted_on,
    noted_by: actorName(work.actor),
    noted_at: work.now,
  }
  const noted = await work.db
    .insertInto('remedies_chargebacks')
    .values(row)
    .onConflict((conflict) => conflict.columns(['complaint_id', 'order_number']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (noted) {
    await noteActivity(work, complaint.id)
    await work.announce({ fact: 'chargeback.noted', complaint: complaint.id, chargeback: row.id, on: noted_on.toString() })
  }
  const known = await work.db
    .selectFrom('remedies_chargebacks')
    .select(['id', 'order_number as order', 'noted_on'])
    .where('complaint_id', '=', complaint.id)
    .where('order_number', '=', row.order_number)
    .executeTakeFirstOrThrow()
  return { id: known.id, order: known.order, on: known.noted_on.toString() }
}
