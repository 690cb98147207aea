import { expect, test } from 'vitest'
import { createToken } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { password } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const { house, open, as, agents, teams, db, origin, with: calling } = await scene()
const address = await house.app.listen({ port: 0, host: '127.0.0.1' })

const tokenFor = (team: 'north' | 'south') =>
  open(theDesk, (work) => createToken(work, { name: team, role: 'agent', duties: [], teams: [teams[team]] }))

const listening = async (team: 'north' | 'south') => listeningWith({ authorization: `Bearer ${(await tokenFor(team)).secret}` })

/** Listens with a token or a cookie; what was heard so far is in `heard`, and `over` ends with the stream. */
async function listeningWith(headers: Record<string, string>) {
  const answer = await fetch(`${address}/api/v1/live`, { headers })
  const listener = { heard: '', over: Promise.resolve() }
  listener.over = (async () => {
    for await (const chunk of answer.body ?? []) listener.heard += new TextDecoder().decode(chunk)
  })()
  return listener
}

async function until(isSo: () => boolean) {
  for (let turn = 0; turn < 600 && !isSo(); turn += 1) await new Promise((look) => setTimeout(look, 50))
}

test('what happens to a complaint is told to who may see it, never what was said, and to nobody else', async () => {
  const [north, south] = await Promise.all([listening('north'), listening('south')])
  const { id } = (
    await (await as('ben')).post('/api/v1/complaints', { text: 'The ferry left without me.', channel: 'phone', anonymous: true })
  ).body as { id: string }
  await db.updateTable('complaints_complaints').set({ team_id: teams.north }).where('id', '=', id).execute()
  await (await as('ben')).post(`/api/v1/complaints/${id}/tags`, { tag: 'harbour' })
  await until(() => north.heard.includes('complaint.tagged'))
  expect(north.heard).toContain(`{"topic":"complaints:${id}","fact":"complaint.tagged"}`)
  expect(north.heard).not.toContain('harbour')
  expect(south.heard).not.toContain('complaint.tagged')
})

/** A complaint of a team, taken by Ben. */
async function complaintOf(team: 'north' | 'south'): Promise<string> {
  const { body } = await (await as('ben')).post('/api/v1/complaints', { text: 'The ferry left.', channel: 'phone', anonymous: true })
  await db.updateTable('complaints_complaints').set({ team_id: teams[team] }).where('id', '=', body.id).execute()
  return body.id
}

const tag = async (id: string, word: string) => (await as('max')).post(`/api/v1/complaints/${id}/tags`, { tag: word })

test('several things that happen at once are told in their order, each once', async () => {
  const north = await listening('north')
  const ids = await Promise.all([complaintOf('north'), complaintOf('north'), complaintOf('south')])
  await Promise.all(ids.map((id) => tag(id, 'one')))
  await Promise.all(ids.map(async (id) => (await as('max')).post(`/api/v1/complaints/${id}/notes`, { text: 'Look at it' })))
  await until(() => north.heard.split('note.written').length === 3)
  for (const id of ids.slice(0, 2)) {
    const told = north.heard.split('\n').filter((line) => line.includes(`complaints:${id}`))
    expect(told.map((line) => line.replace(/.*"fact":"(.*)"}/, '$1')).filter((fact) => /tagged|note/.test(fact))).toEqual([
      'complaint.tagged',
      'note.written',
    ])
  }
  expect(north.heard).not.toContain(ids[2])
})

test('who changes teams while listening hears from then on of the new team, and no more of the old one', async () => {
  const [north, south] = [await complaintOf('north'), await complaintOf('south')]
  const { cookies } = await calling({ origin }).post('/api/auth/sign-in/email', { email: 'dov@desk.example', password })
  const dov = await listeningWith({ cookie: cookies })
  await tag(south, 'before')
  await until(() => dov.heard.includes(south))
  const heard = dov.heard.length
  const fay = await as('fay')
  const { version } = (await fay.get(`/api/v1/agents/${agents.dov}`)).body
  await fay.patch(`/api/v1/agents/${agents.dov}`, { teams: [{ id: teams.north, leads: false }] }, version)
  await until(() => dov.heard.includes('agent.changed'))
  await tag(south, 'after')
  await tag(north, 'after')
  await until(() => dov.heard.includes(north))
  expect(dov.heard.slice(heard)).toContain(north)
  expect(dov.heard.slice(heard)).not.toContain(south)
})

test('who is nobody any more is not told anything: the stream ends', async () => {
  const token = await tokenFor('north')
  const listener = await listeningWith({ authorization: `Bearer ${token.secret}` })
  await (await as('fay')).post(`/api/v1/tokens/${token.id}/revocation`, {})
  await expect(listener.over).resolves.toBeUndefined()
  expect(listener.heard).not.toContain('token.revoked')
})

test('the desk closes although somebody listens, and the listener’s stream ends', async () => {
  const listener = await listening('north')
  await house.live.close()
  await expect(listener.over).resolves.toBeUndefined()
})
