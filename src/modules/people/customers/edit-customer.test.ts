import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const { as, ada, db } = await scene()
const ben = await as('ben')
const names = (answer: { body: { data: { name: string }[] } }) => answer.body.data.map(({ name }) => name)

test('An agent adds a customer, and finds them by name, address, telephone and account number', async () => {
  const contacts = [
    { kind: 'email', value: 'Niki.P@customer.example' },
    { kind: 'phone', value: '+30 694 000 0001' },
    { kind: 'account_number', value: 'AC-77 12' },
    { kind: 'postal_address', value: 'Οδός Ερμού 4, Αθήνα' },
  ]
  const made = await ben.post('/api/v1/customers', {
    name: 'Νίκη Παπαδάκη',
    language: 'el',
    preferred_channel: 'phone',
    needs: 'Large print',
    contacts,
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ name: 'Νίκη Παπαδάκη', preferred_channel: 'phone', notes: [], may: { edit: true } })
  for (const q of ['παπαδακη', 'niki.p@', '+30694', '00 30 694', 'ac77', 'οδοσ ερμου'])
    expect(names(await ben.get(`/api/v1/customers?q=${encodeURIComponent(q)}`))).toEqual(['Νίκη Παπαδάκη'])
  expect(names(await ben.get('/api/v1/customers?q=%25'))).toEqual([])
})

test('Customers are listed by name, a page at a time', async () => {
  for (const name of ['Zoe', 'Álvaro', 'Bruno']) await ben.post('/api/v1/customers', { name })
  const first = await ben.get('/api/v1/customers?limit=3')
  const second = await ben.get(`/api/v1/customers?limit=3&cursor=${first.body.next}`)
  expect([...names(first), ...names(second)]).toEqual(['Ada Lindqvist', 'Álvaro', 'Bruno', 'Zoe', 'Νίκη Παπαδάκη'])
  expect((await ben.get('/api/v1/customers?cursor=nonsense')).body.code).toBe('platform.unknown_cursor')
})

test('An agent changes a customer', async () => {
  const { version } = (await ben.get(`/api/v1/customers/${ada}`)).body
  const answer = await ben.patch(`/api/v1/customers/${ada}`, { salutation: 'Dr', preferred_channel: 'email' }, version)
  expect(answer.body).toMatchObject({ salutation: 'Dr', preferred_channel: 'email', version: version + 1 })
  expect((await ben.patch(`/api/v1/customers/${ada}`, { name: 'X' }, version)).status).toBe(412)
})

test('A contact that cannot be one is refused, and so is an address that another customer has', async () => {
  const other = await ben.post('/api/v1/customers', { name: 'Otto' })
  const add = (kind: string, value: string) => ben.post(`/api/v1/customers/${other.body.id}/contacts`, { kind, value })
  expect((await add('email', 'no address')).body.code).toBe('people.contact_not_readable')
  expect((await add('phone', 'call me')).body.code).toBe('people.contact_not_readable')
  const taken = await add('email', 'ADA@customer.example')
  expect([taken.body.code, taken.body.customer]).toEqual(['people.contact_taken', ada])
})

test('A contact added twice is there once; removed, its address is free again', async () => {
  const contact = { kind: 'email', value: 'ada.second@customer.example' }
  await ben.post(`/api/v1/customers/${ada}/contacts`, contact)
  const twice = await ben.post(`/api/v1/customers/${ada}/contacts`, contact)
  expect(twice.body.contacts).toHaveLength(2)
  const removed = await ben.post(`/api/v1/customers/${ada}/contacts/removal`, contact)
  expect(removed.body.contacts).toHaveLength(1)
  expect(await db.selectFrom('people_email_owners').selectAll().where('address', '=', contact.value).execute()).toEqual([])
})

test('A note is pinned and taken off; the record keeps it', async () => {
  const pinned = await ben.post(`/api/v1/customers/${ada}/notes`, { text: 'Calls after five.' })
  expect(pinned.body.notes).toMatchObject([{ text: 'Calls after five.', by: { name: 'Ben Okoro' } }])
  const [{ id }] = pinned.body.notes
  const remove = () => ben.post(`/api/v1/customers/${ada}/notes/${id}/removal`)
  expect((await remove()).body.notes).toEqual([])
  expect((await remove()).status).toBe(200)
  expect((await ben.post(`/api/v1/customers/${ada}/notes/${crypto.randomUUID()}/removal`)).body.code).toBe('people.note_not_found')
  expect(await db.selectFrom('people_customer_notes').select('text').execute()).toHaveLength(1)
})

test('An auditor reads and changes nothing', async () => {
  const eve = await as('eve')
  const seen = await eve.get(`/api/v1/customers/${ada}`)
  expect([seen.status, seen.body.may.edit]).toEqual([200, false])
  expect((await eve.post(`/api/v1/customers/${ada}/notes`, { text: 'x' })).status).toBe(403)
})

test('A customer who is not there is refused', async () => {
  expect((await ben.get(`/api/v1/customers/${crypto.randomUUID()}`)).body.code).toBe('people.customer_not_found')
})
