import { createHash } from 'node:crypto'
import { complaintAnywhere } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { makeFile as makeEndpoint, PaymentFile } from './contract.ts'
import { contentOf, presentFile } from './find-files.ts'
import { currentAccount } from './house-account.ts'
import { totalOf } from './rules/bank-text.ts'
import { sepaCountries } from './rules/iban.ts'
import './refusals.ts'

const most = 500

/** Puts what is ordered into a file for the bank: each payment into one file only, whoever else makes one at the same moment. */
export async function makeFile(work: Work, asked: BodyOf<typeof makeEndpoint>): Promise<PaymentFile> {
  if (asked.format === 'pain_001' && asked.currency !== 'EUR') throw refuse('payments.euro_only', { currency: asked.currency })
  const account = await currentAccount(work)
  if (!account) throw refuse('payments.account_first')
  const pay_on = await dayOf(work, asked.pay_on)
  const payments = await takeOrdered(work, asked)
  if (payments.length === 0) throw refuse('payments.nothing_to_pay', { currency: asked.currency })

  const id = newId()
  const total = totalOf(payments.map(({ amount }) => amount))
  const file = { id, format: asked.format, account_id: account.id, currency: asked.currency, pay_on, made_at: work.now }
  const ids = payments.map((payment) => payment.id)
  await work.db
    .updateTable('remedies_payments')
    .set((row) => ({ state: 'exported', file_id: id, version: row('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute()
  const content_hash = createHash('sha256')
    .update(await contentOf(work, file))
    .digest('hex')
  await work.db
    .insertInto('remedies_payment_files')
    .values({ ...file, payments: payments.length, total: Number(total), content_hash, made_by: actorName(work.actor) })
    .execute()
  for (const { complaint_id, id: payment, remedy_id } of payments)
    await work.announce({ fact: 'payment.exported', complaint: complaint_id, payment, remedy: remedy_id, file: id })
  const figures = { format: asked.format, payments: payments.length, amount: Number(total), currency: asked.currency }
  await work.announce({ fact: 'payment_file.made', house: 'remedies', file: id, ...figures })
  return presentFile(work, id)
}

const furthest = { days: 60 }

async function dayOf(work: Work, asked: string | undefined): Promise<Temporal.PlainDate> {
  const { zone } = await organisationOf(work)
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate()
  const day = asked === undefined ? today : Temporal.PlainDate.from(asked)
  if (Temporal.PlainDate.compare(day, today) < 0) throw refuse('payments.day_passed')
  if (Temporal.PlainDate.compare(day, today.add(furthest)) > 0) throw refuse('payments.day_too_far')
  return day
}

type Wanted = Pick<BodyOf<typeof makeEndpoint>, 'format' | 'currency'>

/** What is ordered, its complaints locked first and in one order, as everybody locks them; then it is looked at again. */
async function takeOrdered(work: Work, wanted: Wanted) {
  const found = await ordered(work, wanted).execute()
  await lockComplaints(
    work,
    found.map(({ complaint_id }) => complaint_id),
  )
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const still = await work.db
    .selectFrom('remedies_payments')
    .select(['complaint_id', 'id', 'remedy_id', 'amount'])
    .where('id', 'in', ids)
    .where('state', '=', 'ordered')
    .orderBy('complaint_id')
    .orderBy('id')
    .forUpdate()
    .execute()
  return still
}

/** Locks these complaints, one after the other in the order of their ids. */
export async function lockComplaints(work: Work, complaints: readonly Id[]): Promise<void> {
  for (const complaint of [...new Set(complaints)].toSorted()) await complaintAnywhere(work, complaint)
}

function ordered(work: Work, { format, currency }: Wanted) {
  const rows = work.db
    .selectFrom('remedies_payments as p')
    .innerJoin('remedies_payees as y', (join) => join.onRef('y.complaint_id', '=', 'p.complaint_id').onRef('y.id', '=', 'p.payee_id'))
    .select(['p.complaint_id', 'p.id'])
    .where('p.state', '=', 'ordered')
    .where('p.currency', '=', currency)
    .orderBy('p.id')
    .limit(most)
  return format === 'csv' ? rows : rows.where('y.country', 'in', sepaCountries)
}
