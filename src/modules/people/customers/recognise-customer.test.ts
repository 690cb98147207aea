import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'
import { type Recognisable, recogniseCustomer } from '../index.ts'

const { open, ada, db } = await scene()
const recognise = (said: Recognisable) => open(theDesk, (work) => recogniseCustomer(work, said))
const customer = (id: string | undefined) =>
  db
    .selectFrom('people_customers')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow()

test('A customer is known by their address, in any case of letters, and keeps the name that a person wrote', async () => {
  const found = await recognise({ email: ' ADA@Customer.example', name: 'Somebody Else', phone: '+44 20 0000 0001' })
  expect(found).toMatchObject({ id: ada, isNew: false })
  expect((await customer(ada)).name).toBe('Ada Lindqvist')
})

test('What was not known is filled in', async () => {
  const first = await recognise({ email: 'nameless@customer.example' })
  const second = await recognise({ email: 'nameless@customer.example', name: 'Nora', language: 'es' })
  expect(second?.id).toBe(first?.id)
  expect(await customer(first?.id)).toMatchObject({ name: 'Nora', language: 'es' })
})

test('A new address with a known account number belongs to its customer from then on', async () => {
  const first = await recognise({ name: 'Ari', accountNumber: 'K 100-2' })
  const second = await recognise({ email: 'ari@customer.example', accountNumber: 'k1002' })
  expect(second).toMatchObject({ id: first?.id, isNew: false })
  expect((await recognise({ email: 'ari@customer.example' }))?.id).toBe(first?.id)
})

test('A telephone alone is enough; with another address it is another person of the house', async () => {
  const first = await recognise({ name: 'Pia', phone: '0030 694 111 1111' })
  expect((await recognise({ phone: '+30 694-111-1111' }))?.id).toBe(first?.id)
  expect((await recognise({ email: 'ion@customer.example', phone: '+306941111111' }))?.isNew).toBe(true)
})

test('A name without end is cut, a NUL byte is left out, and what is no address is no contact', async () => {
  const found = await recognise({ name: `Y\0${'y'.repeat(5000)}`, email: 'not an address', phone: '+30 694 222 2222' })
  expect((await customer(found?.id)).name).toHaveLength(200)
  expect(
    await db
      .selectFrom('people_contacts')
      .select('kind')
      .where('customer_id', '=', found?.id ?? '')
      .execute(),
  ).toEqual([{ kind: 'phone' }])
})

test('Nothing said is nobody', async () => {
  expect(await recognise({ name: ' ', email: null })).toBeNull()
})

test('Ten at once with the same new address are one customer', async () => {
  const found = await Promise.all(Array.from({ length: 10 }, () => recognise({ email: 'crowd@customer.example', name: 'Kim' })))
  expect(new Set(found.map((one) => one?.id)).size).toBe(1)
  expect(found.filter((one) => one?.isNew)).toHaveLength(1)
  expect(await db.selectFrom('people_customers').select('id').where('name', '=', 'Kim').execute()).toHaveLength(1)
})
