import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')
const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
const { body: another } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
const at = (kind: string, id = complaint.id) => `/api/v1/complaints/${id}/drafts/${kind}`

test('a draft is kept, read back on any machine, changed by version, and dropped', async () => {
  expect((await ben.get(at('reply'))).body).toEqual({ draft: null })
  const { body: first } = await ben.put(at('reply'), {
    html: '<p>Dear<script>1</script></p>',
    text: 'Dear',
    recipients: [{ role: 'cc', address: 'sam@customer.example' }],
  })
  expect(first).toMatchObject({
    kind: 'reply',
    html: '<p>Dear</p>',
    version: 1,
    recipients: [{ role: 'cc', address: 'sam@customer.example' }],
  })
  const { body: second } = await ben.put(at('reply'), { html: '<p>Dear Ada</p>', text: 'Dear Ada', version: 1 })
  expect(second.version).toBe(2)
  // Giving the complaint to somebody else leaves it alone.
  await ben.post(`/api/v1/complaints/${complaint.id}/assignment`, { owner: stage.agents.cleo })
  expect((await ben.get(at('reply'))).body.draft.text).toBe('Dear Ada')
  expect((await ben.delete(at('reply'))).body).toEqual({ dropped: true })
  expect((await ben.delete(at('reply'))).body).toEqual({ dropped: false })
})

test('a draft is its author’s own', async () => {
  await ben.put(at('note'), { html: '', text: 'mine' })
  expect((await (await stage.as('max')).get(at('note'))).body).toEqual({ draft: null })
})

test('an older version is refused, and the current one comes with it', async () => {
  await ben.put(at('reply'), { html: '', text: 'one' })
  await ben.put(at('reply'), { html: '', text: 'two', version: 1 })
  const { status, body } = await ben.put(at('reply'), { html: '', text: 'three', version: 1 })
  expect([status, body.code, body.version, body.text]).toEqual([409, 'conversations.draft_changed', 2, 'two'])
  expect((await ben.put(at('reply'), { html: '', text: 'four' })).body.code).toBe('conversations.draft_changed')
})

test('what was sent from one window does not come back from another', async () => {
  await ben.put(at('reply', another.id), { html: '', text: 'Dear Ada' })
  await ben.post(`/api/v1/complaints/${another.id}/messages`, { text: 'Dear Ada' })
  expect((await ben.put(at('reply', another.id), { html: '', text: 'Dear Ada', version: 1 })).body).toMatchObject({
    code: 'conversations.draft_changed',
    version: 0,
  })
})

test('a kind of draft that there is not, and files that are not here, are refused', async () => {
  expect((await ben.get(at('poem'))).status).toBe(404)
  const { body } = await ben.put(at('note', another.id), { html: '', text: '', attachments: [complaint.id] })
  expect(body.code).toBe('conversations.attachment_gone')
})

test('two windows that begin at once: one begins, the other is told', async () => {
  const { body } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
  const answers = await Promise.all([1, 2].map((n) => ben.put(at('reply', body.id), { html: '', text: `tab ${n}` })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.find(({ status }) => status !== 200)?.body.code).toBe('conversations.draft_changed')
})
