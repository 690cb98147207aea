import { createHmac } from 'node:crypto'
import { complaintAnywhere } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { newId } from '#platform/id.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import { type Posted, postOutside } from '#platform/post-outside.ts'
import type { Work } from '#platform/work.ts'
import { nextTry } from './rules/backoff.ts'

/** Tells everybody who wants to know that a payment was carried out: one message each, made with the fact, sent by its own job. */
export async function tellOfPayment(work: Work, { complaint, payment }: Fact<'payment.executed'>): Promise<void> {
  const webhooks = await work.db.selectFrom('remedies_webhooks').select('id').where('ended_at', 'is', null).orderBy('id').execute()
  if (webhooks.length === 0) return
  const rows = webhooks.map(({ id }) => ({
    complaint_id: complaint,
    id: newId(),
    webhook_id: id,
    payment_id: payment,
    next_at: work.now,
    made_at: work.now,
  }))
  const made = await work.db
    .insertInto('remedies_webhook_messages')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['webhook_id', 'payment_id']).doNothing())
    .returning('id')
    .execute()
  for (const { id } of made) await sendSoon(work, { complaint, message: id }, work.now)
}

interface At {
  complaint: Id
  message: Id
}

export const sendSoon = (work: Work, at: At, when: Temporal.Instant): Promise<void> =>
  work.enqueue(deliverWebhook, at, { at: when, key: `webhook/${at.message}` })

/** One try. It may run twice and the other side may hear twice: each time it hears the same id. */
export const deliverWebhook = job<At>('deliver-webhook', async ({ step, signal }, at) => {
  const taken = await step((work) => takeMessage(work, at))
  if (taken === null) return
  const posted = await postOutside(taken.url, { headers: taken.headers, body: taken.body, own: taken.own, signal })
  await step((work) => noteTry(work, at, { ...posted, attempt: taken.attempt }))
})

// Whoever takes it has so long; then it counts as not sent, and is tried again.
const held = { minutes: 10 }

interface Taken {
  url: string
  own: string | undefined
  headers: Record<string, string>
  body: string
  attempt: number
}

async function takeMessage(work: Work, at: At): Promise<Taken | null> {
  await complaintAnywhere(work, at.complaint)
  const message = await work.db
    .selectFrom('remedies_webhook_messages as m')
    .innerJoin('remedies_webhooks as w', 'w.id', 'm.webhook_id')
    .innerJoin('remedies_payments as p', (join) => join.onRef('p.complaint_id', '=', 'm.complaint_id').onRef('p.id', '=', 'm.payment_id'))
    .innerJoin('complaints_complaints as c', 'c.id', 'm.complaint_id')
    .select(['m.state', 'm.attempts', 'm.next_at', 'm.made_at', 'w.url', 'w.secret', 'w.ended_at', 'c.number'])
    .select(['p.id as payment', 'p.remedy_id', 'p.reference', 'p.amount', 'p.currency', 'p.executed_on'])
    .where('m.complaint_id', '=', at.complaint)
    .where('m.id', '=', at.message)
    .executeTakeFirst()
  if (!message || !['waiting', 'sending'].includes(message.state)) return null
  if (message.ended_at !== null) return giveUp(work, at)
  if (message.next_at && Temporal.Instant.compare(message.next_at, work.now) > 0) {
    await sendSoon(work, at, message.next_at)
    return null
  }
  const attempt = message.attempts + 1
  const again = work.now.add(held)
  await change(work, at, { state: 'sending', attempts: attempt, next_at: again })
  // Where this worker dies, another finds it then.
  await sendSoon(work, at, again)
  const { secrets, configuration } = toolsOf(work)
  const body = bodyOf(at, message)
  const secret = secrets.decrypt(message.secret).toString('utf8')
  return {
    url: message.url,
    own: configuration.WEBHOOK_HOSTS,
    body,
    attempt,
    headers: headersOf(at, { body, secret, now: work.now, attempt }),
  }
}

interface Told {
  number: string
  payment: Id
  remedy_id: Id
  reference: string
  amount: number
  currency: string
  executed_on: Temporal.PlainDate | null
  made_at: Temporal.Instant
}

/** Made of what never changes, so that every try says the same. No name and no account is in it. */
const bodyOf = (
  { complaint, message }: At,
  { number, payment, remedy_id, reference, amount, currency, executed_on, made_at }: Told,
): string =>
  JSON.stringify({
    id: message,
    type: 'payment.executed',
    at: made_at.toString(),
    complaint: { id: complaint, number },
    remedy: remedy_id,
    payment: { id: payment, reference, money: { amount, currency }, executed_on: executed_on?.toString() ?? null },
  })

function headersOf(
  { message }: At,
  { body, secret, now, attempt }: { body: string; secret: string; now: Temporal.Instant; attempt: number },
): Record<string, string> {
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Redress',
    'redress-id': message,
    'redress-attempt': String(attempt),
    'redress-signature': `t=${seconds},v1=${signature}`,
  }
}

async function noteTry(work: Work, at: At, { attempt, status, trouble }: Posted & { attempt: number }): Promise<void> {
  await complaintAnywhere(work, at.complaint)
  const of = { complaint_id: at.complaint, message_id: at.message }
  await work.db
    .insertInto('remedies_webhook_attempts')
    .values({ ...of, attempt, at: work.now, status, trouble })
    .execute()
  if (trouble === null) return change(work, at, { state: 'delivered', delivered_at: work.now, next_at: null })
  const { attempts_before } = await work.db
    .selectFrom('remedies_webhook_messages')
    .select('attempts_before')
    .where('complaint_id', '=', at.complaint)
    .where('id', '=', at.message)
    .executeTakeFirstOrThrow()
  const next = nextTry(attempt - attempts_before, work.now)
  if (next === null) return void (await giveUp(work, at))
  await change(work, at, { state: 'waiting', next_at: next })
  await sendSoon(work, at, next)
}

/** It stays in the list, and somebody can send it again. */
async function giveUp(work: Work, at: At): Promise<null> {
  await change(work, at, { state: 'given_up', next_at: null })
  await work.announce({ fact: 'webhook.given_up', house: 'remedies', message: at.message })
  return null
}

interface Changed {
  state: 'waiting' | 'sending' | 'delivered' | 'given_up'
  attempts?: number
  next_at: Temporal.Instant | null
  delivered_at?: Temporal.Instant
}

const change = async (work: Work, { complaint, message }: At, columns: Changed): Promise<void> =>
  void (await work.db
    .updateTable('remedies_webhook_messages')
    .set(columns)
    .where('complaint_id', '=', complaint)
    .where('id', '=', message)
    .execute())
