import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { confirmFile as confirmEndpoint, PaymentFile } from './contract.ts'
import { fileFor, presentFile } from './find-files.ts'
import { lockComplaints } from './make-file.ts'
import type { PaymentRecord } from './order-payment.ts'
import './refusals.ts'

/** The bank has answered for a file: everything was paid, but what is named. Said twice it is once; the opposite of what was said is refused. */
export async function confirmFile(work: Work, id: Id, { on, failed }: BodyOf<typeof confirmEndpoint>): Promise<PaymentFile> {
  const file = await fileFor(work, id)
  const day = Temporal.PlainDate.from(on)
  const reasons = new Map(failed.map(({ payment, reason }) => [payment, reason.trim()]))
  const payments = await takeOf(work, file.id)
  if ([...reasons.keys()].some((payment) => !payments.some((one) => one.id === payment))) throw refuse('payments.not_of_file')
  for (const payment of payments) {
    const failure = reasons.get(payment.id) ?? null
    if (payment.state === 'exported') await settle(work, payment, { day, failure })
    else if ((payment.state === 'failed') !== (failure !== null)) throw refuse('payments.settled_otherwise')
  }
  return presentFile(work, file.id)
}

async function takeOf(work: Work, file: Id): Promise<PaymentRecord[]> {
  const all = () => work.db.selectFrom('remedies_payments').selectAll().where('file_id', '=', file).orderBy('complaint_id').orderBy('id')
  await lockComplaints(
    work,
    (await all().execute()).map(({ complaint_id }) => complaint_id),
  )
  return all().forUpdate().execute()
}

async function settle(
  work: Work,
  { complaint_id, id, remedy_id }: PaymentRecord,
  { day, failure }: { day: Temporal.PlainDate; failure: string | null },
): Promise<void> {
  const how = failure === null ? ({ state: 'executed', executed_on: day } as const) : ({ state: 'failed', failure } as const)
  await work.db
    .updateTable('remedies_payments')
    .set((row) => ({ ...how, settled_at: work.now, settled_by: actorName(work.actor), version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .execute()
  const of = { complaint: complaint_id, payment: id, remedy: remedy_id }
  if (failure === null) await work.announce({ fact: 'payment.executed', ...of, on: day.toString() })
  else await work.announce({ fact: 'payment.failed', ...of })
}
