import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')

async function complaint(customer: object = { name: ada.name, email: ada.email }) {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The ferry left early.', subject: 'Ferry 12', channel: 'email', customer })
  return body as { id: string; number: string }
}

test('a reply is queued to the customer, threaded, with a plain text made from the rich one; its author becomes the owner', async () => {
  const { id, number } = await complaint()
  const { status, body } = await ben.post(`/api/v1/complaints/${id}/messages`, {
    html: '<p>Dear Ada,</p><p>we are <b>sorry</b>.</p><script>alert(1)</script>',
    text: 'something else',
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    state: 'queued',
    text: 'Dear Ada,\n\nwe are sorry.',
    html: '<p>Dear Ada,</p><p>we are <b>sorry</b>.</p>',
    subject: `Re: Ferry 12 [${number}]`,
  })
  expect(body.recipients).toMatchObject([{ role: 'to', name: ada.name, address: ada.email, bounced: false }])
  expect(body.may).toMatchObject({ send_again: false, mark_arrived: false, withdraw: true, hand: true, move: false })
  const row = await stage.db
    .selectFrom('conversations_messages')
    .select('message_id')
    .where('complaint_id', '=', id)
    .where('id', '=', body.id)
    .executeTakeFirstOrThrow()
  expect(row.message_id).toMatch(new RegExp(`^rd\\.${body.id}\\..+@desk\\.example$`))
  const { body: after } = await ben.get(`/api/v1/complaints/${id}`)
  expect(after).toMatchObject({ state: 'open', owner: { id: stage.agents.ben } })
  expect(await stage.facts(`complaint/${id}`)).toContain('reply.written')
})

test('a fact holds the seal over the words, never the words', async () => {
  const { id } = await complaint()
  await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'a very secret sentence' })
  const facts = await stage.db.selectFrom('facts_facts').selectAll().where('stream', '=', `complaint/${id}`).execute()
  expect(JSON.stringify(facts)).not.toContain('secret sentence')
})

test('a card number in the subject does not go out again', async () => {
  const { body } = await ben.post('/api/v1/complaints', {
    text: 'Twice!',
    subject: 'Charged 4111 1111 1111 1111',
    channel: 'email',
    customer: { email: ada.email },
  })
  const { body: reply } = await ben.post(`/api/v1/complaints/${body.id}/messages`, { text: 'We look at it.' })
  expect(reply.subject).not.toContain('4111')
})

test('a reply by hand needs no address and counts as sent', async () => {
  const { id } = await complaint({ phone: '+30 210 555 0101' })
  const { status, body } = await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'We will call.', by_hand: { how: 'told' } })
  expect(status).toBe(201)
  expect(body).toMatchObject({ state: 'sent', by_hand: 'told', recipients: [], channel: 'phone' })
  expect(await stage.facts(`complaint/${id}`)).toEqual(expect.arrayContaining(['reply.written', 'message.sent']))
})

test('without an address a reply is refused, and nothing is written', async () => {
  const { id } = await complaint({ phone: '+30 210 555 0102' })
  const { status, body } = await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Hello' })
  expect([status, body.code]).toEqual([409, 'conversations.no_address'])
  expect(await stage.facts(`complaint/${id}`)).not.toContain('reply.written')
})

test('a recipient who is new to the complaint is named, and must be confirmed', async () => {
  const { id } = await complaint()
  const asked = { text: 'Hello', to: [ada.email], cc: ['lawyer@office.example'] }
  const { status, body } = await ben.post(`/api/v1/complaints/${id}/messages`, asked)
  expect([status, body.code, body.recipients]).toEqual([409, 'conversations.new_recipient', ['lawyer@office.example']])
  expect(body.detail).toContain('lawyer@office.example')
  const { body: sent } = await ben.post(`/api/v1/complaints/${id}/messages`, { ...asked, confirmed_recipients: ['Lawyer@office.example'] })
  expect(sent.recipients).toHaveLength(2)
  const { body: next } = await ben.get(`/api/v1/complaints/${id}/recipients`)
  expect(next.data).toContainEqual({ role: 'cc', name: null, address: 'lawyer@office.example', reason: 'added', internal: false })
  // Known now: it need not be said again.
  expect((await ben.post(`/api/v1/complaints/${id}/messages`, asked)).status).toBe(201)
})

test('a colleague needs no confirmation, and is shown as one of the house', async () => {
  const { id } = await complaint()
  const asked = { text: 'Hello', to: [ada.email], cc: ['Cleo@desk.example'] }
  expect((await ben.post(`/api/v1/complaints/${id}/messages`, asked)).status).toBe(201)
  const { body } = await ben.get(`/api/v1/complaints/${id}/recipients`)
  expect(body.data).toMatchObject([
    { role: 'to', address: ada.email, reason: 'complained', internal: false },
    { role: 'cc', address: 'cleo@desk.example', reason: 'added', internal: true },
  ])
})

