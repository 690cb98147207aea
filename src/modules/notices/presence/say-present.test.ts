import { expect, test } from 'vitest'
import { password } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { goneAfter } from '../contract/presence.ts'

const stage = await scene()
const { as, agents, teams, clock, facts } = stage
const [ben, cleo, dov] = await Promise.all([as('ben'), as('cleo'), as('dov')])
type Caller = typeof ben

async function northern(): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', anonymous: true })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  return body.id
}

const path = (id: string, rest = '') => `/api/v1/complaints/${id}/presence${rest}`
const beat = async (who: Caller, id: string, { tab = 'a', doing = 'reading' } = {}) => (await who.put(path(id), { tab, doing })).body.others
const withCleo = [{ id: agents.cleo, name: 'Cleo Marín', doing: 'reading' }]

test('who is at a complaint sees who else is, and not themselves', async () => {
  const id = await northern()
  expect(await beat(ben, id)).toEqual([])
  expect(await beat(cleo, id)).toEqual([{ id: agents.ben, name: 'Ben Okoro', doing: 'reading' }])
  expect(await beat(ben, id)).toEqual(withCleo)
})

test('of several tabs the busiest counts: an answer before a note', async () => {
  const id = await northern()
  await beat(cleo, id, { tab: 'one', doing: 'writing' })
  await beat(cleo, id, { tab: 'two', doing: 'noting' })
  expect(await beat(ben, id)).toEqual([{ ...withCleo[0], doing: 'writing' }])
})

test.each(['handing_over', 'noting', 'letter', 'writing'])(
  'who is %s is seen to do that, also beside a tab that is only read',
  async (doing) => {
    const id = await northern()
    await beat(cleo, id, { tab: 'one', doing })
    await beat(cleo, id, { tab: 'two' })
    expect(await beat(ben, id)).toEqual([{ ...withCleo[0], doing }])
  },
)

test('who closes the tab is gone at once; whose tab dies is gone within half a minute', async () => {
  const id = await northern()
  await beat(cleo, id)
  await cleo.post(path(id, '/ending'), { tab: 'a' })
  expect(await beat(ben, id)).toEqual([])
  await beat(cleo, id)
  expect(await beat(ben, id)).toEqual(withCleo)
  clock.pass({ seconds: goneAfter + 1 })
  expect(goneAfter).toBeLessThan(30)
  expect(await beat(ben, id)).toEqual([])
})

test('who may not see the complaint says and hears nothing there, and no fact is made of it', async () => {
  const id = await northern()
  const before = await facts(`complaint/${id}`)
  expect((await dov.put(path(id), { tab: 'a', doing: 'reading' })).status).toBe(404)
  expect((await dov.post(path(id, '/ending'), { tab: 'a' })).status).toBe(404)
  await beat(ben, id)
  expect(await facts(`complaint/${id}`)).toEqual(before)
  expect((await ben.put(path(id), { tab: 'a b', doing: 'sleeping' })).status).toBe(400)
})

test('over the live line only who is there hears that somebody came, and what is told to one is heard by nobody else', async () => {
  const address = await stage.house.app.listen({ port: 0, host: '127.0.0.1' })
  const listening = async (email: string) => {
    const { cookies } = await stage.with({ origin: stage.origin }).post('/api/auth/sign-in/email', { email, password })
    const answer = await fetch(`${address}/api/v1/live`, { headers: { cookie: cookies } })
    const heard = { words: '' }
    void (async () => {
      for await (const chunk of answer.body ?? []) heard.words += new TextDecoder().decode(chunk)
    })()
    return heard
  }
  const id = await northern()
  const [bens, dovs] = [await listening('ben@desk.example'), await listening('dov@desk.example')]
  await beat(ben, id)
  await beat(cleo, id)
  await cleo.post(`/api/v1/complaints/${id}/notes`, { text: 'Look', mentions: [agents.ben] })
  await expect.poll(() => [bens.words.includes(`"own:presence:${id}"`), bens.words.includes('"topic":"own"')]).toEqual([true, true])
  expect(dovs.words).not.toContain('own')
})
