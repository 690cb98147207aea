import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')
const cleo = await stage.as('cleo')

async function begun() {
  const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
  const path = `/api/v1/complaints/${complaint.id}`
  const attach = async (name: string) =>
    (await ben.upload(`${path}/attachments`, [{ field: 'file', name, type: 'text/plain', bytes: new TextEncoder().encode(name) }])).body
  const draft = async () => (await ben.get(`${path}/drafts/reply`)).body.draft
  return { path, attach, draft }
}

test('a reply that is taken back is its writer’s draft again: words, recipients and files; and it can be sent anew', async () => {
  const { path, attach, draft } = await begun()
  const files = [await attach('ticket.txt'), await attach('map.txt')].map(({ id }) => id)
  const written = { html: '<p>We are <b>sorry</b>.</p>', to: [ada.email], cc: ['sam@customer.example'] }
  const { body: sent } = await ben.post(`${path}/messages`, {
    ...written,
    attachments: files,
    confirmed_recipients: ['sam@customer.example'],
  })
  expect(await draft()).toBeNull()
  const { body: withdrawn } = await ben.post(`${path}/messages/${sent.id}/withdrawal`)
  expect(withdrawn).toMatchObject({ state: 'withdrawn', attachments: [] })
  const back = await draft()
  expect(back).toMatchObject({ html: written.html, text: 'We are sorry.', version: 1 })
  expect(back.recipients).toEqual([
    { role: 'to', address: ada.email },
    { role: 'cc', address: 'sam@customer.example' },
  ])
  expect(back.attachments.map(({ name }: { name: string }) => name).toSorted()).toEqual(['map.txt', 'ticket.txt'])
  const again = await ben.post(`${path}/messages`, { html: back.html, attachments: files })
  expect([again.status, again.body.attachments.length]).toEqual([201, 2])
})

test('what was begun meanwhile stays below what comes back, and an older window is told', async () => {
  const { path, attach, draft } = await begun()
  const [ticket, map] = [await attach('ticket.txt'), await attach('map.txt')]
  const { body: sent } = await ben.post(`${path}/messages`, { text: 'Dear Ada,\n\nwe are <sorry>.', attachments: [ticket.id] })
  await ben.put(`${path}/drafts/reply`, { html: '<p>And then</p>', text: 'And then', attachments: [map.id] })
  await ben.post(`${path}/messages/${sent.id}/withdrawal`)
  expect(await draft()).toMatchObject({
    html: '<p>Dear Ada,</p><p>we are &lt;sorry&gt;.</p><p>And then</p>',
    text: 'Dear Ada,\n\nwe are <sorry>.\n\nAnd then',
    attachments: [{ name: 'ticket.txt' }, { name: 'map.txt' }],
    version: 2,
  })
  expect((await ben.put(`${path}/drafts/reply`, { html: '', text: 'x', version: 1 })).body.code).toBe('conversations.draft_changed')
})

test('what somebody else takes back goes to who wrote it', async () => {
  const { path, attach, draft } = await begun()
  const file = await attach('ticket.txt')
  const { body: sent } = await ben.post(`${path}/messages`, { text: 'We are sorry.', attachments: [file.id] })
  await cleo.post(`${path}/messages/${sent.id}/withdrawal`)
  expect((await cleo.get(`${path}/drafts/reply`)).body.draft).toBeNull()
  expect(await draft()).toMatchObject({ text: 'We are sorry.', attachments: [{ id: file.id }] })
})
