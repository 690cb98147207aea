import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { db, clock } = stage
const [ben, cleo, eve] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('eve')])

const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`
const keep = (id: string, at: string, typed: object = {}) => ben.put(`/api/v1/intakes/${id}`, { stage: at, typed })
const keepsToo = (id: string, by: typeof ben) => by.put(`/api/v1/intakes/${id}`, { stage: 'listen', typed: {} })
const own = async (by = ben) => (await by.get('/api/v1/intakes')).body.data

/** So long, and what a slow machine takes besides. */
const about = (seconds: number) => expect.toSatisfy((passed: number) => passed >= seconds && passed < seconds + 18)

async function complaint(): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'phone', anonymous: true })
  return body.id
}

test('what is typed is kept on the desk, for who typed it only, until it is let go', async () => {
  const id = newId()
  await keep(id, 'look', { text: '', anonymous: false, category: null })
  expect((await keep(id, 'listen', { text: 'The cabin', anonymous: false })).body).toMatchObject({
    stage: 'listen',
    typed: { text: 'The cabin' },
  })
  expect((await keep(id, 'listen', { text: 'The cabin was sold twice' })).body.typed).toEqual({ text: 'The cabin was sold twice' })
  expect(await own()).toMatchObject([{ id, typed: { text: 'The cabin was sold twice' } }])
  expect(await own(cleo)).toEqual([])
  expect((await keepsToo(id, cleo)).body.code).toBe('procedure.intake_not_yours')
  expect((await cleo.delete(`/api/v1/intakes/${id}`)).body).toEqual({ dropped: false })
  expect((await ben.delete(`/api/v1/intakes/${id}`)).body).toEqual({ dropped: true })
  expect(await own()).toEqual([])
})

test('the time of each stage is the desk’s, and goes with the complaint that it becomes', async () => {
  const id = newId()
  await keep(id, 'look')
  clock.pass({ seconds: 20 })
  await keep(id, 'listen', { text: 'The cabin' })
  clock.pass({ seconds: 100 })
  await keep(id, 'listen', { text: 'The cabin was sold twice' })
  clock.pass({ seconds: 40 })
  const made = await complaint()
  const begin = (body: object, by = ben) => by.post(path(made, '/stages'), body)
  expect((await begin({ stage: 'ask', intake: id })).status).toBe(201)
  expect(await own()).toEqual([])
  clock.pass({ seconds: 60 })
  await begin({ stage: 'ask', intake: id })
  await begin({ stage: 'verify' })
  clock.pass({ seconds: 30 })
  const { body } = await begin({ stage: null })
  await begin({ stage: null })
  const seconds = body.stages.map(({ stage: at, began_at, ended_at }: { stage: string; began_at: string; ended_at: string }) => [
    at,
    Math.round(Temporal.Instant.from(began_at).until(ended_at).total('seconds')),
  ])
  // the clock of a scene goes on by itself too, so the seconds are roughly these
  expect(seconds).toEqual([
    ['look', about(20)],
    ['listen', about(140)],
    ['ask', about(60)],
    ['verify', about(30)],
  ])
  const facts = await db
    .selectFrom('facts_facts')
    .select('data')
    .where('stream', '=', `complaint/${made}`)
    .where('fact', '=', 'intake.advanced')
    .orderBy('seq')
    .execute()
  expect(facts.map(({ data }) => data)).toMatchObject([
    { stage: null, before: 'look', seconds: about(20) },
    { stage: null, before: 'listen', seconds: about(140) },
    { stage: 'ask', before: null, seconds: null },
    { stage: 'verify', before: 'ask', seconds: about(60) },
    { stage: null, before: 'verify', seconds: about(30) },
  ])
  expect((await begin({ stage: 'ask' }, eve)).status).toBe(403)
})

test('what was looked at before anything was typed counts as looking', async () => {
  const id = newId()
  const { body } = await ben.put(`/api/v1/intakes/${id}`, { stage: 'listen', typed: { text: 'The cabin' }, open_seconds: 50 })
  expect(body.stages).toMatchObject([{ stage: 'look' }, { stage: 'listen', ended_at: null }])
  expect(Temporal.Instant.from(body.stages[0].began_at).until(body.stages[0].ended_at).total('seconds')).toBe(50)
  await ben.delete(`/api/v1/intakes/${id}`)
})

test('a form that is too large, or of another shape, is refused; a program holds no conversation', async () => {
  const id = newId()
  expect((await keep(id, 'listen', { text: 'x'.repeat(60_001) })).status).toBe(400)
  expect((await keep(id, 'sing')).status).toBe(400)
  expect((await keep('no-id', 'look')).status).toBeLessThan(500)
  const program = await stage.token('agent')
  expect((await keepsToo(id, program)).body.code).toBe('procedure.intake_by_people')
})
