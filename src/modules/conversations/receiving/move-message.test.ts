import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { findByMessageId } from '../find-message.ts'
import { publicMessages } from '../timeline/public-messages.ts'
import { knownParticipant } from './add-participants.ts'
import { plainIncoming, receiveMessage } from './receive-message.ts'

const stage = await scene()
const ben = await stage.as('ben')
const zoe = { name: 'Zoe', email: 'zoe@customer.example' }

async function complaint(customer: object = ada) {
  const { body } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer })
  return body.id as string
}

async function strayMail(id: string, messageId = `${newId()}@customer.example`) {
  const attachments = [{ name: 'bill.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4') }]
  const recipients = [{ role: 'to' as const, name: null, address: 'desk@ferries.example' }]
  const asked = {
    ...plainIncoming,
    complaint: id,
    channel: 'email' as const,
    from: { name: zoe.name, address: zoe.email },
    recipients,
    text: 'My own matter',
    visibleText: 'My own matter',
    at: stage.clock.now(),
    messageId,
    attachments,
  }
  return stage.open(theDesk, (work) => receiveMessage(work, asked))
}
const move = ([id, message]: readonly [string, string], to: string, by = ben) =>
  by.post(`/api/v1/complaints/${id}/messages/${message}/relocation`, { to })

test('a message goes with its files, recipients and Message-ID; a tombstone stays that says nothing of it', async () => {
  const [here, there] = [await complaint(), await complaint(zoe)]
  const stray = await strayMail(here)
  const { status, body } = await move([here, stray.id], there)
  expect(status).toBe(200)
  expect(body).toMatchObject({ complaint_id: here, moved_to: there, text: '', attachments: [], recipients: [], may: { move: false } })
  const { body: timeline } = await ben.get(`/api/v1/complaints/${there}/timeline`)
  const moved = timeline.data.find((item: { message?: { id: string } }) => item.message?.id === stray.id)
  expect(moved.message).toMatchObject({
    text: 'My own matter',
    moved_to: null,
    attachments: [{ name: 'bill.pdf' }],
    recipients: [{ address: 'desk@ferries.example' }],
  })
  expect((await ben.get(`/api/v1/complaints/${there}/attachments/${moved.message.attachments[0].id}`)).status).toBe(200)
  expect(await stage.open(theDesk, (work) => findByMessageId(work, [stray.message_id ?? '']))).toMatchObject([{ complaint_id: there }])
  expect(await stage.facts(`complaint/${here}`)).toContain('message.moved')
  expect(await stage.facts(`complaint/${there}`)).toContain('message.taken_over')
})

test('who wrote it takes part there and no longer here; the customer here reads nothing of it', async () => {
  const [here, there] = [await complaint(), await complaint(zoe)]
  const stray = await strayMail(here)
  await move([here, stray.id], there)
  const takesPart = (id: string) => stage.open(theDesk, (work) => knownParticipant(work, id, zoe.email))
  expect([await takesPart(here), await takesPart(there)]).toEqual([false, true])
  expect(JSON.stringify(await stage.open(theDesk, (work) => publicMessages(work, here)))).not.toContain('My own matter')
})

test('it can be moved back', async () => {
  const [here, there] = [await complaint(), await complaint(zoe)]
  const stray = await strayMail(here)
  await move([here, stray.id], there)
  await move([there, stray.id], here)
  const { body } = await ben.get(`/api/v1/complaints/${here}/timeline`)
  expect(body.data.find((item: { message?: { id: string } }) => item.message?.id === stray.id).message).toMatchObject({
    text: 'My own matter',
    moved_to: null,
  })
})

test('what we wrote, what is moved already, and a place where it is already are refused', async () => {
  const [here, there] = [await complaint(), await complaint()]
  const { body: reply } = await ben.post(`/api/v1/complaints/${here}/messages`, { text: 'x' })
  expect((await move([here, reply.id], there)).body.code).toBe('conversations.cannot_move')
  expect((await move([here, reply.id], here)).body.code).toBe('conversations.same_complaint')
  const stray = await strayMail(here)
  await move([here, stray.id], there)
  expect((await move([here, stray.id], there)).body.code).toBe('conversations.cannot_move')
  expect((await move([here, newId()], there)).body.code).toBe('conversations.message_not_found')
})

test('who sees only one of the two complaints moves nothing', async () => {
  const [here, there] = [await complaint(), await complaint()]
  await ben.post(`/api/v1/complaints/${there}/assignment`, { team: stage.teams.north })
  const stray = await strayMail(here)
  const dov = await stage.as('dov')
  expect((await move([here, stray.id], there, dov)).status).toBe(404)
  expect((await move([here, stray.id], there, await stage.as('eve'))).status).toBe(403)
})

test('two colleagues at once: it is moved once', async () => {
  const [here, one, other] = [await complaint(), await complaint(), await complaint()]
  const stray = await strayMail(here)
  const answers = await Promise.all([move([here, stray.id], one), move([here, stray.id], other)])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.find(({ status }) => status !== 200)?.body.code).toBe('conversations.cannot_move')
})
