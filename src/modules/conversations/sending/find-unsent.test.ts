import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { findUnsent } from './find-unsent.ts'
import { noteFailed } from './note-failed.ts'

const stage = await scene()

test('a complaint is marked while a message of it has not left, and no longer', async () => {
  const ben = await stage.as('ben')
  const open = async () => (await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })).body.id as string
  const [red, calm] = [await open(), await open()]
  const { body: message } = await ben.post(`/api/v1/complaints/${red}/messages`, { text: 'x' })
  await ben.post(`/api/v1/complaints/${calm}/messages`, { text: 'x' })
  await stage.open(theDesk, (work) => noteFailed(work, { complaint: red, message: message.id, reason: 'no' }))
  const marks = () => stage.open(theDesk, (work) => findUnsent(work, [red, calm]))
  expect([...(await marks())]).toEqual([[red, ['unsent']]])
  await ben.post(`/api/v1/complaints/${red}/messages/${message.id}/handing`, { how: 'told' })
  expect((await marks()).size).toBe(0)
})
