import { expect, test } from 'vitest'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { db, agents, teams, clock, open } = stage
await open(theDesk, plantCategories)
const [ben, cleo, dov, eve, fay] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve'), stage.as('fay')])

const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`

async function complaint(more: object = {}): Promise<string> {
  const asked = { text: 'The washer came late.', channel: 'email', customer: ada, category: 'delivery_late', ...more }
  const { status, body } = await ben.post('/api/v1/complaints', asked)
  expect({ status, body }).toMatchObject({ status: 201 })
  await cleo.post(path(body.id, '/assignment'), { owner: agents.ben, team: teams.north })
  return body.id
}
interface Point {
  code: string
  name: string
  question: string
  status: string | null
  value: string | null
  source: string | null
  reason: string | null
}
const enquiry = async (id: string, by = ben) => (await by.get(path(id, '/enquiry'))).body
const pointOf = async (id: string, code: string): Promise<Point> => (await enquiry(id)).points.find((one: Point) => one.code === code)
const note = (id: string, point: string, body: object) => ben.put(path(id, `/points/${point}`), body)
const notesToo = (id: string, by: typeof ben) => by.put(path(id, '/points/order'), { status: 'asked' })
const gathering = async (id: string) => (await ben.get(path(id, '/procedure'))).body.steps[2]

test('the list of a complaint joins every category, its branch and its own, and asks in the customer’s language', async () => {
  const id = await complaint({ language: 'es' })
  const { points, open: still } = await enquiry(id)
  expect(points.map(({ code }: Point) => code)).toEqual([
    'when',
    'wanted',
    'effect',
    'told_before',
    'order',
    'delivery_address',
    'delivery_promised',
    'needed_by',
  ])
  expect(still).toBe(4)
  expect(points[0]).toMatchObject({ name: 'When it happened', question: '¿Cuándo ocurrió o cuándo se dio cuenta?', status: null })
})

test('what the record says is known, and nobody asks again', async () => {
  const id = await complaint({ occurred_at: '2026-11-20', desired_outcome: 'Bring it on Friday.' })
  expect(await pointOf(id, 'when')).toMatchObject({ status: 'known', value: '2026-11-20', source: 'record' })
  expect(await pointOf(id, 'wanted')).toMatchObject({ status: 'known', value: 'Bring it on Friday.', source: 'record' })
  const step = await gathering(id)
  expect(step).toMatchObject({ state: 'partly', missing: [{ code: 'facts_open', sentence: expect.stringContaining('2 facts') }] })
})

test('a fact is known with its value and source, and the step is done when each needed one is settled', async () => {
  const id = await complaint({ occurred_at: '2026-11-20', desired_outcome: 'Bring it on Friday.' })
  expect((await note(id, 'delivery_promised', { status: 'known', value: ' 2026-11-19 ', source: 'customer' })).status).toBe(200)
  expect(await pointOf(id, 'delivery_promised')).toMatchObject({ status: 'known', value: '2026-11-19', source: 'customer' })
  await note(id, 'order', { status: 'asked' })
  expect((await gathering(id)).state).toBe('partly')
  await note(id, 'order', { status: 'unavailable', reason: 'She has thrown the paper away.' })
  expect(await pointOf(id, 'order')).toMatchObject({ status: 'unavailable', value: null, reason: 'She has thrown the paper away.' })
  expect(await gathering(id)).toMatchObject({ state: 'done', missing: [] })
  expect((await enquiry(id)).open).toBe(0)
})

test('what she says of a field that nobody has filled stands in the record too; what stands there stays', async () => {
  const id = await complaint({ category: 'billing_overcharge' })
  await note(id, 'amount', { status: 'known', value: '49,9 eur', source: 'customer' })
  await note(id, 'when', { status: 'known', value: '2026-11-20', source: 'customer' })
  await note(id, 'order', { status: 'known', value: 'A-17', source: 'customer' })
  const record = async () => (await ben.get(path(id))).body
  expect(await record()).toMatchObject({
    amount: { minor: 4990, currency: 'EUR' },
    order_numbers: ['A-17'],
    occurred_at: expect.stringContaining('2026-11-19T22'),
  })
  await note(id, 'order', { status: 'known', value: 'B-18', source: 'document' })
  expect((await record()).order_numbers).toEqual(['A-17'])
  expect(await pointOf(id, 'order')).toMatchObject({ value: 'B-18', source: 'document' })
})

test('what was noted before stays in the record; values and reasons only as seals', async () => {
  const id = await complaint()
  await note(id, 'effect', { status: 'known', value: 'No clean clothes for a week.', source: 'customer' })
  await note(id, 'effect', { status: 'not_applicable', reason: 'It turned out to be the neighbour.' })
  const facts = await db
    .selectFrom('facts_facts')
    .select('data')
    .where('stream', '=', `complaint/${id}`)
    .where('fact', '=', 'point.noted')
    .orderBy('seq')
    .execute()
  expect(facts.map(({ data }) => (data as { status: string }).status)).toEqual(['known', 'not_applicable'])
  expect(JSON.stringify(facts)).not.toMatch(/clothes|neighbour/)
})

test.each([
  { point: 'delivery_promised', body: { status: 'known', value: 'last Tuesday', source: 'customer' }, code: 'procedure.fact_value_wrong' },
  { point: 'delivery_promised', body: { status: 'known', value: '2026-02-29', source: 'customer' }, code: 'procedure.fact_value_wrong' },
  { point: 'told_before', body: { status: 'known', value: 'maybe', source: 'customer' }, code: 'procedure.fact_value_wrong' },
  { point: 'order', body: { status: 'known', value: '  ', source: 'customer' }, code: 'procedure.fact_value_missing' },
  { point: 'order', body: { status: 'known', value: 'A-17' }, code: 'procedure.fact_source_missing' },
  { point: 'order', body: { status: 'unavailable' }, code: 'procedure.fact_reason_missing' },
  { point: 'order', body: { status: 'not_applicable', reason: ' ' }, code: 'procedure.fact_reason_missing' },
])('$point as $body is refused: $code', async ({ point, body, code }) => {
  expect(await note(await complaint(), point, body)).toMatchObject({ status: 400, body: { code } })
})

test('what no list has is not noted; auditors only read, other teams see nothing', async () => {
  const id = await complaint()
  expect(await note(id, 'shoe_size', { status: 'asked' })).toMatchObject({ status: 404, body: { code: 'procedure.fact_not_found' } })
  expect((await notesToo(id, eve)).status).toBe(403)
  expect((await notesToo(id, dov)).status).toBe(404)
})

test('an administrator writes the list of a category; complaints that run keep theirs, and what was noted stays in sight', async () => {
  const before = await complaint({ category: 'service_quality' })
  clock.pass({ minutes: 5 })
  const { body: lists } = await fay.get('/api/v1/checklists')
  expect(lists.data[0].checklist).toBe('every-category')
  const own = {
    code: 'deck',
    names: { en: 'Deck', el: 'Κατάστρωμα', es: 'Cubierta' },
    questions: { en: 'On which deck?', el: 'Σε ποιο κατάστρωμα;', es: '¿En qué cubierta?' },
    purpose: { en: '', el: '', es: '' },
    kind: 'text',
    needed: true,
    field: null,
  }
  const write = (version: number, points: object[]) => fay.put('/api/v1/checklists/service_quality', { version, points, change: 'Decks.' })
  expect((await write(0, [own, own])).body).toMatchObject({ code: 'procedure.fact_twice' })
  expect(statusesOf(await Promise.all([write(0, [own]), write(0, [own])]))).toEqual([200, 412])
  clock.pass({ minutes: 5 })
  const after = await complaint({ category: 'service_quality' })
  expect(await pointOf(before, 'deck')).toBeUndefined()
  expect(await pointOf(after, 'deck')).toMatchObject({ name: 'Deck', status: null })
  await note(after, 'deck', { status: 'known', value: 'Seven', source: 'customer' })

  const { body: shown } = await ben.get(path(after))
  await ben.patch(path(after, `/issues/${shown.issues_list[0].id}`), { category: 'safety' }, shown.issues_list[0].version)
  const codes = (await enquiry(after)).points.map(({ code }: Point) => code)
  expect(codes).toContain('anybody_hurt')
  expect(codes.at(-1)).toBe('deck')

  const versions = (await eve.get('/api/v1/checklists/service_quality/versions')).body.data
  expect(versions.map(({ version }: { version: number }) => version)).toEqual([1, 0])
  expect(versions[0]).toMatchObject({ change: 'Decks.', by: { name: 'Fay Ioannou' } })
  expect((await ben.put('/api/v1/checklists/service_quality', { version: 1, points: [] })).status).toBe(403)
  expect((await fay.put('/api/v1/checklists/no_such_thing', { version: 0, points: [] })).status).toBe(404)
})
