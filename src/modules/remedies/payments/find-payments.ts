import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, Id, QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { mayName } from './access.ts'
import type { listPayments as listEndpoint, Payment, listPayees as payeesEndpoint } from './contract.ts'
import { findPayees } from './payees.ts'

/** To whom money of a complaint can go, and what was paid. */
export async function listPayees(work: Work, complaint: Id): Promise<AnswerOf<typeof payeesEndpoint>> {
  const data = await findPayees(work, complaint)
  const payments = await presentable(work).where('p.complaint_id', '=', complaint).orderBy('p.id', 'desc').execute()
  return { data, payments: payments.map(present), may: { add: mayName(work.actor) } }
}

/** Payments of the whole house in one state, the oldest first: for who pays. */
export async function listPayments(
  work: Work,
  { cursor, limit, state }: QueryOf<typeof listEndpoint>,
): Promise<AnswerOf<typeof listEndpoint>> {
  const after = readCursor(cursor, ['id'])
  const rows = await presentable(work)
    .where('p.state', '=', state)
    .$if(after !== null, (query) => query.where('p.id', '>', after?.[0] ?? ''))
    .orderBy('p.id')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { data: shown.map(present), next: last ? cursorAfter([last.id]) : null }
}

const presentable = (work: Work) =>
  work.db
    .selectFrom('remedies_payments as p')
    .innerJoin('remedies_payees as y', (join) => join.onRef('y.complaint_id', '=', 'p.complaint_id').onRef('y.id', '=', 'p.payee_id'))
    .innerJoin('complaints_complaints as c', 'c.id', 'p.complaint_id')
    .selectAll('p')
    .select(['y.holder', 'y.ending', 'c.number'])

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

const present = (row: Row): Payment => ({
  id: row.id,
  complaint: { id: row.complaint_id, number: row.number },
  remedy: row.remedy_id,
  payee: { id: row.payee_id, holder: row.holder, ending: row.ending },
  money: { amount: row.amount, currency: row.currency },
  reference: row.reference,
  state: row.state as Payment['state'], // the column's check constraint holds the same codes
  ordered_at: row.ordered_at.toString(),
  file: row.file_id,
  executed_on: row.executed_on?.toString() ?? null,
  failure: row.failure,
})
