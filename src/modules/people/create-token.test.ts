import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const { as, with: bringing, teams, db } = await scene()
const fay = await as('fay')

test('A token is shown once, and works as an actor of its own', async () => {
  const made = await fay.post('/api/v1/tokens', { name: 'The shop', role: 'agent', teams: [teams.north] })
  expect(made.body.secret).toMatch(/^rdt_[\w-]{43}$/)
  const me = await bringing({ authorization: `Bearer ${made.body.secret}` }).get('/api/v1/me')
  expect(me.body).toMatchObject({ kind: 'token', name: 'The shop', role: 'agent', email: null, teams: [{ id: teams.north }] })
  const kept = JSON.stringify([await db.selectFrom('people_tokens').selectAll().execute(), (await fay.get('/api/v1/tokens')).body])
  expect(kept).not.toContain(made.body.secret)
  expect(kept).not.toContain(made.body.secret.slice(4))
})

test('A token for a team that is not there is refused', async () => {
  const answer = await fay.post('/api/v1/tokens', { name: 'X', role: 'agent', teams: [crypto.randomUUID()] })
  expect([answer.status, answer.body.code]).toEqual([400, 'people.unknown_team'])
})

test('A made-up token is nobody, even beside a right cookie', async () => {
  const answer = await fay.get('/api/v1/me', { authorization: 'Bearer rdt_made-up' })
  expect(answer.status).toBe(401)
})

test('A revoked token is over at once; twice is harmless', async () => {
  const made = await fay.post('/api/v1/tokens', { name: 'Old', role: 'administrator' })
  const program = bringing({ authorization: `Bearer ${made.body.secret}` })
  expect((await program.get('/api/v1/tokens')).status).toBe(200)
  const revoked = await fay.post(`/api/v1/tokens/${made.body.id}/revocation`)
  expect((await program.get('/api/v1/me')).status).toBe(401)
  expect((await fay.post(`/api/v1/tokens/${made.body.id}/revocation`)).body).toEqual(revoked.body)
})

test('A program changes no person', async () => {
  const made = await fay.post('/api/v1/tokens', { name: 'Program', role: 'administrator' })
  const answer = await bringing({ authorization: `Bearer ${made.body.secret}` }).patch('/api/v1/me', { name: 'Me' }, 1)
  expect([answer.status, answer.body.code]).toEqual([403, 'people.only_people'])
})
