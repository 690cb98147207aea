import { expect, test } from 'vitest'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'
import { everyCauseKnown } from './every-cause-known.ts'
import { findCauses } from './find-causes.ts'
import { shippedCauses } from './rules/cause-list.ts'

openGates(['complaint.resolve', 'complaint.deliver', 'complaint.close'], { 'complaint.close': [everyCauseKnown] })

const stage = await scene()
const { db, agents, teams } = stage
const [ben, cleo, dov, eve, fay] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve'), stage.as('fay')])

const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`

async function complaint(): Promise<{ id: string; issue: string }> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'email', customer: ada })
  await cleo.post(path(body.id, '/assignment'), { owner: agents.ben, team: teams.north })
  return { id: body.id, issue: (await ben.get(path(body.id))).body.issues_list[0].id }
}
const set = ({ id, issue }: { id: string; issue: string }, body: object, by = ben) => by.put(path(id, `/issues/${issue}/cause`), body)
const decided = (issues: string[]) => issues.map((issue) => ({ id: issue, outcome: 'upheld', sentence: 'It was.' }))
const close = (id: string, issues: string[]) => ben.post(path(id, '/closure'), { issues: decided(issues) })

test('the cause of an issue is one of the list, and stands with its name, its words and who set it', async () => {
  const one = await complaint()
  const { status, body } = await set(one, { cause: 'systems_data', words: 'The cabin stood twice in the plan.' })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    issue: one.issue,
    cause: 'systems_data',
    name: 'Wrong data',
    words: 'The cabin stood twice in the plan.',
    by: { name: 'Ben Okoro' },
    needed: true,
  })
  expect((await ben.get(path(one.id, '/enquiry'))).body.causes).toEqual([body])
  const found = await stage.open({ kind: 'desk', id: null }, (work) => findCauses(work, one.id))
  expect(found).toMatchObject([{ issue: one.issue, code: 'systems_data', names: { el: 'Λανθασμένα δεδομένα' } }])
})

test('a new cause takes the place of the one before, which stays on record; the same again is nothing new', async () => {
  const one = await complaint()
  await set(one, { cause: 'people_slip' })
  await set(one, { cause: 'people_slip' })
  await set(one, { cause: 'people_workload' })
  expect((await set(one, { cause: 'people_workload' })).body.cause).toBe('people_workload')
  const facts = await db
    .selectFrom('facts_facts')
    .select('data')
    .where('stream', '=', `complaint/${one.id}`)
    .where('fact', '=', 'cause.set')
    .execute()
  expect(facts.map(({ data }) => (data as { cause: string }).cause)).toEqual(['people_slip', 'people_workload'])
  const step = (await ben.get(path(one.id, '/procedure'))).body.steps[11]
  expect(step).toMatchObject({ state: 'done', evidence: [{ kind: 'cause', id: one.issue }] })
})

test('of the words the facts hold a seal only', async () => {
  const one = await complaint()
  await set(one, { cause: 'unknown', words: 'The neighbour’s log is gone.' })
  const facts = await db.selectFrom('facts_facts').select('data').where('stream', '=', `complaint/${one.id}`).execute()
  expect(JSON.stringify(facts)).not.toContain('neighbour')
})

test.each([
  { body: { cause: 'bad_luck' }, code: 'procedure.cause_not_listed', status: 400 },
  { body: { cause: 'unknown' }, code: 'procedure.cause_unknown_why', status: 400 },
  { body: { cause: 'unknown', words: '  ' }, code: 'procedure.cause_unknown_why', status: 400 },
])('$body is refused: $code', async ({ body, code, status }) => {
  expect(await set(await complaint(), body)).toMatchObject({ status, body: { code } })
})

test('an issue of another complaint is not found, an auditor does not set, a colleague of another team sees nothing', async () => {
  const [one, other] = [await complaint(), await complaint()]
  expect(await set({ id: one.id, issue: other.issue }, { cause: 'people_slip' })).toMatchObject({
    status: 404,
    body: { code: 'procedure.issue_not_found' },
  })
  expect((await set(one, { cause: 'people_slip' }, eve)).status).toBe(403)
  expect((await set(one, { cause: 'people_slip' }, dov)).status).toBe(404)
})

test('closing waits for the cause of every issue that is judged here, and a supervisor may waive it', async () => {
  const one = await complaint()
  const { body: second } = await ben.post(path(one.id, '/issues'), { title: 'Nobody answered the telephone' })
  const { body: third } = await ben.post(path(one.id, '/issues'), { title: 'The café was closed' })
  await ben.patch(path(one.id, `/issues/${third.id}`), { outcome: 'out_of_scope', sentence: 'The café is not ours.' }, third.version)
  expect((await close(one.id, [one.issue, second.id])).body).toMatchObject({ state: 'follow_up', missing: ['B5'] })
  const { body: shown } = await ben.get(path(one.id))
  expect(shown.closing.missing).toMatchObject([
    { gate: 'B5', sentence: '2 issues have no cause yet: set it, or say why it is unknown.', waived_by: 'supervisor', may_waive: false },
  ])
  await set(one, { cause: 'people_slip' })
  expect((await close(one.id, [])).body.missing).toEqual(['B5'])
  await set({ id: one.id, issue: second.id }, { cause: 'people_workload' })
  expect((await close(one.id, [])).body).toMatchObject({ state: 'closed', missing: [] })

  const other = await complaint()
  const waivers = [{ gate: 'B5', reason: 'It is looked into with the others of that day.' }]
  const waived = await cleo.post(path(other.id, '/closure'), { issues: decided([other.issue]), waivers })
  expect(waived.body).toMatchObject({ state: 'closed', missing: [] })
})

test('the list comes with the desk in three languages, ends in unknown, and has no code twice', async () => {
  const { body } = await eve.get('/api/v1/causes')
  expect(body.may.edit).toBe(false)
  const codes = body.data.map(({ code }: { code: string }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.at(-1)).toBe('unknown')
  expect(body.data).toHaveLength(shippedCauses.length)
  for (const { parent, names } of body.data) {
    expect(parent === null || codes.includes(parent)).toBe(true)
    expect(Object.values(names as Record<string, string>).every((name) => name.trim() !== '')).toBe(true)
  }
})

test('an administrator adds, renames and ends causes; an issue keeps one that ended', async () => {
  const names = { en: 'Tide table', el: 'Πίνακας παλιρροιών', es: 'Tabla de mareas' }
  expect((await ben.post('/api/v1/causes', { code: 'tides', parent: 'outside', names })).status).toBe(403)
  expect((await fay.post('/api/v1/causes', { code: 'tides', parent: 'outside', names })).status).toBe(201)
  expect((await fay.post('/api/v1/causes', { code: 'tides', parent: null, names })).body.code).toBe('procedure.cause_taken')
  expect((await fay.post('/api/v1/causes', { code: 'unknown', parent: null, names })).body.code).toBe('procedure.cause_taken')
  expect((await fay.post('/api/v1/causes', { code: 'deeper', parent: 'tides', names })).body.code).toBe('procedure.cause_no_branch')
  const one = await complaint()
  expect((await set(one, { cause: 'tides' })).body.name).toBe('Tide table')

  const { body: renamed } = await fay.patch('/api/v1/causes/tides', { names: { ...names, en: 'Tides' } }, 1)
  expect(renamed).toMatchObject({ names: { en: 'Tides' }, version: 2, ended: false })
  expect((await fay.patch('/api/v1/causes/tides', { ended: true }, 1)).status).toBe(412)
  expect((await fay.patch('/api/v1/causes/tides', { ended: true }, 2)).body.ended).toBe(true)
  expect((await set(one, { cause: 'tides', words: 'Spring tide.' })).status).toBe(200)
  expect((await set(await complaint(), { cause: 'tides' })).body.code).toBe('procedure.cause_not_listed')
})

test('a cause that came with the desk is changed like any other, once by two at once; unknown does not end', async () => {
  const both = await Promise.all([1, 2].map(() => fay.patch('/api/v1/causes/product_wear', { ended: true }, 1)))
  expect(statusesOf(both)).toEqual([200, 412])
  const { body } = await fay.get('/api/v1/causes')
  expect(body.data.find(({ code }: { code: string }) => code === 'product_wear')).toMatchObject({
    ended: true,
    version: 2,
    parent: 'product',
  })
  expect((await fay.patch('/api/v1/causes/unknown', { ended: true }, 1)).body.code).toBe('procedure.cause_stays')
  expect((await fay.patch('/api/v1/causes/nothing_such', { ended: true }, 1)).status).toBe(404)
})
