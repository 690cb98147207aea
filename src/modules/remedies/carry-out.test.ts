import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { open, stranger } = stage
const [ben, cleo, max, shop] = [await stage.as('ben'), await stage.as('cleo'), await stage.as('max'), await stage.token('agent')]
await max.put('/api/v1/payments/account', { holder: 'Harbour Ferries', iban: 'GR1601101250000000012300695' })

let guests = 0
async function complaint() {
  guests += 1
  const customer = { name: 'Guest', email: `guest${guests}@customer.example` }
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'phone', customer })
  const { body: issue } = await ben.post(`/api/v1/complaints/${body.id}/issues`, { title: 'Double booking' })
  await ben.post(`/api/v1/complaints/${body.id}/contacts`, { channel: 'phone', direction: 'out', text: 'We explained it.' })
  return { id: body.id as string, issue: issue.id as string, customer: body.customer.id as string, path: `/api/v1/complaints/${body.id}` }
}
type Case = Awaited<ReturnType<typeof complaint>>

const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' })

async function pool(amount: number, more: object = {}) {
  const asked = { name: `Pool ${newId()}`, kind: 'coupon', money: euros(amount), days: 30, ...more }
  const { body } = await max.post('/api/v1/coupons/pools', asked)
  await max.post(`/api/v1/coupons/pools/${body.id}/codes`, { count: 3 })
  return body.id as string
}

async function approved(of: Case, more: object = {}) {
  const asked = { issue: of.issue, kind: 'coupon', basis: 'goodwill', money: euros(20), explanation: 'You waited two hours.', ...more }
  const { body } = await cleo.post(`${of.path}/remedies`, asked)
  expect(body).toMatchObject({ state: 'approved' })
  // A person told the customer of it.
  stage.clock.pass({ seconds: 1 })
  await ben.post(`${of.path}/contacts`, { channel: 'phone', direction: 'out', text: 'We told them what they get.' })
  return body.id as string
}

const execute = (of: Case, remedy: string, how: object) => ben.post(`${of.path}/remedies/${remedy}/execution`, { key: newId(), ...how })
const stateOf = async (of: Case, remedy: string) =>
  (await ben.get(`${of.path}/remedies`)).body.data.find(({ id }: { id: string }) => id === remedy).state
const balance = async (of: Case) =>
  (await ben.get(`${of.path}/remedies`)).body.totals.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)

test('a coupon is approved, given, seen by the customer, taken by the shop: that settles it, and the books balance', async () => {
  const of = await complaint()
  const remedy = await approved(of)
  expect((await execute(of, remedy, { pool: await pool(15) })).body.code).toBe('coupons.worth_differs')
  expect((await execute(of, remedy, { pool: await pool(20, { kind: 'gift_card' }) })).body.code).toBe('coupons.worth_differs')
  expect(await stateOf(of, remedy)).toBe('approved')
  expect((await execute(of, remedy, { pool: await pool(20) })).body.state).toBe('executed')
  const [coupon] = (await ben.get(`${of.path}/coupons`)).body.data
  expect(coupon).toMatchObject({ remedy, state: 'issued', money: euros(20) })
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint: of.id, customer: of.customer, use: 'follow', days: 3 }))
  expect((await stranger.get(`/c/${secret}?language=es`)).bytes.toString()).toMatch(/Cupón de 20,00\s€/)
  const page = await stranger.post(`/c/${secret}/coupons/${coupon.id}?language=es`)
  const code = /class="code">([^<]+)</.exec(page.bytes.toString())?.[1] ?? ''
  expect(await stateOf(of, remedy)).toBe('confirmed')
  expect((await shop.post(`/api/v1/coupons/${code}/redemption`, {}, { 'idempotency-key': newId() })).status).toBe(200)
  expect(await stateOf(of, remedy)).toBe('settled')
  expect(await balance(of)).toBe(0)
  expect((await stage.facts(`complaint/${of.id}`)).filter((fact) => /^(coupon|remedy)\./.test(fact))).toEqual([
    'remedy.proposed',
    'remedy.approved',
    'coupon.issued',
    'remedy.executed',
    'coupon.revealed',
    'remedy.confirmed',
    'coupon.redeemed',
    'remedy.settled',
  ])
})

test('a coupon for a share of the next purchase comes from a pool of the same share', async () => {
  const of = await complaint()
  const remedy = await approved(of, { money: null, percent: 10 })
  expect((await execute(of, remedy, { pool: await pool(20) })).body.code).toBe('coupons.worth_differs')
  expect((await execute(of, remedy, { pool: await pool(0, { money: null, percent: 10 }) })).body.state).toBe('executed')
})

