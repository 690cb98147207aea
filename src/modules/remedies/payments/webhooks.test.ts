import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { atTheEnd } from '#test/at-the-end.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { deliverWebhook, orderPayment } from './index.ts'

interface Heard {
  headers: IncomingHttpHeaders
  body: string
}

const heard: Heard[] = []
let answer = 200
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    heard.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
    response.writeHead(answer).end('not read')
  })
}).listen(0, '127.0.0.1')
await new Promise((ready) => server.once('listening', ready))
atTheEnd(async () => {
  server.closeAllConnections()
  server.close()
})
const { port } = server.address() as AddressInfo
const url = `http://127.0.0.1:${port}/payments`

const stage = await scene({ WEBHOOK_HOSTS: `127.0.0.1:${port}` })
const { open, clock, db } = stage
const [ben, max, eve] = await Promise.all([stage.as('ben'), stage.as('max'), stage.as('eve')])
await max.put('/api/v1/payments/account', { holder: 'Harbour Ferries', iban: 'GR1601101250000000012300695' })
const webhooks = '/api/v1/payments/webhooks'
const messages = async (query = '') => (await max.get(`/api/v1/payments/webhook-messages${query}`)).body.data

/** A payment that the bank has carried out. */
async function paid(): Promise<{ complaint: string; payment: string }> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'You charged me twice.', channel: 'email', customer: ada })
  const complaint = body.id as string
  const payees = `/api/v1/complaints/${complaint}/payees`
  const payee = (await ben.post(payees, { holder: 'Ada Lindqvist', iban: 'DE89370400440532013000', original: true })).body.id
  await ben.post(`${payees}/${payee}/check`, { how: 'account_match' })
  const order = await open(theDesk, (work) => orderPayment(work, { complaint, remedy: newId(), payee, amount: 1250, currency: 'EUR' }))
  const file = (await max.post('/api/v1/payments/files', { format: 'pain_001' })).body
  const said = await max.post(`/api/v1/payments/files/${file.id}/confirmation`, { on: file.pay_on })
  expect(said.status).toBe(200)
  return { complaint, payment: order.id }
}

const steps = {
  step: <Result>(run: Parameters<typeof open<Result>>[1]) => open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
}

/** Lets minutes pass, and what is due then run: the queue itself goes by the real clock. */
async function later(minutes: number): Promise<void> {
  clock.pass({ minutes })
  const due = await db
    .selectFrom('remedies_webhook_messages')
    .select(['complaint_id', 'id'])
    .where('state', 'in', ['waiting', 'sending'])
    .where('next_at', '<=', clock.now())
    .execute()
  for (const { complaint_id: complaint, id: message } of due) await deliverWebhook.run(steps, { complaint, message })
}

test('who pays names an address once it may be told; others do not', async () => {
  expect((await ben.post(webhooks, { url })).status).toBe(403)
  expect((await eve.post(webhooks, { url })).status).toBe(403)
  expect((await eve.get(webhooks)).status).toBe(200)
  for (const wrong of [
    'https://10.0.0.7/x',
    'http://books.example/x',
    'https://localhost/x',
    'https://a:b@books.example/x',
    'https://169.254.169.254/x',
  ])
    expect((await max.post(webhooks, { url: wrong })).body.code).toBe('payments.webhook_private')
  expect((await max.post(webhooks, { url: 'nothing' })).body.code).toBe('payments.webhook_form')
  const added = await max.post(webhooks, { url })
  expect([added.status, added.body.webhook.url, added.body.secret.slice(0, 6)]).toEqual([201, url, 'whsec_'])
  expect(JSON.stringify((await max.get(webhooks)).body)).not.toContain(added.body.secret)
  await max.post(`${webhooks}/${added.body.webhook.id}/end`)
  expect((await max.post(`${webhooks}/${added.body.webhook.id}/end`)).status).toBe(200)
})

test('a payment is told once, signed, without a name or an account', async () => {
  const { secret } = (await max.post(webhooks, { url })).body
  const { complaint, payment } = await paid()
  await later(0)
  expect(heard).toHaveLength(1)
  const [{ headers, body }] = heard as [Heard]
  expect(JSON.parse(body)).toMatchObject({
    type: 'payment.executed',
    complaint: { id: complaint },
    payment: { id: payment, money: { amount: 1250, currency: 'EUR' } },
  })
  expect(body).not.toMatch(/Lindqvist|3000|DE89/)
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['redress-signature'])) ?? []
  expect(signature).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'))
  expect(Math.abs(Number(seconds) - clock.now().epochMilliseconds / 1000)).toBeLessThan(60)
  expect(headers['redress-id']).toBe(JSON.parse(body).id)
  const [message] = await messages()
  expect(message).toMatchObject({ id: headers['redress-id'], state: 'delivered', attempts: [{ attempt: 1, status: 200, trouble: null }] })
  await later(180)
  expect(heard).toHaveLength(1)
})

