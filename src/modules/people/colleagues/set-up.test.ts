import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { statusesOf } from '#test/caller.ts'
import { emptyScene } from '#test/scene.ts'
import { createFirstAdministrator, setUpLink } from '../index.ts'

const { stranger, open, db, signIn, facts } = await emptyScene()
const asked = {
  name: 'Fay Ioannou',
  email: 'Fay@desk.example',
  password: 'a long enough password',
  organisation: { name: 'Harbour Ferries', language: 'el', zone: 'Europe/Athens' },
}
const newKey = async () => new URL((await open(theDesk, setUpLink)) ?? '').searchParams.get('key') ?? ''

test('The desk is open for its first administrator while nobody is here', async () => {
  const answer = await stranger.get('/api/v1/set-up')
  expect(answer.body).toEqual({ open: true, mails: false })
})

test('A wrong key opens nothing', async () => {
  await newKey()
  const answer = await stranger.post('/api/v1/set-up', { ...asked, key: 'not-the-key-at-all' })
  expect([answer.status, answer.body.code]).toEqual([403, 'people.set_up_key_wrong'])
})

test('A short password is refused at the field', async () => {
  const answer = await stranger.post('/api/v1/set-up', { ...asked, key: await newKey(), password: 'short' })
  expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'password'])
})

test('A zone that nobody knows is refused', async () => {
  const answer = await stranger.post('/api/v1/set-up', {
    ...asked,
    key: await newKey(),
    organisation: { ...asked.organisation, zone: 'Europe/Nowhere' },
  })
  expect([answer.status, answer.body.code]).toEqual([400, 'people.unknown_zone'])
})

test('Of two who come in at the same moment one becomes the first administrator', async () => {
  const [one, other] = [await newKey(), await newKey()]
  const answers = await Promise.all([
    stranger.post('/api/v1/set-up', { ...asked, key: one }),
    stranger.post('/api/v1/set-up', { ...asked, key: other, email: 'second@desk.example' }),
  ])
  expect(statusesOf(answers)).toEqual([201, 409])
  const agents = await db.selectFrom('people_agents').select(['role', 'language', 'email']).execute()
  expect(agents).toHaveLength(1)
  expect(agents[0]).toMatchObject({ role: 'administrator', language: 'el' })
  const me = await (await signIn({ email: agents[0]?.email ?? '' })).get('/api/v1/me')
  expect(me.body).toMatchObject({ role: 'administrator', language: 'el', kind: 'person' })
  expect(me.body.permissions).toContain('people.manage')
  expect(await facts('house/people')).toEqual(['desk.set_up'])
})

test('Afterwards there is no link any more, and no second first administrator', async () => {
  expect(await open(theDesk, setUpLink)).toBeNull()
  expect((await stranger.get('/api/v1/set-up')).body.open).toBe(false)
  expect(
    await open(theDesk, (work) => createFirstAdministrator(work, { email: 'x@desk.example', password: 'a long enough password' })),
  ).toBeNull()
})
