import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { type NewIncoming, plainIncoming, receiveMessage } from '../receiving/receive-message.ts'

const stage = await scene()
const ben = await stage.as('ben')

/** A complaint with an answer of Ben's that leaves tomorrow, and one that leaves at once. */
async function withAnswers() {
  const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'The ferry left early.', channel: 'email', customer: ada })
  const path = `/api/v1/complaints/${complaint.id}`
  const send_at = stage.clock.now().add({ hours: 20 }).toString()
  const [later, now] = [
    await ben.post(`${path}/messages`, { text: 'Dear Ada, we are still looking.', send_at }),
    await ben.post(`${path}/messages`, { text: 'Dear Ada, thank you.' }),
  ]
  return { id: complaint.id as string, path, later: later.body.id as string, now: now.body.id as string }
}

const writes = (complaint: string, more: Partial<NewIncoming> = {}) =>
  stage.open(theDesk, (work) =>
    receiveMessage(work, {
      ...plainIncoming,
      complaint,
      channel: 'email',
      from: { name: ada.name, address: ada.email },
      text: 'It is settled, thank you.',
      visibleText: 'It is settled, thank you.',
      at: stage.clock.now(),
      customer: stage.ada,
      ...more,
    }),
  )
const stateOf = async (message: string) => {
  const row = await stage.db
    .selectFrom('conversations_messages')
    .select(['state', 'state_reason'])
    .where('id', '=', message)
    .executeTakeFirstOrThrow()
  return [row.state, row.state_reason]
}

test('an answer that waits for its moment is a draft again when the customer writes before; what leaves at once leaves', async () => {
  const { id, path, later, now } = await withAnswers()
  await writes(id)
  expect(await stateOf(later)).toEqual(['withdrawn', 'answered'])
  expect((await stateOf(now))[0]).toBe('queued')
  expect((await ben.get(`${path}/drafts/reply`)).body.draft).toMatchObject({ text: 'Dear Ada, we are still looking.' })
  const { body } = await ben.get(`${path}/timeline`)
  const events = body.data.flatMap(({ event }: { event?: { fact: string; data: { context?: string } } }) => event ?? [])
  expect(events.find(({ fact }: { fact: string }) => fact === 'message.withdrawn')?.data.context).toBe('answered')
})

test('an absence note gives nothing back', async () => {
  const { id, later } = await withAnswers()
  await writes(id, { automatic: { bounce: false, autoReply: true, loop: false, generated: false } })
  expect(await stateOf(later)).toEqual(['queued', 'later'])
})

test('a promise in an answer that was given back is not owed', async () => {
  const { id, path, later } = await withAnswers()
  const due = stage.clock.now().add({ hours: 72 }).toString()
  await ben.post(`${path}/promises`, { text: 'We will write by Friday.', due, message: later })
  await writes(id)
  const { body } = await ben.get(`${path}/promises`)
  expect(body.data.map(({ state }: { state: string }) => state)).toEqual(['released'])
})