test('an address that answers 500 for an hour is tried again and shown; nothing is lost, and each try has the same id and words', async () => {
  heard.length = 0
  answer = 500
  await paid()
  await later(0)
  const until = clock.now().add({ minutes: 60 })
  while (Temporal.Instant.compare(clock.now(), until) < 0) await later(4)
  const [failing] = await messages('?state=waiting')
  expect(failing.attempts.length).toBeGreaterThanOrEqual(5)
  expect(failing.attempts.every((one: { status: number; trouble: string }) => one.status === 500 && one.trouble === 'status')).toBe(true)
  expect(failing.next_at).not.toBeNull()
  expect((await max.get(webhooks)).body.data[0]).toMatchObject({ waiting: 1, given_up: 0 })
  answer = 200
  for (let turn = 0; turn < 30 && (await messages('?state=waiting')).length > 0; turn += 1) await later(4)
  const [told] = await messages()
  expect(told.state).toBe('delivered')
  expect(told.attempts.at(-1)).toMatchObject({ status: 200, trouble: null })
  expect(new Set(heard.map(({ headers }) => headers['redress-id']))).toEqual(new Set([told.id]))
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1)
  expect(heard.length).toBe(told.attempts.length)
  expect(new Set(heard.map(({ headers }) => headers['redress-signature'])).size).toBe(heard.length)
})

test('what nobody takes for days is given up, visibly, and is sent again by hand with the same id', async () => {
  heard.length = 0
  answer = 503
  await paid()
  await later(0)
  for (let turn = 0; turn < 40 && (await messages('?state=given_up')).length === 0; turn += 1) await later(turn < 12 ? 30 : 12 * 60)
  const [lost] = await messages('?state=given_up')
  expect(lost.attempts).toHaveLength(13)
  expect(await stage.facts('house/remedies')).toContain('webhook.given_up')
  answer = 204
  expect((await eve.post(`/api/v1/payments/webhook-messages/${lost.id}/replay`)).status).toBe(403)
  const again = await max.post(`/api/v1/payments/webhook-messages/${lost.id}/replay`)
  expect([again.status, again.body.state]).toEqual([200, 'waiting'])
  await later(0)
  const [told] = await messages()
  expect([told.id, told.state, told.attempts.length]).toEqual([lost.id, 'delivered', 14])
  expect(heard.at(-1)?.headers['redress-id']).toBe(lost.id)
  expect((await max.post('/api/v1/payments/webhook-messages/0193f9a0-0000-7000-8000-00000000abcd/replay')).status).toBe(404)
})

test('where its worker died in the middle, it is told again with the same id', async () => {
  heard.length = 0
  answer = 200
  const { payment } = await paid()
  const { id, complaint_id } = await db
    .selectFrom('remedies_webhook_messages')
    .select(['id', 'complaint_id'])
    .where('payment_id', '=', payment)
    .executeTakeFirstOrThrow()
  // Taken, and nothing came of it.
  const lease = clock.now().add({ minutes: 10 })
  await db
    .updateTable('remedies_webhook_messages')
    .set({ state: 'sending', attempts: 1, next_at: lease })
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .execute()
  await later(0)
  expect(heard).toEqual([])
  for (let turn = 0; turn < 10 && heard.length === 0; turn += 1) await later(4)
  expect(heard.map(({ headers }) => [headers['redress-id'], headers['redress-attempt']])).toEqual([[id, '2']])
})

test('an address that was taken off hears nothing more', async () => {
  heard.length = 0
  const [{ id }] = (await max.get(webhooks)).body.data
  answer = 500
  await paid()
  await later(0)
  await max.post(`${webhooks}/${id}/end`)
  const before = heard.length
  for (let turn = 0; turn < 4; turn += 1) await later(30)
  expect(heard).toHaveLength(before)
  const [kept] = await messages()
  expect((await max.post(`/api/v1/payments/webhook-messages/${kept.id}/replay`)).body.code).toBe('payments.webhook_ended')
  await paid()
  expect(await messages('?state=waiting')).toEqual([])
})