test('a dry pool leaves the remedy approved and the books as they were', async () => {
  const of = await complaint()
  const remedy = await approved(of)
  const { body: dry } = await max.post('/api/v1/coupons/pools', { name: `Dry ${newId()}`, kind: 'coupon', money: euros(20), days: 30 })
  const before = await stage.facts(`complaint/${of.id}`)
  const { status, body } = await execute(of, remedy, { pool: dry.id })
  expect([status, body.code]).toEqual([409, 'coupons.pool_dry'])
  expect([await stateOf(of, remedy), await stage.facts(`complaint/${of.id}`)]).toEqual(['approved', before])
})

test('what is reversed is taken back from the customer; what the shop has taken is not reversed', async () => {
  const of = await complaint()
  const [one, other] = [await approved(of, { money: euros(10) }), await approved(of, { money: euros(12) })]
  await execute(of, one, { pool: await pool(10) })
  await execute(of, other, { pool: await pool(12) })
  const reverse = (remedy: string) => cleo.post(`${of.path}/remedies/${remedy}/reversal`, { reason: 'given by mistake' })
  expect((await reverse(one)).body.state).toBe('reversed')
  const coupons = (await ben.get(`${of.path}/coupons`)).body.data
  expect(coupons.find(({ remedy }: { remedy: string }) => remedy === one)).toMatchObject({
    state: 'cancelled',
    cancel_reason: 'given by mistake',
  })
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint: of.id, customer: of.customer, use: 'follow', days: 3 }))
  const kept = coupons.find(({ remedy }: { remedy: string }) => remedy === other)
  const code = /class="code">([^<]+)</.exec((await stranger.post(`/c/${secret}/coupons/${kept.id}`)).bytes.toString())?.[1] ?? ''
  await shop.post(`/api/v1/coupons/${code}/redemption`, {}, { 'idempotency-key': newId() })
  expect((await reverse(other)).body.code).toBe('coupons.redeemed_already')
  expect(await stateOf(of, other)).toBe('settled')
})

test('money goes to the account that paid, or to the one that was approved with it; the bank’s answer settles it', async () => {
  const of = await complaint()
  const note = async (iban: string, original: boolean) =>
    (await ben.post(`${of.path}/payees`, { holder: 'Guest', iban, original })).body.id as string
  const [paid, other] = [await note('DE89370400440532013000', true), await note('ES9121000418450200051332', false)]
  const refund = { kind: 'goodwill_payment', money: euros(15) }
  const first = await approved(of, refund)
  expect((await execute(of, first, { payee: other })).body.code).toBe('payments.other_payee')
  expect((await execute(of, first, { payee: paid })).body.code).toBe('payments.identity_first')
  await ben.post(`${of.path}/payees/${paid}/check`, { how: 'account_match' })
  expect((await execute(of, first, { payee: paid })).body.state).toBe('executed')

  // Another account than the one that paid is for somebody else to approve, whatever the sum.
  const asked = { issue: of.issue, basis: 'goodwill', explanation: 'You waited two hours.', ...refund, money: euros(10), payee: other }
  const { body: requested } = await ben.post(`${of.path}/remedies`, asked)
  expect(requested).toMatchObject({ state: 'requested', payee: other })
  const second = requested.id as string
  await max.post(`${of.path}/remedies/${second}/approval`)
  await ben.post(`${of.path}/contacts`, { channel: 'phone', direction: 'out', text: 'We told them what they get.' })
  await ben.post(`${of.path}/payees/${other}/check`, { how: 'document' })
  expect((await execute(of, second, {})).body.code).toBe('payments.second_pair')
  await max.post(`${of.path}/payees/${other}/approval`)
  expect((await execute(of, second, {})).body.state).toBe('executed')

  const { body: file } = await max.post('/api/v1/payments/files', { format: 'pain_001' })
  expect(file).toMatchObject({ payments: 2, total: euros(25) })
  expect((await cleo.post(`${of.path}/remedies/${first}/reversal`, { reason: 'x' })).body.code).toBe('payments.with_bank')
  await max.post(`/api/v1/payments/files/${file.id}/confirmation`, { on: '2026-11-25' })
  expect([await stateOf(of, first), await stateOf(of, second), await balance(of)]).toEqual(['settled', 'settled', 0])
})

test('a code is given for coupons only, and money goes to accounts only where it is money', async () => {
  const of = await complaint()
  const remedy = await approved(of, { kind: 'goodwill_payment', money: euros(5) })
  expect((await execute(of, remedy, { pool: await pool(5) })).body.code).toBe('coupons.no_code_of_this')
  const coupon = await approved(of, { money: euros(5) })
  expect((await execute(of, coupon, { payee: newId() })).body.code).toBe('payments.no_money_of_this')
  await expect(
    ben.post(`${of.path}/remedies`, {
      issue: of.issue,
      kind: 'goodwill_payment',
      basis: 'goodwill',
      money: euros(5),
      explanation: 'x',
      payee: newId(),
    }),
  ).resolves.toMatchObject({ status: 404 })
})
