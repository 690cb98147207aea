import { expect, test } from 'vitest'
import { orderPayment } from '#modules/remedies/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { cabinCase } from '#test/cabin-case.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { agents, teams, db, open } = stage
const [ben, max, eve] = await Promise.all([stage.as('ben'), stage.as('max'), stage.as('eve')])
await max.put('/api/v1/payments/account', { holder: 'Harbour Ferries', iban: 'GR1601101250000000012300695' })
await db
  .updateTable('people_agents')
  .set({ duties: ['finance'] })
  .where('id', '=', agents.eve)
  .execute()

const cabin = (customer: string) => cabinCase(ben, { customer, owner: agents.ben, team: teams.north })

async function order(complaint: string): Promise<void> {
  const payees = `/api/v1/complaints/${complaint}/payees`
  const payee = (await ben.post(payees, { holder: 'Ada Lindqvist', iban: 'DE89370400440532013000', original: true })).body.id
  await ben.post(`${payees}/${payee}/check`, { how: 'account_match' })
  await open(theDesk, (work) => orderPayment(work, { complaint, remedy: newId(), payee, amount: 1250, currency: 'EUR' }))
}

const tasks = async (complaint: string) =>
  (await ben.get(`/api/v1/complaints/${complaint}/tasks`)).body.data.map(
    (one: { why: string; state: string; owner: { id: string } | null }) => [one.why, one.state, one.owner?.id],
  )

test('what is ordered to be paid is a task of finance, and is done when the bank has answered for all of it', async () => {
  const { id } = await cabin('paid')
  await order(id)
  await order(id)
  expect(await tasks(id)).toEqual([['pay', 'open', agents.eve]])
  expect((await eve.get('/api/v1/tasks?mine=true')).body.data).toMatchObject([{ why: 'pay', complaint: { id } }])
  const file = (await max.post('/api/v1/payments/files', { format: 'pain_001' })).body
  expect(await tasks(id)).toEqual([['pay', 'open', agents.eve]])
  await max.post(`/api/v1/payments/files/${file.id}/confirmation`, { on: file.pay_on })
  expect(await tasks(id)).toEqual([['pay', 'done', agents.eve]])
})

test('what the bank did not carry out is a task of whoever has the complaint, until it is ordered anew', async () => {
  const { id } = await cabin('failed')
  await order(id)
  const file = (await max.post('/api/v1/payments/files', { format: 'pain_001' })).body
  const [payment] = (await ben.get(`/api/v1/complaints/${id}/payees`)).body.payments
  await max.post(`/api/v1/payments/files/${file.id}/confirmation`, {
    on: file.pay_on,
    failed: [{ payment: payment.id, reason: 'Account closed' }],
  })
  expect((await tasks(id)).toSorted()).toEqual([
    ['not_paid', 'open', agents.ben],
    ['pay', 'done', agents.eve],
  ])
  await order(id)
  expect((await tasks(id)).filter(([, state]: string[]) => state === 'open')).toEqual([['pay', 'open', agents.eve]])
})

test('an account is adjusted by finance, who confirms it on the complaint', async () => {
  const { id, issues } = await cabin('adjusted')
  const { body } = await ben.post(`/api/v1/complaints/${id}/remedies`, {
    issue: issues[0],
    kind: 'account_adjustment',
    basis: 'entitlement',
    money: { amount: 40_00, currency: 'EUR' },
    explanation: 'Charged twice.',
    evidence: 'Two lines.',
  })
  expect(body).toMatchObject({ state: 'approved' })
  expect(await tasks(id)).toEqual([['adjust', 'open', agents.eve]])
  await ben.post(`/api/v1/complaints/${id}/remedies/${body.id}/execution`, { reference: 'Booking 17' })
  expect(await tasks(id)).toEqual([['adjust', 'done', agents.eve]])
})

test('where nobody with the finance duty sees the complaint, its owner has the task', async () => {
  await db.updateTable('people_agents').set({ duties: [] }).where('id', '=', agents.eve).execute()
  const { id } = await cabin('alone')
  await order(id)
  expect(await tasks(id)).toEqual([['pay', 'open', agents.ben]])
})
