import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')

test('without a language model there is nothing to ask, a sentence says so, and replies go out as ever', async () => {
  const { body } = await ben.post('/api/v1/complaints', {
    text: 'The ferry left early.',
    channel: 'email',
    customer: { name: ada.name, email: ada.email },
  })
  const at = `/api/v1/complaints/${body.id}/helper-drafts`
  expect((await ben.get(at)).body).toEqual({ available: false, data: [] })
  const refused = await ben.post(at, { kind: 'reply' })
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({ code: 'conversations.helper_off' })
  expect(refused.body.detail).toMatch(/\p{L}{3,}.*\./u)
  expect((await ben.delete(at)).body).toEqual({ dropped: 0 })
  expect((await ben.post(`/api/v1/complaints/${body.id}/messages`, { text: 'Dear Ada, thank you.' })).body).toMatchObject({
    state: 'queued',
    helped_by: null,
  })
})
