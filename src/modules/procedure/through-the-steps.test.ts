import { expect, test } from 'vitest'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { clock, open, agents, teams } = stage
await open(theDesk, plantCategories)
const [ben, cleo] = await Promise.all([stage.as('ben'), stage.as('cleo')])

interface Step {
  step: number
  state: string
  evidence: { kind: string; id: string }[]
}

test('what people do in other modules ticks the steps', async () => {
  const { body: made } = await ben.post('/api/v1/complaints', {
    text: 'The cabin was double booked.',
    channel: 'email',
    customer: ada,
    category: 'service_quality',
    occurred_at: '2026-11-20',
  })
  const id = made.id as string
  const at = (rest: string) => `/api/v1/complaints/${id}${rest}`
  const steps = async (): Promise<Step[]> => (await ben.get(at('/procedure'))).body.steps
  const missing = async () => (await steps()).filter(({ state }) => state === 'open' || state === 'partly').map(({ step }) => step)
  const did = async (path: string, body: object, by = ben) => {
    const answered = await by.post(at(path), body)
    expect({ path, status: answered.status, body: answered.body }).toMatchObject({
      path,
      status: expect.toSatisfy((status: number) => status < 300),
    })
    return answered.body
  }
  const writes = (text: string, letter?: string) =>
    did('/messages', { text, by_hand: { how: 'printed' }, words_reason: 'It is a test.', ...(letter && { letter }) })
  expect(await missing()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12])

  await did('/assignment', { owner: agents.ben, team: teams.north }, cleo)
  await writes(
    'Dear Ada, thank you for telling us. I am sorry for the trouble that this has caused you. It must have been upsetting to stand there at midnight without a cabin.',
  )
  expect(await missing()).toEqual([2, 3, 8, 9, 11, 12])
  await did('/procedure/steps/3/ticking', { reason: 'The booking system shows both bookings.' })

  const offer = await writes(
    'Dear Ada, you can choose between two options: we refund the fare of 120 euro, or we rebook you free of charge.',
    'offer',
  )
  const [, , , , , , , eighth] = await steps()
  expect(eighth).toMatchObject({ state: 'done', evidence: [{ kind: 'letter', id: offer.id }] })
  expect(await missing()).toEqual([2, 9, 11, 12])

  const promise = await did('/promises', { text: 'Refund of 120 euro', due: clock.now().add({ hours: 30 }).toString() })
  expect(await missing()).toEqual([2, 9, 10, 11, 12])
  const { body: whole } = await ben.get(at(''))
  const [issue] = whole.issues_list
  await ben.patch(at(`/issues/${issue.id}`), { outcome: 'not_upheld_goodwill', sentence: 'The fare is refunded.' }, issue.version)
  await did('/acceptance', { how: 'phone', words: 'I take the refund.', at: clock.now().toString() })
  expect(await missing()).toContain(10)
  expect(await missing()).not.toContain(9)
  const call = await did('/contacts', { channel: 'phone', direction: 'out', text: 'The money is on its way.' })
  await did(`/promises/${promise.id}/keeping`, { version: promise.version, evidence: { kind: 'contact', id: call.id } })
  expect((await steps())[9]).toMatchObject({ state: 'done', evidence: [{ kind: 'promise', id: promise.id }] })

  // accepted is resolved: now it belongs to the record how she feels about it
  expect(await missing()).toContain(4)
  expect((await ben.put(at('/feeling'), { feeling: 'content' })).status).toBe(200)
  await did('/survey-suppression', { reason: 'customer_asked_not_to', words: 'No questions, please.' })
  expect((await steps())[10]).toMatchObject({
    state: 'skipped',
    by_hand: { code: 'customer_asked_not_to', by: { name: 'Ben Okoro' } },
    may: { reset: false },
  })
  expect(await missing()).toEqual([2, 12])
})
