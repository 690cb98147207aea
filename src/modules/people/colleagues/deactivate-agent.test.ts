import { expect, test } from 'vitest'
import { colleagues, password } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const { as, agents, teams, db, runJobs, stranger, signIn } = await scene()
const fay = await as('fay')
const deactivate = (agent: string, to?: object) => fay.post(`/api/v1/agents/${agent}/deactivation`, to ? { hand_over_to: to } : {})

test('A colleague who leaves is out at once, and what is open goes to whom was said', async () => {
  const ben = await as('ben')
  const answer = await deactivate(agents.ben, { kind: 'agent', id: agents.cleo })
  expect(answer.status).toBe(200)
  expect(answer.body.deactivated_at).not.toBeNull()
  expect((await ben.get('/api/v1/me')).status).toBe(401)
  const fact = await db.selectFrom('facts_facts').select('data').where('fact', '=', 'agent.deactivated').executeTakeFirstOrThrow()
  expect(fact.data).toMatchObject({ agent: agents.ben, to: { kind: 'agent', id: agents.cleo } })
  await runJobs()
  const sessions = await db
    .selectFrom('sessions_sessions as s')
    .innerJoin('sessions_users as u', 'u.id', 's.user_id')
    .select('s.id')
    .where('u.email', '=', colleagues.ben.email)
    .execute()
  expect(sessions).toEqual([])
})

test('Who left cannot sign in any more', async () => {
  const answer = await stranger.post('/api/auth/sign-in/email', { email: colleagues.ben.email, password })
  expect([answer.status, answer.body.code]).toEqual([403, 'people.account_closed'])
})

test('What is open cannot go to who left, to a team that is not there, or to who is leaving', async () => {
  for (const to of [
    { kind: 'agent', id: agents.ben },
    { kind: 'team', id: crypto.randomUUID() },
    { kind: 'agent', id: agents.dov },
  ])
    expect((await deactivate(agents.dov, to)).body.code).toBe('people.hand_over_unknown')
})

test('The last administrator stays, in the role too', async () => {
  const fayHerself = await fay.get(`/api/v1/agents/${agents.fay}`)
  expect((await deactivate(agents.fay)).body.code).toBe('people.last_administrator')
  const demoted = await fay.patch(`/api/v1/agents/${agents.fay}`, { role: 'agent' }, fayHerself.body.version)
  expect([demoted.status, demoted.body.code]).toEqual([409, 'people.last_administrator'])
})

test('To deactivate twice is to deactivate once', async () => {
  await deactivate(agents.dov, { kind: 'team', id: teams.south })
  expect((await deactivate(agents.dov)).status).toBe(200)
  const facts = await db.selectFrom('facts_facts').selectAll().where('fact', '=', 'agent.deactivated').execute()
  expect(facts).toHaveLength(2)
})

test('Who comes back has their password and role again', async () => {
  expect((await fay.post(`/api/v1/agents/${agents.dov}/reactivation`)).body.deactivated_at).toBeNull()
  expect((await (await signIn(colleagues.dov)).get('/api/v1/me')).body.role).toBe('agent')
  expect((await fay.post(`/api/v1/agents/${agents.dov}/reactivation`)).body.code).toBe('people.agent_here')
})

test('Of two administrators who deactivate each other at the same moment one stays', async () => {
  const max = await fay.get(`/api/v1/agents/${agents.max}`)
  await fay.patch(`/api/v1/agents/${agents.max}`, { role: 'administrator' }, max.body.version)
  const maxHere = await as('max')
  const answers = await Promise.all([deactivate(agents.max), maxHere.post(`/api/v1/agents/${agents.fay}/deactivation`)])
  const here = await db
    .selectFrom('people_agents')
    .select('id')
    .where('role', '=', 'administrator')
    .where('deactivated_at', 'is', null)
    .execute()
  expect(here).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})
