import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'
import { promptness, timeLeft } from '../rules/time-left.ts'

const stage = await scene()
const { clock, agents, teams } = stage
const [ben, cleo, eve] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('eve')])

const limit = 24

/** A complaint of the north, answered by Ben after so many hours. */
async function answeredAfter(hours: number) {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', anonymous: true })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  clock.pass({ minutes: hours * 60 })
  const said = await ben.post(`/api/v1/complaints/${body.id}/messages`, { text: 'We look into it.', by_hand: { how: 'told' } })
  expect(said.status).toBe(201)
}

const report = (query = '', caller = cleo) => caller.get(`/api/v1/clock-promptness${query}`)

test('a desk without complaints reports none', async () => {
  expect((await report()).body).toMatchObject({ limit_hours: limit, data: [] })
})

test('what was left of the limit at the first answer is counted by team, late ones and then by fifths', async () => {
  const hours = [0.5, 4, 12, 23, 30]
  for (const each of hours) await answeredAfter(each)
  const waiting = await ben.post('/api/v1/complaints', { text: 'Nobody answers.', channel: 'phone', anonymous: true })
  await ben.post(`/api/v1/complaints/${waiting.body.id}/assignment`, { owner: agents.ben, team: teams.north })
  clock.pass({ hours: 6 })
  const { status, body } = await report()
  const ratios = [...hours, 6].map((each) => timeLeft(each, limit))
  expect([status, body.data.length]).toEqual([200, 1])
  expect(body.data[0]).toMatchObject({ team: { id: teams.north }, complaints: 6, answered: 5, histogram: [1, 1, 0, 1, 1, 2] })
  // The clocks of this process go on between two requests.
  expect(body.data[0].index).toBeCloseTo((promptness(ratios) ?? 0) * 100, 0)
})

test('other days are other complaints, and a second answer changes nothing', async () => {
  const tomorrow = clock.now().add({ hours: 48 }).toZonedDateTimeISO('Europe/Athens').toPlainDate().toString()
  expect((await report(`?from=${tomorrow}&to=${tomorrow}`)).body.data).toEqual([])
  expect((await report('', eve)).body.data[0]?.complaints).toBe(6)
})

test('who answers for no team is not shown how teams do, and a period that is none gets a sentence', async () => {
  expect((await report('', ben)).status).toBe(403)
  for (const asked of ['?from=2026-11-31', '?from=2026-11-20&to=2026-11-01', '?from=2024-01-01&to=2026-01-01', '?from=soon']) {
    const { status, body } = await report(asked)
    expect([status, typeof body.detail]).toEqual([400, 'string'])
  }
})
