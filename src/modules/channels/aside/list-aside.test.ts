import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { addMailbox, bounce, mail, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const [ben, dov, eve, fay] = [await stage.as('ben'), await stage.as('dov'), await stage.as('eve'), await stage.as('fay')]
await addMailbox(stage, { team_id: stage.teams.north })

const list = async (caller = ben, query = '') => (await caller.get(`/api/v1/mails-aside${query}`)).body
let aways = 0
/** Each says something of its own: the same words again would be the same mail. */
const putAside = (text = `I am away. ${(aways += 1)}`) =>
  receive(stage, mail({ text, from: 'away@customer.example', fields: { 'Auto-Submitted': 'auto-replied' } }))

test('the list says why, from whom, how large and how it begins, newest first; numbers are masked', async () => {
  const first = await putAside('I am away with 4111 1111 1111 1111.')
  const second = await receive(stage, Buffer.from('no mail at all'))
  const { data } = await list()
  expect(data).toMatchObject([
    { id: second.id, reason: 'not_mail' },
    {
      id: first.id,
      reason: 'auto_reply',
      from: { address: 'away@customer.example' },
      subject: 'The cabin was wet',
      recipient: 'complaints@desk.example',
      size: first.size,
    },
  ])
  expect(data[1].beginning).toMatch(/^I am away with .*1111\.$/)
  expect(data[1].beginning).not.toContain('4111')
})

test('a bounce of nothing that we sent says whom it did not reach', async () => {
  const row = await receive(stage, bounce({ original: 'y@elsewhere.example', recipient: 'gone@customer.example' }))
  const { data } = await list()
  expect(data.find(({ id }: { id: string }) => id === row.id)).toMatchObject({ reason: 'bounce', unreached: ['gone@customer.example'] })
  expect(data.find(({ id }: { id: string }) => id !== row.id)).toMatchObject({ unreached: [] })
})

test('it goes on with a cursor; what came to a mailbox of another team is not in it', async () => {
  const page = await list(ben, '?limit=1')
  expect((await list(ben, `?limit=1&cursor=${page.next}`)).data[0].id).not.toBe(page.data[0].id)
  expect((await list(dov)).data).toEqual([])
  expect((await eve.get('/api/v1/mails-aside')).status).toBe(403)
})

test('a mail that was put aside becomes a complaint by hand, once', async () => {
  const row = await putAside()
  const { status, body } = await ben.post(`/api/v1/mails-aside/${row.id}/opening`)
  expect(status).toBe(200)
  expect(body.complaint.number).toMatch(/^RD-/)
  expect(await stage.facts(`complaint/${body.complaint.id}`)).toContain('mail.opened_by_hand')
  expect((await list()).data.some(({ id }: { id: string }) => id === row.id)).toBe(false)
  expect((await ben.post(`/api/v1/mails-aside/${row.id}/opening`)).body.code).toBe('channels.mail_settled')
  expect((await dov.post(`/api/v1/mails-aside/${row.id}/opening`)).status).toBe(404)
  await stage.runJobs()
  const messages = await stage.db
    .selectFrom('conversations_messages')
    .select('direction')
    .where('complaint_id', '=', body.complaint.id)
    .execute()
  expect(messages).toEqual([{ direction: 'in' }])
})

test('two colleagues who open the same mail at once open one complaint', async () => {
  const row = await putAside()
  const answers = await Promise.all([ben, fay].map((caller) => caller.post(`/api/v1/mails-aside/${row.id}/opening`)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
})

test('a mail without a sender opens without a customer', async () => {
  const row = await receive(stage, Buffer.from('Subject: Guess who\r\n\r\nIt is I.\r\n'))
  const { body } = await ben.post(`/api/v1/mails-aside/${row.id}/opening`)
  expect((await ben.get(`/api/v1/complaints/${body.complaint.id}`)).body).toMatchObject({
    anonymous: true,
    customer: null,
    words: expect.stringContaining('It is I.'),
  })
})

test('a mail of somebody unknown is added to the complaint it belongs to; from then on they take part', async () => {
  const opened = await receive(stage, mail())
  const { number } = (await ben.get(`/api/v1/complaints/${opened.complaint_id}`)).body
  const husband = { from: 'Lars <lars@customer.example>', subject: `[${number}]` }
  const row = await receive(stage, mail({ ...husband, text: 'I was there, too.' }))
  expect(row.put_aside).toBe('unknown_sender')
  const { status, body } = await ben.post(`/api/v1/mails-aside/${row.id}/attachment`, { complaint: opened.complaint_id })
  expect(status).toBe(200)
  expect(body.complaint.number).toBe(number)
  expect(await receive(stage, mail({ ...husband, text: 'And one more thing.' }))).toMatchObject({
    state: 'attached',
    complaint_id: opened.complaint_id,
  })
})

test('a mail cannot be added to a complaint that the caller does not see', async () => {
  const opened = await receive(stage, mail())
  const row = await receive(stage, bounce({ original: 'x@elsewhere.example', recipient: 'x@customer.example' }), 'none@desk.example')
  await stage.db.updateTable('channels_mails').set({ mailbox_id: null }).where('id', '=', row.id).execute()
  expect((await dov.post(`/api/v1/mails-aside/${row.id}/attachment`, { complaint: opened.complaint_id })).status).toBe(404)
})

test('a mail is discarded with a reason; its row and its raw file stay', async () => {
  const row = await putAside()
  expect((await ben.post(`/api/v1/mails-aside/${row.id}/discarding`, { reason: ' ' })).status).toBe(400)
  expect((await ben.post(`/api/v1/mails-aside/${row.id}/discarding`, { reason: 'An absence note.' })).body).toEqual({ discarded: true })
  const kept = await stage.db.selectFrom('channels_mails').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
  expect(kept).toMatchObject({ state: 'discarded', settled_reason: 'An absence note.', settled_by: `person/${stage.agents.ben}` })
  const raw = await fay.get(`/api/v1/mails/${row.id}/raw`)
  expect(raw.bytes.toString()).toContain('I am away.')
})

test('the raw mail comes byte for byte, to whom may have it, and that it was read is written down', async () => {
  const sent = mail({ text: 'Card 4111 1111 1111 1111' })
  const row = await receive(stage, sent)
  expect((await ben.get(`/api/v1/mails/${row.id}/raw`)).status).toBe(403)
  const raw = await fay.get(`/api/v1/mails/${row.id}/raw`)
  expect(raw.bytes.equals(sent)).toBe(true)
  expect(raw.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
  expect(await stage.facts('house/channels')).toContain('mail.raw_read')
  expect((await fay.get(`/api/v1/mails/${newId()}/raw`)).status).toBe(404)
  expect((await fay.get('/api/v1/mails/nonsense/raw')).status).toBe(404)
})
