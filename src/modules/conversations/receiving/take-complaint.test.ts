import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { type NewIncoming, plainIncoming } from './receive-message.ts'
import { takeComplaint } from './take-complaint.ts'

const stage = await scene()
const call = {
  text: 'The kettle leaks.\nI want my money back.',
  channel: 'phone',
  customer: { name: ada.name, phone: '+30 210 555 0100' },
} as const

test('a colleague takes a complaint by telephone: number, first line as subject, first words as first message', async () => {
  const ben = await stage.as('ben')
  const { status, body } = await ben.post('/api/v1/complaints', call)
  expect(status).toBe(201)
  expect(body).toMatchObject({ state: 'received', subject: 'The kettle leaks.', words: call.text, channel: 'phone' })
  expect(body.number).toMatch(/^RD-\d{4}-\d{6}-\d$/)
  const { body: timeline } = await ben.get(`/api/v1/complaints/${body.id}/timeline`)
  expect(timeline.data.map((item: { kind: string }) => item.kind)).toEqual(['event', 'event', 'message'])
  expect(timeline.data[2].message).toMatchObject({
    direction: 'in',
    channel: 'phone',
    text: call.text,
    author: { kind: 'customer', name: ada.name },
  })
  expect(await stage.facts(`complaint/${body.id}`)).toEqual(expect.arrayContaining(['complaint.opened', 'message.received']))
})

test('the same e-mail address is the same customer', async () => {
  const ben = await stage.as('ben')
  const { body } = await ben.post('/api/v1/complaints', { text: 'Again!', channel: 'letter', customer: { email: ada.email.toUpperCase() } })
  expect(body.customer.id).toBe(stage.ada)
})

test('an anonymous complaint needs no way to answer, and names nobody', async () => {
  const ben = await stage.as('ben')
  const { status, body } = await ben.post('/api/v1/complaints', {
    text: 'A driver was rude.',
    channel: 'counter',
    anonymous: true,
    customer: { email: ada.email },
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({ anonymous: true, customer: null })
})

test('a mail is its first message, with its files and its Message-ID', async () => {
  const files = [{ name: '../../x.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 bill') }]
  const message = {
    ...plainIncoming,
    channel: 'email',
    from: { name: 'Zoe', address: 'zoe@customer.example' },
    subject: 'Broken',
    text: 'Broken\u0000!',
    visibleText: 'Broken!',
    at: stage.clock.now(),
    messageId: '<m1@customer.example>',
    attachments: files,
  } as const
  const complaint = await stage.open(theDesk, (work) =>
    takeComplaint(work, {
      text: 'Broken!',
      channel: 'email',
      subject: 'Broken',
      message: { ...message, recipients: [], references: [], bouncedRecipients: [] },
    }),
  )
  const kept = await stage.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .executeTakeFirstOrThrow()
  expect(kept).toMatchObject({ message_id: 'm1@customer.example', text: 'Broken!', from_address: 'zoe@customer.example' })
  const file = await stage.db
    .selectFrom('conversations_attachments')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .executeTakeFirstOrThrow()
  expect(file).toMatchObject({ name: 'x.pdf', media_type: 'application/pdf', message_id: kept.id })
})

test('a mail without a sender and with an endless subject is taken all the same', async () => {
  const message: Omit<NewIncoming, 'complaint'> = { ...plainIncoming, channel: 'email', text: '', visibleText: '', at: stage.clock.now() }
  const complaint = await stage.open(theDesk, (work) =>
    takeComplaint(work, { text: '', channel: 'email', subject: `a\u0000${'b'.repeat(10_000)}`, message }),
  )
  expect(complaint.customer_id).toBeNull()
  expect(complaint.subject).toHaveLength(500)
})

test('without a way to answer it is refused', async () => {
  const { status, body } = await (await stage.as('ben')).post('/api/v1/complaints', {
    text: 'Hello',
    channel: 'phone',
    customer: { name: 'Ada' },
  })
  expect([status, body.code]).toEqual([400, 'complaints.no_way_to_answer'])
})

test('a NUL byte, empty words and a far too long text are refused with the field named', async () => {
  const ben = await stage.as('ben')
  for (const text of ['a\u0000b', '   ', 'x'.repeat(200_001)]) {
    const { status, body } = await ben.post('/api/v1/complaints', { ...call, text })
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([400, 'platform.bad_input', 'text'])
  }
})

test('it cannot have been received tomorrow', async () => {
  const tomorrow = stage.clock.now().add({ hours: 24 }).toString()
  const { body } = await (await stage.as('ben')).post('/api/v1/complaints', { ...call, received_at: tomorrow })
  expect(body.code).toBe('complaints.received_in_future')
})

test('two at once from a new address are two complaints of one customer', async () => {
  const ben = await stage.as('ben')
  const asked = { text: 'Late again.', channel: 'letter', customer: { email: 'new@customer.example' } }
  const [one, other] = await Promise.all([ben.post('/api/v1/complaints', asked), ben.post('/api/v1/complaints', asked)])
  expect(one.body.customer.id).toBe(other.body.customer.id)
  expect(one.body.number).not.toBe(other.body.number)
})