test('what we write to a supplier stays a thread of its own: neither hears of the other unless they are named', async () => {
  const { id } = await complaint()
  const supplier = 'parts@supplier.example'
  const asked = { text: 'Which part broke?', to: [supplier], confirmed_recipients: [supplier] }
  const { body: sent } = await ben.post(`/api/v1/complaints/${id}/messages`, asked)
  expect(sent.recipients.map(({ address }: { address: string }) => address)).toEqual([supplier])
  const { body: next } = await ben.get(`/api/v1/complaints/${id}/recipients`)
  expect(next.data.map(({ address }: { address: string }) => address)).toEqual([ada.email])
  expect(next.others).toEqual([{ name: null, address: supplier, reason: 'added', internal: false }])
  const { body: reply } = await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Dear Ada' })
  expect(reply.recipients.map(({ address }: { address: string }) => address)).toEqual([ada.email])
})

test('a reply that says nothing is refused', async () => {
  const { id } = await complaint()
  for (const asked of [{ text: '  ' }, { html: '<p> </p><script>1</script>' }, {}]) {
    expect((await ben.post(`/api/v1/complaints/${id}/messages`, asked)).body.code).toBe('conversations.nothing_written')
  }
})

test('a reply cannot have been told tomorrow', async () => {
  const { id } = await complaint()
  const at = stage.clock.now().add({ hours: 24 }).toString()
  const { body } = await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'x', by_hand: { how: 'told', at } })
  expect(body.code).toBe('conversations.in_future')
})

test('a file of another complaint, or one that was sent already, is refused', async () => {
  const [here, there] = [await complaint(), await complaint()]
  const { body: file } = await ben.upload(`/api/v1/complaints/${there.id}/attachments`, [
    { field: 'file', name: 'a.txt', type: 'text/plain', bytes: Buffer.from('a') },
  ])
  expect((await ben.post(`/api/v1/complaints/${here.id}/messages`, { text: 'x', attachments: [file.id] })).body.code).toBe(
    'conversations.attachment_gone',
  )
  const { body: sent } = await ben.post(`/api/v1/complaints/${there.id}/messages`, { text: 'x', attachments: [file.id] })
  expect(sent.attachments).toMatchObject([{ name: 'a.txt', size: 1 }])
  expect((await ben.post(`/api/v1/complaints/${there.id}/messages`, { text: 'x', attachments: [file.id] })).body.code).toBe(
    'conversations.attachment_gone',
  )
})

test('an auditor may read and not reply; a colleague of another team sees nothing', async () => {
  const { id } = await complaint()
  await ben.post(`/api/v1/complaints/${id}/assignment`, { team: stage.teams.north })
  expect((await (await stage.as('eve')).post(`/api/v1/complaints/${id}/messages`, { text: 'x' })).status).toBe(403)
  expect((await (await stage.as('dov')).post(`/api/v1/complaints/${id}/messages`, { text: 'x' })).status).toBe(404)
})

test('the same key twice is one reply', async () => {
  const { id } = await complaint()
  const [one, other] = await Promise.all(
    [1, 2].map(() => ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Once' }, { 'idempotency-key': `once-${id}` })),
  )
  expect(one?.body.id).toBe(other?.body.id)
  const { body } = await ben.get(`/api/v1/complaints/${id}/timeline`)
  expect(body.data.filter((item: { message?: { direction: string } }) => item.message?.direction === 'out')).toHaveLength(1)
})

test('a hidden copy goes out with the mail, is named in no head, and the next reply does not go to it by itself', async () => {
  const { body: complaint } = await (await stage.as('ben')).post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
  const caller = await stage.as('ben')
  const path = `/api/v1/complaints/${complaint.id}`
  const hidden = 'lawyer@office.example'
  const first = await caller.post(`${path}/messages`, { text: 'Dear Ada', to: [ada.email], bcc: [hidden], confirmed_recipients: [hidden] })
  expect(first.body.recipients).toMatchObject([
    { role: 'to', address: ada.email },
    { role: 'bcc', address: hidden },
  ])
  const { data, others } = (await caller.get(`${path}/recipients`)).body
  expect(JSON.stringify([data, others])).not.toContain(hidden)
  const second = await caller.post(`${path}/messages`, { text: 'Dear Ada, again' })
  expect(second.body.recipients).toMatchObject([{ role: 'to', address: ada.email }])
})
