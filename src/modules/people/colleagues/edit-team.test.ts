import { expect, test } from 'vitest'
import { statusesOf } from '#test/caller.ts'
import { scene } from '#test/scene.ts'

const { as, agents, teams } = await scene()
const fay = await as('fay')

test('An administrator adds a team and puts colleagues in it', async () => {
  const made = await fay.post('/api/v1/teams', { name: 'West', language: 'es' })
  expect(made.body).toMatchObject({ name: 'West', language: 'es', members: [], is_default: false, may: { edit: true, end: true } })
  const members = [
    { id: agents.ben, leads: false },
    { id: agents.cleo, leads: true },
  ]
  const filled = await fay.patch(`/api/v1/teams/${made.body.id}`, { members }, made.body.version)
  expect(filled.body.members).toEqual([
    { id: agents.ben, name: 'Ben Okoro', leads: false },
    { id: agents.cleo, name: 'Cleo Marín', leads: true },
  ])
  const listed = await (await as('dov')).get('/api/v1/teams')
  expect(listed.body.data.map(({ name }: { name: string }) => name)).toEqual(['North', 'South', 'West'])
})

test('A name that a running team has is refused, in any case of letters', async () => {
  const answer = await fay.post('/api/v1/teams', { name: ' NORTH ' })
  expect([answer.status, answer.body.code]).toEqual([409, 'people.team_name_taken'])
})

test('Nobody is put in a team who is not here', async () => {
  const team = (await fay.get('/api/v1/teams')).body.data.find(({ id }: { id: string }) => id === teams.south)
  const answer = await fay.patch(`/api/v1/teams/${teams.south}`, { members: [{ id: crypto.randomUUID(), leads: false }] }, team.version)
  expect([answer.status, answer.body.code]).toEqual([400, 'people.unknown_member'])
})

test('The default team does not end; another does, and twice is once', async () => {
  const { version } = (await fay.get('/api/v1/organisation')).body
  await fay.patch('/api/v1/organisation', { default_team: teams.north }, version)
  expect((await fay.post(`/api/v1/teams/${teams.north}/ending`)).body.code).toBe('people.team_is_default')
  const ended = await fay.post(`/api/v1/teams/${teams.south}/ending`)
  expect(ended.body.ended_at).not.toBeNull()
  expect((await fay.post(`/api/v1/teams/${teams.south}/ending`)).body).toEqual(ended.body)
})

test('Of two teams of one name at the same moment one is refused', async () => {
  const answers = await Promise.all([fay.post('/api/v1/teams', { name: 'East' }), fay.post('/api/v1/teams', { name: 'east' })])
  expect(statusesOf(answers)).toEqual([201, 409])
})
