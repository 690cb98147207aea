import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const { as, clock } = await scene()
const [ben, cleo] = await Promise.all([as('ben'), as('cleo')])

async function complaint(): Promise<string> {
  clock.pass({ seconds: 10 })
  const { body } = await ben.post('/api/v1/complaints', { text: 'The ferry left early.', channel: 'email', customer: ada })
  return body.id
}

const reply = (who: typeof ben, id: string, more: object = {}) =>
  who.post(`/api/v1/complaints/${id}/messages`, { text: 'Dear Ada, thank you for telling us.', ...more })

test('a second answer is held until its writer has seen the first, with what that says', async () => {
  const id = await complaint()
  const first = await reply(cleo, id, { text: 'Dear Ada, we pay the ticket back.' })
  const refused = await reply(ben, id, { seen: null })
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: 'conversations.answered_meanwhile',
      message: first.body.id,
      name: 'Cleo Marín',
      words: 'Dear Ada, we pay the ticket back.',
    },
  })
  expect(refused.body.detail).toContain('Cleo Marín has answered')
  expect((await reply(ben, id, { seen: refused.body.message })).status).toBe(201)
})

test('who knew the last answer, wrote it, or does not say what they knew, is not held', async () => {
  const id = await complaint()
  const first = await reply(cleo, id)
  expect((await reply(ben, id, { seen: first.body.id })).status).toBe(201)
  expect((await reply(ben, id, { seen: first.body.id })).status).toBe(201)
  expect((await reply(cleo, id)).status).toBe(201)
})

test('what was taken back holds nobody', async () => {
  const id = await complaint()
  const first = await reply(cleo, id)
  await cleo.post(`/api/v1/complaints/${id}/messages/${first.body.id}/withdrawal`, {})
  expect((await reply(ben, id, { seen: null })).status).toBe(201)
})

test('two who send at the same moment, each having seen nothing, send one answer', async () => {
  const id = await complaint()
  const answers = await Promise.all([reply(ben, id, { seen: null }), reply(cleo, id, { seen: null })])
  expect(statusesOf(answers)).toEqual([201, 409])
})

test('an answer of later than all is taken at its word; what is no id is refused', async () => {
  const id = await complaint()
  await reply(cleo, id)
  expect((await reply(ben, id, { seen: newId() })).status).toBe(201)
  expect((await reply(ben, id, { seen: 'nonsense' })).status).toBe(400)
})
