import { expect, test } from 'vitest'
import { watchClocks } from '#modules/clocks/watch-clocks.ts'
import { returnToOpen } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { scene } from './scene.ts'

const { as, agents, teams, clock, open } = await scene()
const [ben, cleo, dov, eve, max] = await Promise.all([as('ben'), as('cleo'), as('dov'), as('eve'), as('max')])

// In the evening of a Wednesday: what passes here stays within one week.
const begun = clock.now().toZonedDateTimeISO('Europe/Athens')
const wednesday = begun.add({ days: 7 + 3 - begun.dayOfWeek }).with({ hour: 18, minute: 0 })
clock.pass({ seconds: Math.round(begun.until(wednesday).total('seconds')) })

async function opened(team: 'north' | 'south', owner?: string): Promise<{ id: string; number: string }> {
  clock.pass({ minutes: 1 })
  const { body } = await max.post('/api/v1/complaints', {
    text: 'The cabin was wet.',
    channel: 'phone',
    customer: { name: 'Ada', email: 'ada@customer.example' },
  })
  await max.post(`/api/v1/complaints/${body.id}/assignment`, { team: teams[team], ...(owner && { owner }) })
  return body
}

test('what came back to its owner is shown to that owner alone, until somebody has answered', async () => {
  const complaint = await opened('north', agents.ben)
  const waits = { reply_by: clock.now().add({ hours: 24 }).toString() }
  expect((await ben.post(`/api/v1/complaints/${complaint.id}/waiting`, waits)).status).toBeLessThan(300)
  expect((await ben.get('/api/v1/complaint-returns')).body.data).toEqual([])
  clock.pass({ hours: 25 })
  await open(theDesk, (work) => returnToOpen(work, complaint.id, 'reply_by_passed'))
  const returned = await ben.get('/api/v1/complaint-returns')
  expect(returned.body.data).toMatchObject([{ complaint: { id: complaint.id, number: complaint.number }, why: 'reply_by_passed' }])
  expect((await cleo.get('/api/v1/complaint-returns')).body.data).toEqual([])
  const called = { channel: 'phone', direction: 'out', text: 'I called and told her how it goes on.' }
  const logged = await ben.post(`/api/v1/complaints/${complaint.id}/contacts`, called)
  expect(logged.body).toMatchObject({ id: expect.any(String) })
  expect((await ben.get('/api/v1/complaint-returns')).body.data).toEqual([])
})

test('the load is counted by team and colleague, of what the reader may see', async () => {
  const south = await opened('south', agents.dov)
  await opened('north')
  const wide = (await max.get('/api/v1/complaint-load')).body
  expect(wide).toMatchObject({ more: false })
  expect(wide.teams).toContainEqual({ team: { id: teams.south, name: 'South' }, open: 1, unassigned: 0 })
  expect(wide.teams).toContainEqual({ team: { id: teams.north, name: 'North' }, open: 2, unassigned: 1 })
  expect(wide.colleagues).toContainEqual({ colleague: { id: agents.dov, name: 'Dov Peretz' }, open: 1, urgent: 0 })
  expect(wide.oldest).toHaveLength(3)
  const narrow = (await cleo.get('/api/v1/complaint-load')).body
  expect(narrow.teams).toEqual([{ team: { id: teams.north, name: 'North' }, open: 2, unassigned: 1 }])
  expect(JSON.stringify(narrow)).not.toContain(south.number)
  expect((await ben.get('/api/v1/complaint-load')).status).toBe(403)
})

test('limits are counted by team: what passed, what ends today, what was met and missed since Monday', async () => {
  // the call that was logged above was the first answer
  const northern = async () =>
    (await max.get('/api/v1/clock-standing')).body.data.find(({ team }: { team: { name: string } | null }) => team?.name === 'North')
  const before = await northern()
  expect(before.met).toBeGreaterThan(0)
  clock.pass({ days: 60 })
  await watchClocks.run({ step: (run) => open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
  const north = await northern()
  expect(north.late).toBeGreaterThan(before.late)
  expect(north.missed).toBeGreaterThan(0)
  expect((await cleo.get('/api/v1/clock-standing')).body.data.map(({ team }: { team: { name: string } }) => team.name)).toEqual(['North'])
  expect((await dov.get('/api/v1/clock-standing')).status).toBe(403)
})

test('the state of the record names exports and waivers of what the reader may see, and counts what is restricted', async () => {
  const complaint = await opened('north')
  await eve.get(`/api/v1/complaints/${complaint.id}/bundle`)
  const restricted = await opened('north')
  await max.post(`/api/v1/complaints/${restricted.id}/restriction`, { restriction: 'threat', people: [agents.max] })
  const { body } = await eve.get('/api/v1/record-state')
  expect(body.exports).toMatchObject([{ complaint: { id: complaint.id, number: complaint.number }, by: 'Eve Tanaka' }])
  expect(body).toMatchObject({ restricted: 1, waivers: [], seals: { count: 0, last: null } })
  expect(JSON.stringify(body)).not.toContain(restricted.number)
  expect((await ben.get('/api/v1/record-state')).status).toBe(403)
})

test('each person puts keys where the hand wants them, and only keys', async () => {
  const { body } = await ben.get('/api/v1/me')
  const kept = await ben.patch('/api/v1/me', { preferences: { keys: { KeyJ: 'KeyM' }, single_keys: true } }, body.version)
  expect(kept).toMatchObject({ status: 200, body: { preferences: { keys: { KeyJ: 'KeyM' }, single_keys: true } } })
  const wrong = { preferences: { keys: { KeyJ: '<script>' } } }
  expect((await ben.patch('/api/v1/me', wrong, kept.body.version)).status).toBe(400)
  const many = Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`Key${at}`, 'KeyM']))
  expect((await ben.patch('/api/v1/me', { preferences: { keys: many } }, kept.body.version)).status).toBe(400)
})
