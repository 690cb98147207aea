import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const { as, agents, teams, token, facts, db } = await scene()
const [ben, cleo, dov, max] = await Promise.all([as('ben'), as('cleo'), as('dov'), as('max')])

async function northern(): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', anonymous: true })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  return body.id
}

const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`
const mention = (id: string, people: string[], by = ben) => by.post(path(id, '/notes'), { text: 'Look, please', mentions: people })
const sees = async (id: string) => (await dov.get(path(id))).status === 200
const readers = async (id: string) => (await ben.get(path(id, '/readers'))).body

test('who is mentioned in a note sees that complaint, no other, and the header says why', async () => {
  const [id, other] = [await northern(), await northern()]
  expect(await sees(id)).toBe(false)
  expect((await mention(id, [agents.dov])).status).toBe(201)
  expect([await sees(id), await sees(other)]).toEqual([true, false])
  const listed = (await dov.get('/api/v1/complaints?view=all')).body.data.map((row: { id: string }) => row.id)
  expect([listed.includes(id), listed.includes(other)]).toEqual([true, false])
  const shown = (await readers(id)).readers
  expect(shown.map(({ why }: { why: string }) => why)).toEqual(['team', 'seniors', 'owner', 'mentioned'])
  expect(shown.at(-1)).toMatchObject({ who: { name: 'Dov Peretz' }, by: 'Ben Okoro' })
  expect(await facts(`complaint/${id}`)).toContain('complaint.mentioned')
})

test('a supervisor takes back what a mention gave; who mentioned may not', async () => {
  const id = await northern()
  await mention(id, [agents.dov])
  await dov.post(path(id, '/followers/me'), {})
  expect((await ben.delete(path(id, `/mentions/${agents.dov}`))).status).toBe(403)
  const after = await cleo.delete(path(id, `/mentions/${agents.dov}`))
  expect([after.status, after.body.followers]).toEqual([200, []])
  expect(await sees(id)).toBe(false)
  expect((await cleo.delete(path(id, `/mentions/${agents.dov}`))).body.code).toBe('complaints.not_mentioned')
  expect((await facts(`complaint/${id}`)).slice(-2)).toEqual(['complaint.unmentioned', 'follower.removed'])
})

test('a restricted complaint is opened by no mention, but by who may name people on it', async () => {
  const id = await northern()
  await mention(id, [agents.dov])
  await cleo.post(path(id, '/restriction'), { restriction: 'threat', people: [agents.ben] })
  expect(await sees(id)).toBe(false)
  const refused = await mention(id, [agents.dov])
  expect([refused.status, refused.body.code]).toEqual([409, 'complaints.mention_restricted'])
  expect(await db.selectFrom('conversations_notes').select('id').where('complaint_id', '=', id).execute()).toHaveLength(1)
  expect((await mention(id, [agents.cleo])).status).toBe(201)
  expect((await mention(id, [agents.dov], cleo)).status).toBe(201)
  expect(await sees(id)).toBe(true)
  expect((await readers(id)).readers.map(({ why }: { why: string }) => why)).toEqual(['named', 'named', 'named'])
})

test('whom a complaint is about is not brought into it, nor is who does not work here', async () => {
  const id = await northern()
  await cleo.post(path(id, '/restriction'), { restriction: null, people: [], about: [agents.dov] })
  expect((await mention(id, [agents.dov])).body.code).toBe('complaints.subject_mentioned')
  expect((await mention(id, ['0190a000-0000-7000-8000-000000000000'])).body.code).toBe('complaints.unknown_person')
})

test('following is said once, opens nothing, and ends as it began', async () => {
  const id = await northern()
  expect((await dov.post(path(id, '/followers/me'), {})).status).toBe(404)
  for (const _ of [1, 2]) await max.post(path(id, '/followers/me'), {})
  expect((await readers(id)).followers).toEqual([{ id: agents.max, name: 'Max Vogel' }])
  expect((await max.get(path(id, '/readers'))).body.follows).toBe(true)
  for (const _ of [1, 2]) await max.delete(path(id, '/followers/me'))
  expect((await facts(`complaint/${id}`)).filter((fact) => fact.startsWith('follower'))).toEqual(['follower.added', 'follower.removed'])
  expect((await (await token('manager')).post(path(id, '/followers/me'), {})).body.code).toBe('complaints.people_follow')
})

test('who is mentioned twice at once is brought in once', async () => {
  const id = await northern()
  const answers = await Promise.all([mention(id, [agents.dov, agents.dov]), mention(id, [agents.dov])])
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect((await readers(id)).readers.filter(({ why }: { why: string }) => why === 'mentioned')).toHaveLength(1)
})
