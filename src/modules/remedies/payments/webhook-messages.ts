import { sql } from 'kysely'
import { complaintAnywhere } from '#modules/complaints/index.ts'
import { holds } from '#platform/actor.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, Id, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { paymentsGrants } from './access.ts'
import type { listWebhookMessages as listEndpoint, WebhookMessage } from './contract/webhook.ts'
import { sendSoon } from './deliver-webhook.ts'
import './refusals.ts'

/** What was told and what came of it, the newest first. */
export async function listWebhookMessages(work: Work, asked: QueryOf<typeof listEndpoint>): Promise<AnswerOf<typeof listEndpoint>> {
  const after = readCursor(asked.cursor, ['instant', 'id'])
  const rows = await presentable(work)
    .$if(Boolean(asked.state), (query) => query.where('m.state', '=', asked.state ?? ''))
    .$if(after !== null, (query) => query.where(sql<boolean>`(m.made_at, m.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('m.made_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  return { data: page.map((row) => present(work, row)), next: last ? cursorAfter([last.made_at.toString(), last.id]) : null }
}

/** Again, now, with the same id. */
export async function replayWebhookMessage(work: Work, id: Id): Promise<WebhookMessage> {
  const found = await work.db.selectFrom('remedies_webhook_messages').select('complaint_id').where('id', '=', id).executeTakeFirst()
  if (!found) throw refuse('payments.message_not_found')
  await complaintAnywhere(work, found.complaint_id)
  const row = await presentable(work).where('m.complaint_id', '=', found.complaint_id).where('m.id', '=', id).executeTakeFirstOrThrow()
  if (row.ended_at !== null) throw refuse('payments.webhook_ended')
  if (!replayable.includes(row.state)) throw refuse('payments.message_on_its_way')
  await work.db
    .updateTable('remedies_webhook_messages')
    .set((at) => ({ state: 'waiting', next_at: work.now, delivered_at: null, attempts_before: at.ref('attempts') }))
    .where('complaint_id', '=', found.complaint_id)
    .where('id', '=', id)
    .execute()
  await sendSoon(work, { complaint: found.complaint_id, message: id }, work.now)
  await work.announce({ fact: 'webhook.replayed', house: 'remedies', message: id })
  return present(
    work,
    await presentable(work).where('m.complaint_id', '=', found.complaint_id).where('m.id', '=', id).executeTakeFirstOrThrow(),
  )
}

// What waits for its next try can be sent now; what is being sent cannot.
const replayable: readonly string[] = ['waiting', 'delivered', 'given_up']

const presentable = (work: Work) =>
  work.db
    .selectFrom('remedies_webhook_messages as m')
    .innerJoin('remedies_webhooks as w', 'w.id', 'm.webhook_id')
    .innerJoin('remedies_payments as p', (join) => join.onRef('p.complaint_id', '=', 'm.complaint_id').onRef('p.id', '=', 'm.payment_id'))
    .selectAll('m')
    .select(['w.url', 'w.ended_at', 'p.reference'])
    .select(
      sql<
        { attempt: number; at: string; status: number | null; trouble: string | null }[]
      >`coalesce((select json_agg(json_build_object('attempt', t.attempt,
        'at', t.at, 'status', t.status, 'trouble', t.trouble) order by t.attempt) from remedies_webhook_attempts t
        where t.complaint_id = m.complaint_id and t.message_id = m.id), '[]')`.as('tries'),
    )

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

const present = (work: Work, row: Row): WebhookMessage => ({
  id: row.id,
  webhook: { id: row.webhook_id, url: row.url },
  payment: { id: row.payment_id, reference: row.reference },
  state: row.state as WebhookMessage['state'], // checks hold the same codes
  made_at: row.made_at.toString(),
  next_at: row.next_at?.toString() ?? null,
  delivered_at: row.delivered_at?.toString() ?? null,
  attempts: row.tries.map(({ at, trouble, ...one }) => ({
    ...one,
    at: Temporal.Instant.from(at).toString(),
    trouble: trouble as WebhookMessage['attempts'][number]['trouble'],
  })),
  may: { replay: row.ended_at === null && replayable.includes(row.state) && holds(paymentsGrants, work.actor, 'payments.webhooks') },
})
