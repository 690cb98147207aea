import { expect, test } from 'vitest'
import { createToken } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'

const { house, open, as, teams, db } = await scene()
const address = await house.app.listen({ port: 0, host: '127.0.0.1' })

const secretFor = (team: 'north' | 'south') =>
  open(theDesk, async (work) => (await createToken(work, { name: team, role: 'agent', duties: [], teams: [teams[team]] })).secret)

/** Listens as a program of a team; what it heard so far is in `heard`, and `over` ends with the stream. */
async function listening(team: 'north' | 'south') {
  const answer = await fetch(`${address}/api/v1/live`, { headers: { authorization: `Bearer ${await secretFor(team)}` } })
  const listener = { heard: '', over: Promise.resolve() }
  listener.over = (async () => {
    for await (const chunk of answer.body ?? []) listener.heard += new TextDecoder().decode(chunk)
  })()
  return listener
}

async function until(isSo: () => boolean) {
  for (let turn = 0; turn < 100 && !isSo(); turn += 1) await new Promise((look) => setTimeout(look, 50))
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

test('the desk closes although somebody listens, and the listener’s stream ends', async () => {
  const listener = await listening('north')
  await house.live.close()
  await expect(listener.over).resolves.toBeUndefined()
})
