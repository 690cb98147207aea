import { expect, test } from 'vitest'
import { statusesOf } from '#test/caller.ts'
import { colleagues, password } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const { as, stranger, signIn, teams, clock, db, facts } = await scene()
const fay = await as('fay')
const newcomer = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@desk.example`,
  role: 'agent',
  teams: [{ id: teams.north, leads: false }],
  language: 'es',
})
const keyOf = (link: string) => new URL(link).searchParams.get('key') ?? ''

test('An invited colleague chooses a password and is in', async () => {
  const invited = await fay.post('/api/v1/agents', newcomer('Gus'))
  expect(invited.status).toBe(201)
  expect(invited.body).toMatchObject({
    name: 'Gus',
    joined: false,
    teams: [{ name: 'North' }],
    invitation: { delivery: 'by_hand', expired: false },
  })
  const key = keyOf(invited.body.link)
  const found = await stranger.post('/api/v1/invitations', { key })
  expect(found.body).toEqual({ name: 'Gus', email: 'gus@desk.example', language: 'es', organisation: 'Harbour Ferries' })
  const accepted = await stranger.post('/api/v1/invitations/acceptance', { key, password })
  expect(accepted.body).toEqual({ email: 'gus@desk.example' })
  const me = await (await signIn({ email: 'gus@desk.example' })).get('/api/v1/me')
  expect(me.body).toMatchObject({ id: invited.body.id, language: 'es' })
  expect(await facts('house/people')).toEqual(expect.arrayContaining(['agent.invited', 'agent.joined']))
})

test('The secret of an invitation is kept nowhere', async () => {
  const invited = await fay.post('/api/v1/agents', newcomer('Hal'))
  const rows = JSON.stringify(await db.selectFrom('people_invitations').selectAll().execute())
  expect(rows).not.toContain(keyOf(invited.body.link))
})

test('An address that another colleague has is refused, in any case of letters', async () => {
  const answer = await fay.post('/api/v1/agents', { ...newcomer('Ben'), email: colleagues.ben.email.toUpperCase() })
  expect([answer.status, answer.body.code]).toEqual([409, 'people.email_taken'])
})

test('A team that is not there is refused', async () => {
  const answer = await fay.post('/api/v1/agents', { ...newcomer('Ivo'), teams: [{ id: crypto.randomUUID(), leads: false }] })
  expect([answer.status, answer.body.code]).toEqual([400, 'people.unknown_team'])
})

test('An invitation is over after seven days', async () => {
  const invited = await fay.post('/api/v1/agents', newcomer('Jan'))
  clock.pass({ days: 7 })
  const answer = await stranger.post('/api/v1/invitations/acceptance', { key: keyOf(invited.body.link), password })
  expect([answer.status, answer.body.code]).toEqual([410, 'people.invitation_over'])
})

test('A fresh invitation ends the one before', async () => {
  const first = await fay.post('/api/v1/agents', newcomer('Kai'))
  const second = await fay.post(`/api/v1/agents/${first.body.id}/invitation`)
  expect((await stranger.post('/api/v1/invitations', { key: keyOf(first.body.link) })).status).toBe(410)
  expect((await stranger.post('/api/v1/invitations', { key: keyOf(second.body.link) })).status).toBe(200)
})

test('An invitation works once, also when two use it at the same moment', async () => {
  const invited = await fay.post('/api/v1/agents', newcomer('Lea'))
  const use = () => stranger.post('/api/v1/invitations/acceptance', { key: keyOf(invited.body.link), password })
  const answers = await Promise.all([use(), use()])
  expect(statusesOf(answers)).toEqual([200, 410])
})

test('Of two invitations to one address at the same moment one is refused', async () => {
  const answers = await Promise.all([fay.post('/api/v1/agents', newcomer('Mia')), fay.post('/api/v1/agents', newcomer('Mia'))])
  expect(statusesOf(answers)).toEqual([201, 409])
})
