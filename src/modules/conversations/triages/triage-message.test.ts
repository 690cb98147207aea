import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')
const words =
  'The remote gets very hot when it charges and smells burnt, order SL-3320. Please have a look, I am fed up. My mail is ada@post.example.'
const { body: complaint } = await ben.post('/api/v1/complaints', { text: words, channel: 'phone', customer: ada })
const path = `/api/v1/complaints/${complaint.id}/triage`

test('a new complaint is read after it was kept, not in the request', async () => {
  expect((await ben.get(path)).body).toEqual({ triage: null })
  await stage.runJobs()
  const { triage } = (await ben.get(path)).body
  expect(triage.reading).toMatchObject({ kind: 'complaint', category: 'safety', urgency: 'critical', entities: { orders: ['SL-3320'] } })
  const at = triage.reading.reasons.findIndex(({ output }: { output: string }) => output === 'urgency')
  expect(triage.quotes[at].join(' ')).toMatch(/hot|burnt/)
})

test('nothing of the complaint changes by it, and the list shows the danger', async () => {
  const { body: after } = await ben.get(`/api/v1/complaints/${complaint.id}`)
  expect(after).toMatchObject({ urgency: 'normal', category: null, kind: 'complaint' })
  const { body: list } = await ben.get('/api/v1/complaints?view=open')
  expect(list.data.find(({ id }: { id: string }) => id === complaint.id).marks).toContain('danger')
})

test('what is kept holds no words of the message', async () => {
  const row = await stage.db.selectFrom('conversations_triages').select('reading').executeTakeFirstOrThrow()
  expect(JSON.stringify(row.reading)).not.toMatch(/SL-3320|ada@post|burnt|fed up/)
})

test('a person sets an output right; it counts, is named, and teaches', async () => {
  const { status, body } = await ben.put(path, { output: 'category', value: 'product_defect', reason: 'it only smelled once' })
  expect(status).toBe(200)
  expect(body.triage.reading.category).toBe('product_defect')
  expect(body.triage.corrections).toMatchObject([{ output: 'category', value: 'product_defect', read: 'safety', set_by: 'Ben Okoro' }])
  const taught = await stage.db.selectFrom('triage_corrections').selectAll().execute()
  expect(taught).toMatchObject([{ task: 'category', label: 'product_defect', complaint_id: complaint.id }])
  expect(taught[0]?.text).not.toMatch(/ada@post/)
  expect(await stage.facts(`complaint/${complaint.id}`)).toContain('triage.corrected')
})

test('it can be taken back, and set twice', async () => {
  await ben.put(path, { output: 'orientation', value: 'both' })
  await ben.put(path, { output: 'orientation', value: 'recognition' })
  const { body } = await ben.put(path, { output: 'orientation', value: null })
  expect(body.triage.corrections.map(({ output }: { output: string }) => output)).toEqual(['category'])
})

test('values that an output does not have are refused; so is correcting what was not read', async () => {
  expect((await ben.put(path, { output: 'urgency', value: 'enormous' })).body).toMatchObject({ code: 'conversations.unknown_value' })
  const { body: fresh } = await ben.post('/api/v1/complaints', { text: 'Late again.', channel: 'phone', customer: ada })
  const { body } = await ben.put(`/api/v1/complaints/${fresh.id}/triage`, { output: 'urgency', value: 'high' })
  expect(body).toMatchObject({ code: 'conversations.triage_not_read' })
})

test('who says that nobody threatened takes the mark off the list', async () => {
  const { body: rude } = await ben.post('/api/v1/complaints', { text: 'You idiots, where is my parcel?', channel: 'chat', customer: ada })
  await stage.runJobs()
  const marks = async () => (await ben.get('/api/v1/complaints?view=open')).body.data.find(({ id }: { id: string }) => id === rude.id).marks
  expect(await marks()).toContain('abuse')
  await ben.put(`/api/v1/complaints/${rude.id}/triage`, { output: 'conduct', value: 'ok' })
  expect(await marks()).not.toContain('abuse')
})

test('who may not see a complaint does not see how it reads', async () => {
  await ben.post(`/api/v1/complaints/${complaint.id}/assignment`, { team: stage.teams.north })
  const dov = await stage.as('dov')
  expect((await dov.get(path)).status).toBe(404)
  expect((await dov.put(path, { output: 'urgency', value: 'low' })).status).toBe(404)
})
