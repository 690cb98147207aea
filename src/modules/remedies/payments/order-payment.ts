import type { Selectable } from 'kysely'
import { complaintForUpdate } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { RemediesPayments } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { readyPayee } from './payees.ts'
import './refusals.ts'

export type PaymentRecord = Selectable<RemediesPayments>

export interface OrderedPayment {
  complaint: Id
  remedy: Id
  payee: Id
  /** Minor units. */
  amount: number
  currency: string
}

/** Orders the payment of a remedy to a payee who was looked at. One for each remedy: twice is once. */
export async function orderPayment(work: Work, { complaint, remedy, payee, amount, currency }: OrderedPayment): Promise<PaymentRecord> {
  const { id: complaint_id } = await complaintForUpdate(work, complaint)
  const before = await livePayment(work, complaint_id, remedy)
  if (before) return before
  const { id: payee_id } = await readyPayee(work, { complaint: complaint_id, payee })
  const id = newId()
  const ordered = await work.db
    .insertInto('remedies_payments')
    .values({
      complaint_id,
      id,
      remedy_id: remedy,
      payee_id,
      amount,
      currency,
      reference: id.replaceAll('-', '').toUpperCase(),
      ordered_by: actorName(work.actor),
      ordered_at: work.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'payment.ordered', complaint: complaint_id, payment: id, remedy, payee: payee_id, amount, currency })
  return ordered
}

/** Takes an order back before it went to the bank; refuses what is there already. Where nothing was ordered, nothing happens. */
export async function cancelPayment(work: Work, { complaint, remedy }: { complaint: Id; remedy: Id }): Promise<void> {
  const { id: complaint_id } = await complaintForUpdate(work, complaint)
  const payment = await livePayment(work, complaint_id, remedy)
  if (!payment) return
  if (payment.state !== 'ordered') throw refuse('payments.with_bank')
  await work.db
    .updateTable('remedies_payments')
    .set((row) => ({ state: 'cancelled', settled_at: work.now, settled_by: actorName(work.actor), version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', payment.id)
    .execute()
  await work.announce({ fact: 'payment.cancelled', complaint: complaint_id, payment: payment.id, remedy })
}

const livePayment = (work: Work, complaint: Id, remedy: Id): Promise<PaymentRecord | undefined> =>
  work.db
    .selectFrom('remedies_payments')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('remedy_id', '=', remedy)
    .where('state', 'in', ['ordered', 'exported', 'executed'])
    .forUpdate()
    .executeTakeFirst()
