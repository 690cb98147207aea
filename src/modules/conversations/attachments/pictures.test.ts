import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'

const stage = await scene()
const post = await smtpDouble()
const ben = await stage.as('ben')
const mailbox = { id: newId(), address: 'complaints@desk.example', name: 'Complaints', created_at: stage.clock.now() }
await stage.db
  .insertInto('channels_mailboxes')
  .values({ ...mailbox, smtp: JSON.stringify({ host: '127.0.0.1', port: post.port, security: 'none' }) })
  .execute()

const png = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
)
const opened = async () => (await ben.post('/api/v1/complaints', { text: 'Wet.', channel: 'email', customer: ada })).body.id as string
const upload = async (id: string, name = 'cabin.png') =>
  (await ben.upload(`/api/v1/complaints/${id}/attachments`, [{ field: 'file', name, type: 'image/png', bytes: png }])).body.id as string
const shown = (id: string, file: string) => `/api/v1/complaints/${id}/attachments/${file}?preview=1`

test('a picture in a reply is a part of the mail that its text shows, and is shown with it here', async () => {
  const id = await opened()
  const file = await upload(id)
  const html = `<p>Look:</p><p><img src="${shown(id, file)}" alt="cabin.png" onerror="x()" style="width:9px"></p>`
  const { status, body } = await ben.post(`/api/v1/complaints/${id}/messages`, { html })
  expect(status).toBe(201)
  expect(body.html).toBe(`<p>Look:</p><p><img src="${shown(id, file)}" alt="cabin.png" /></p>`)
  expect(body.text).toBe('Look:\n\n[cabin.png]')
  expect(body.attachments).toMatchObject([{ id: file, inline: true }])
  stage.clock.pass({ seconds: 30 })
  await stage.runJobs()
  const raw = post.received.find((one) => one.raw.includes('Look:'))?.raw ?? ''
  expect(raw).toContain(`Content-ID: <${file}>`)
  expect(raw.replaceAll('=\r\n', '')).toContain(`cid:${file}`)
  expect(raw).toMatch(/Content-Disposition: inline/i)
})

test('a picture from elsewhere and one inside the text are taken out; one of another complaint is refused', async () => {
  const [id, other] = [await opened(), await opened()]
  const html = '<p>Hi<img src="https://spy.example/a.png"><img src="data:image/png;base64,AAAA"></p>'
  expect((await ben.post(`/api/v1/complaints/${id}/messages`, { html })).body.html).toBe('<p>Hi</p>')
  const foreign = await upload(other)
  const answer = await ben.post(`/api/v1/complaints/${id}/messages`, { html: `<p>Hi<img src="${shown(id, foreign)}"></p>` })
  expect(answer).toMatchObject({ status: 409, body: { code: 'conversations.attachment_gone' } })
})

test('a note shows its picture; a draft keeps it, and what is taken back has it again', async () => {
  const id = await opened()
  const [one, two] = [await upload(id), await upload(id, 'deck.png')]
  const note = await ben.post(`/api/v1/complaints/${id}/notes`, { html: `<p>See <img src="${shown(id, one)}" alt=""></p>` })
  expect(note.body).toMatchObject({ html: `<p>See <img src="${shown(id, one)}" alt="" /></p>`, attachments: [{ id: one, inline: true }] })
  const html = `<p>Here <img src="${shown(id, two)}" alt="deck.png" /></p>`
  const draft = await ben.put(`/api/v1/complaints/${id}/drafts/reply`, { html, text: 'Here' })
  expect(draft.body).toMatchObject({ html, attachments: [] })
  const { body: message } = await ben.post(`/api/v1/complaints/${id}/messages`, { html })
  await ben.post(`/api/v1/complaints/${id}/messages/${message.id}/withdrawal`)
  const again = (await ben.get(`/api/v1/complaints/${id}/drafts/reply`)).body.draft
  expect(again).toMatchObject({ html, attachments: [] })
  expect((await ben.post(`/api/v1/complaints/${id}/messages`, { html: again.html })).body.attachments).toMatchObject([{ id: two }])
})
