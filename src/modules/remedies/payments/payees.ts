import type { Selectable } from 'kysely'
import { complaintFor, complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import { nameActors } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { RemediesPayees } from '#platform/database.types.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { isSecond, mayWith, needsOf } from './access.ts'
import type { addPayee as addEndpoint, CheckHow, Payee } from './contract.ts'
import { sealedAccount } from './seal-account.ts'
import './refusals.ts'

export type PayeeRecord = Selectable<RemediesPayees>

export interface PayeeAt {
  complaint: Id
  payee: Id
}

/** Notes to whom money goes. Its number is kept sealed, and is shown to nobody again. */
export async function addPayee(work: Work, complaintId: Id, asked: BodyOf<typeof addEndpoint>): Promise<Payee> {
  const complaint = await complaintForUpdate(work, complaintId)
  const id = newId()
  await work.db
    .insertInto('remedies_payees')
    .values({
      complaint_id: complaint.id,
      id,
      customer_id: complaint.customer_id,
      ...sealedAccount(work, asked),
      original: asked.original,
      named_by: actorName(work.actor),
      named_at: work.now,
    })
    .execute()
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'payee.named', complaint: complaint.id, payee: id, original: asked.original })
  return presentPayee(work, { complaint: complaint.id, payee: id })
}

/** It was seen who it is. The account that paid is compared with the order; any other payee shows who they are. */
export async function checkPayee(work: Work, at: PayeeAt, { how }: { how: CheckHow }): Promise<Payee> {
  const payee = await openPayee(work, at)
  if (payee.checked_by !== null) throw refuse('payments.checked_already')
  if (how === 'account_match' && !payee.original) throw refuse('payments.check_does_not_fit')
  await change(work, payee, { check_how: how, checked_by: actorName(work.actor), checked_at: work.now })
  await work.announce({ fact: 'payee.checked', complaint: payee.complaint_id, payee: payee.id, how })
  return presentPayee(work, at)
}

/** The second pair of eyes. */
export async function approvePayee(work: Work, at: PayeeAt): Promise<Payee> {
  const payee = await openPayee(work, at)
  if (payee.approved_by !== null) throw refuse('payments.approved_already')
  if (payee.checked_by === null) throw refuse('payments.identity_first')
  if (!isSecond(work.actor, payee)) throw refuse('payments.same_person')
  await change(work, payee, { approved_by: actorName(work.actor), approved_at: work.now })
  await work.announce({ fact: 'payee.approved', complaint: payee.complaint_id, payee: payee.id })
  return presentPayee(work, at)
}

/** No money goes there any more. Twice is once. */
export async function endPayee(work: Work, at: PayeeAt): Promise<Payee> {
  const payee = await payeeForUpdate(work, at)
  if (payee.ended_at === null) {
    await change(work, payee, { ended_at: work.now, ended_by: actorName(work.actor) })
    await work.announce({ fact: 'payee.ended', complaint: payee.complaint_id, payee: payee.id })
  }
  return presentPayee(work, at)
}

/** The payee, if money may go there now; refuses what still needs a look. The complaint is locked first. */
export async function readyPayee(work: Work, at: PayeeAt): Promise<PayeeRecord> {
  const payee = await openPayee(work, at)
  const needs = needsOf(payee)
  if (needs === 'check') throw refuse('payments.identity_first')
  if (needs === 'approval') throw refuse('payments.second_pair')
  return payee
}

/** The payee, whatever is still needed; refuses one who is not there or was taken off. */
export const payeeFor = (work: Work, at: PayeeAt): Promise<PayeeRecord> => openPayee(work, at)

/** The payees of a complaint that the caller sees, the newest first. */
export async function findPayees(work: Work, complaintId: Id): Promise<Payee[]> {
  const { id } = await complaintFor(work, complaintId)
  return present(work, await presentable(work, id).orderBy('p.id', 'desc').execute())
}

async function presentPayee(work: Work, { complaint, payee }: PayeeAt): Promise<Payee> {
  const [one] = await present(work, await presentable(work, complaint).where('p.id', '=', payee).execute())
  if (!one) throw new Error('A payee that was just written was not presented')
  return one
}

async function payeeForUpdate(work: Work, { complaint, payee }: PayeeAt): Promise<PayeeRecord> {
  const { id } = await complaintForUpdate(work, complaint)
  const found = await work.db
    .selectFrom('remedies_payees')
    .selectAll()
    .where('complaint_id', '=', id)
    .where('id', '=', payee)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw refuse('payments.payee_not_found')
  return found
}

async function openPayee(work: Work, at: PayeeAt): Promise<PayeeRecord> {
  const payee = await payeeForUpdate(work, at)
  if (payee.ended_at !== null) throw refuse('payments.payee_ended')
  return payee
}

async function change(work: Work, { complaint_id, id }: PayeeRecord, columns: Partial<PayeeRecord>): Promise<void> {
  await work.db
    .updateTable('remedies_payees')
    .set((row) => ({ ...columns, version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .execute()
  await noteActivity(work, complaint_id)
}

/** Without the sealed number: what shows payees has no need of it. */
const presentable = (work: Work, complaint: Id) =>
  work.db
    .selectFrom('remedies_payees as p')
    .select(['p.complaint_id', 'p.id', 'p.holder', 'p.ending', 'p.country', 'p.original', 'p.check_how', 'p.named_by', 'p.named_at'])
    .select(['p.checked_by', 'p.approved_by', 'p.ended_at', 'p.version'])
    .select((row) =>
      row
        .exists(
          row
            .selectFrom('remedies_payees as o')
            .select('o.id')
            .whereRef('o.iban_hash', '=', 'p.iban_hash')
            .where((match) => match('o.customer_id', 'is distinct from', match.ref('p.customer_id'))),
        )
        .as('shared'),
    )
    .where('p.complaint_id', '=', complaint)

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

async function present(work: Work, rows: Row[]): Promise<Payee[]> {
  const by = await nameActors(
    work,
    rows.flatMap(({ named_by, checked_by, approved_by }) => [named_by, checked_by, approved_by]),
  )
  return rows.map((row) => ({
    id: row.id,
    holder: row.holder,
    ending: row.ending,
    country: row.country,
    original: row.original,
    shared: Boolean(row.shared),
    needs: row.ended_at === null ? needsOf(row) : null,
    check_how: row.check_how as CheckHow | null, // the column's check constraint holds the same codes
    named_by: by(row.named_by),
    named_at: row.named_at.toString(),
    checked_by: row.checked_by === null ? null : by(row.checked_by),
    approved_by: row.approved_by === null ? null : by(row.approved_by),
    ended_at: row.ended_at?.toString() ?? null,
    version: row.version,
    may: mayWith(work.actor, row),
  }))
}
