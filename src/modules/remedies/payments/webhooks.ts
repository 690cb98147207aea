import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { nameActors } from '#modules/people/index.ts'
import { actorName, holds } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { isOutside } from '#platform/post-outside.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { paymentsGrants } from './access.ts'
import type { addWebhook as addEndpoint, listWebhooks as listEndpoint, Webhook } from './contract/webhook.ts'
import './refusals.ts'

const most = 10

/** Who is told, the newest first; those that ended stay for the record. */
export async function listWebhooks(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  const rows = await presentable(work).orderBy('w.added_at', 'desc').orderBy('w.id').limit(100).execute()
  return { data: await present(work, rows), may: { add: holds(paymentsGrants, work.actor, 'payments.webhooks') } }
}

/** Tells an address from now on. The key that signs is shown now and never again. */
export async function addWebhook(work: Work, { url }: BodyOf<typeof addEndpoint>): Promise<AnswerOf<typeof addEndpoint>> {
  const written = url.trim()
  const { configuration, secrets } = toolsOf(work)
  if (!URL.canParse(written)) throw refuse('payments.webhook_form')
  if (!isOutside(written, configuration.WEBHOOK_HOSTS)) throw refuse('payments.webhook_private')
  const { held } = await work.db
    .selectFrom('remedies_webhooks')
    .select(({ fn }) => fn.countAll<number>().as('held'))
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(held) >= most) throw refuse('payments.webhooks_many', { most })
  const secret = `whsec_${randomBytes(32).toString('base64url')}`
  const row = { id: newId(), url: new URL(written).href, added_by: actorName(work.actor), added_at: work.now }
  await work.db
    .insertInto('remedies_webhooks')
    .values({ ...row, secret: secrets.encrypt(Buffer.from(secret, 'utf8')) })
    .execute()
  await work.announce({ fact: 'webhook.added', house: 'remedies', webhook: row.id })
  return { webhook: await presentOne(work, row.id), secret }
}

/** It is told nothing more. Twice is once. */
export async function endWebhook(work: Work, id: Id): Promise<Webhook> {
  const row = await work.db.selectFrom('remedies_webhooks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw refuse('payments.webhook_not_found')
  if (row.ended_at === null) {
    await work.db
      .updateTable('remedies_webhooks')
      .set({ ended_at: work.now, ended_by: actorName(work.actor) })
      .where('id', '=', id)
      .execute()
    await work.announce({ fact: 'webhook.ended', house: 'remedies', webhook: id })
  }
  return presentOne(work, id)
}

const presentable = (work: Work) =>
  work.db
    .selectFrom('remedies_webhooks as w')
    .select(['w.id', 'w.url', 'w.added_by', 'w.added_at', 'w.ended_at'])
    .select([counted('waiting', 'sending').as('waiting'), counted('given_up').as('given_up')])

const counted = (...states: string[]) =>
  sql<number>`(select count(*)::int from remedies_webhook_messages m where m.webhook_id = w.id and m.state in (${sql.join(states)}))`

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

async function presentOne(work: Work, id: Id): Promise<Webhook> {
  const [one] = await present(work, await presentable(work).where('w.id', '=', id).execute())
  if (!one) throw refuse('payments.webhook_not_found')
  return one
}

async function present(work: Work, rows: readonly Row[]): Promise<Webhook[]> {
  const by = await nameActors(
    work,
    rows.map(({ added_by }) => added_by),
  )
  return rows.map(({ added_by, added_at, ended_at, ...row }) => ({
    ...row,
    added_by: by(added_by),
    added_at: added_at.toString(),
    ended_at: ended_at?.toString() ?? null,
  }))
}
