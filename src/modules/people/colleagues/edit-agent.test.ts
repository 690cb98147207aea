import { expect, test } from 'vitest'
import { colleagues } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const { as, agents, teams, runJobs, signIn } = await scene()
const fay = await as('fay')
const read = (agent: string) => fay.get(`/api/v1/agents/${agent}`)

test('Colleagues are listed by name, a page at a time', async () => {
  const first = await fay.get('/api/v1/agents?limit=4')
  const second = await fay.get(`/api/v1/agents?limit=4&cursor=${first.body.next}`)
  const names = [...first.body.data, ...second.body.data].map(({ name }: { name: string }) => name.split(' ')[0])
  expect(names).toEqual(['Ben', 'Cleo', 'Dov', 'Eve', 'Fay', 'Max'])
  expect(second.body.next).toBeNull()
})

test('A colleague is found by a part of the name without its accents', async () => {
  const found = await fay.get('/api/v1/agents?q=marin')
  expect(found.body.data.map(({ id }: { id: string }) => id)).toEqual([agents.cleo])
})

test('An administrator changes role, duties and teams', async () => {
  const before = await read(agents.ben)
  const change = { role: 'senior_agent', duties: ['finance'], teams: [{ id: teams.south, leads: true }] }
  const answer = await fay.patch(`/api/v1/agents/${agents.ben}`, change, before.body.version)
  expect(answer.body).toMatchObject({ role: 'senior_agent', duties: ['finance'], teams: [{ id: teams.south, leads: true }] })
  const me = await (await as('ben')).get('/api/v1/me')
  expect(me.body).toMatchObject({ role: 'senior_agent', leads: [teams.south] })
})

test('A new address is the one to sign in with', async () => {
  const before = await read(agents.dov)
  await fay.patch(`/api/v1/agents/${agents.dov}`, { email: 'dov.new@desk.example' }, before.body.version)
  await runJobs()
  await expect(signIn(colleagues.dov)).rejects.toThrow('people.wrong_password')
  expect((await (await signIn({ email: 'dov.new@desk.example' })).get('/api/v1/me')).body.id).toBe(agents.dov)
})

test('An address that another colleague has is refused', async () => {
  const before = await read(agents.dov)
  const answer = await fay.patch(`/api/v1/agents/${agents.dov}`, { email: colleagues.cleo.email }, before.body.version)
  expect([answer.status, answer.body.code]).toEqual([409, 'people.email_taken'])
})

test('A change of what somebody else changed meanwhile is refused with the current version', async () => {
  const { body } = await read(agents.cleo)
  await fay.patch(`/api/v1/agents/${agents.cleo}`, { name: 'Cleo Marín Soto' }, body.version)
  const stale = await fay.patch(`/api/v1/agents/${agents.cleo}`, { name: 'Cleo' }, body.version)
  expect([stale.status, stale.body.version]).toEqual([412, body.version + 1])
  const unsaid = await fay.patch(`/api/v1/agents/${agents.cleo}`, { name: 'Cleo' })
  expect(unsaid.status).toBe(428)
})

test('Who is not an administrator sees colleagues and changes none', async () => {
  const eve = await as('eve')
  const seen = await eve.get(`/api/v1/agents/${agents.ben}`)
  expect(seen.body.may).toEqual({ edit: false, invite: false, deactivate: false })
  expect((await eve.patch(`/api/v1/agents/${agents.ben}`, { role: 'administrator' }, seen.body.version)).status).toBe(403)
})

test('Everybody chooses their own language and look', async () => {
  const max = await as('max')
  const { version } = (await max.get('/api/v1/me')).body
  const answer = await max.patch('/api/v1/me', { language: 'es', preferences: { theme: 'dark' } }, version)
  expect(answer.body).toMatchObject({ language: 'es', preferences: { theme: 'dark' } })
  const later = await max.patch('/api/v1/me', { preferences: { density: 'compact' } }, answer.body.version)
  expect(later.body.preferences).toEqual({ theme: 'dark', density: 'compact' })
  expect((await max.patch('/api/v1/me', { name: 'M' }, version)).body.detail).toMatch(/alguien/i)
})
