import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { statusesOf } from '#test/caller.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'
import { everyIssueDecided } from './closing/closing-gates.ts'
import type { Complaint, ComplaintRow } from './contract.ts'

// Other modules' gates have tests of their own.
openGates(['complaint.close', 'complaint.deliver'], { 'complaint.close': [everyIssueDecided] })
const { as, facts, teams, agents, db, runJobs, clock, token } = await scene()
const [ben, cleo, dov, eve] = await Promise.all([as('ben'), as('cleo'), as('dov'), as('eve')])

async function opened(words = 'The ferry left without me.', team: 'north' | 'south' | null = 'north'): Promise<Complaint> {
  const answer = await cleo.post('/api/v1/complaints', {
    text: words,
    channel: 'phone',
    customer: { name: 'Ada', email: 'ada@customer.example' },
  })
  expect(answer.status).toBe(201)
  const complaint = answer.body as Complaint
  if (team) await db.updateTable('complaints_complaints').set({ team_id: teams[team] }).where('id', '=', complaint.id).execute()
  return complaint
}

const read = async (caller: typeof ben, id: string) => (await caller.get(`/api/v1/complaints/${id}`)).body as Complaint

test('a new complaint has a number with its check digit, the words as they came, and one issue', async () => {
  const complaint = await opened('First line\nand a second one')
  expect(complaint.number).toMatch(/^RD-\d{4}-\d{6}-\d$/)
  expect(complaint).toMatchObject({
    state: 'received',
    words: 'First line\nand a second one',
    subject: 'First line',
    urgency: 'normal',
    issues: 1,
  })
  expect(complaint.issues_list[0]).toMatchObject({ title: 'First line', outcome: null })
  expect(await facts(`complaint/${complaint.id}`)).toContain('complaint.opened')
})

test('the first words cannot be changed, not even in the database', async () => {
  const { id } = await opened()
  await expect(db.updateTable('complaints_complaints').set({ words: 'something milder' }).where('id', '=', id).execute()).rejects.toThrow(
    'immutable',
  )
})

test('taking a complaint opens it, and its owner is named', async () => {
  const { id } = await opened()
  const taken = await ben.post(`/api/v1/complaints/${id}/assignment`, { owner: agents.ben })
  expect(taken.body).toMatchObject({ state: 'open', owner: { id: agents.ben } })
})

test('an edit needs the version that was read, and an older one is refused with the current one', async () => {
  const { id, version } = await opened()
  const without = await ben.patch(`/api/v1/complaints/${id}`, { summary: 'Missed ferry' })
  expect(without).toMatchObject({ status: 428, body: { code: 'platform.version_missing' } })
  const good = await ben.patch(`/api/v1/complaints/${id}`, { summary: 'Missed ferry' }, version)
  expect(good).toMatchObject({ status: 200, body: { summary: 'Missed ferry', version: version + 1 } })
  const stale = await ben.patch(`/api/v1/complaints/${id}`, { summary: 'Late ferry' }, version)
  expect(stale).toMatchObject({ status: 412, body: { code: 'platform.stale_version', current: version + 1 } })
})

test('an edit names only the fields in its fact, never what was written', async () => {
  const { id, version } = await opened()
  await ben.patch(`/api/v1/complaints/${id}`, { summary: 'Private words' }, version)
  const rows = await db.selectFrom('facts_facts').select(['fact', 'data']).where('stream', '=', `complaint/${id}`).execute()
  expect(rows.find(({ fact }) => fact === 'complaint.edited')?.data).toMatchObject({ fields: ['summary'] })
  expect(JSON.stringify(rows)).not.toContain('Private words')
})

test('the tag urgent makes a complaint high, and taking it off leaves the urgency to a person', async () => {
  const { id } = await opened()
  await ben.post(`/api/v1/complaints/${id}/tags`, { tag: 'urgent' })
  await ben.post(`/api/v1/complaints/${id}/tags`, { tag: 'urgent' })
  expect(await read(ben, id)).toMatchObject({ urgency: 'high', tags: ['urgent'] })
  await ben.delete(`/api/v1/complaints/${id}/tags/urgent`)
  expect(await read(ben, id)).toMatchObject({ urgency: 'high', tags: [] })
})

test('it cannot close while an issue has no outcome, and says which gate is shut', async () => {
  const { id } = await opened()
  const refused = await ben.post(`/api/v1/complaints/${id}/closure`, { issues: [] })
  expect(refused).toMatchObject({ status: 409, body: { code: 'complaints.cannot_close', missing: ['B1'] } })
  expect((await read(ben, id)).closing.missing).toMatchObject([{ gate: 'B1' }])
})

test('it closes with an outcome and a sentence on each issue, and can be opened again with a reason', async () => {
  const { id } = await opened()
  await ben.post(`/api/v1/complaints/${id}/issues`, { title: 'Nobody rang back' })
  const { issues_list } = await read(ben, id)
  const issues = issues_list.map((issue) => ({ id: issue.id, outcome: 'upheld', sentence: 'You were right, and we are sorry.' }))
  const half = await ben.post(`/api/v1/complaints/${id}/closure`, { issues: issues.slice(0, 1) })
  expect(half.status).toBe(409)
  expect((await read(ben, id)).issues_list.every(({ outcome }) => outcome === null)).toBe(true)
  const { version } = await read(ben, id)
  const closed = await ben.post(`/api/v1/complaints/${id}/closure`, { issues })
  // One act, one newer version: who edits an older one is told once.
  expect((await read(ben, id)).version).toBe(version + 1)
  expect(closed).toMatchObject({ status: 200, body: { state: 'closed', missing: [], may: { reopen: true, close: false } } })
  const again = await ben.post(`/api/v1/complaints/${id}/closure`, { issues })
  expect(again).toMatchObject({ status: 409, body: { code: 'complaints.ended' } })
  const reopened = await ben.post(`/api/v1/complaints/${id}/reopening`, { reason: 'The refund did not arrive.' })
  expect(reopened).toMatchObject({ status: 200, body: { state: 'open' } })
  expect((await read(ben, id)).closures).toMatchObject([{ reopened_reason: 'The refund did not arrive.' }])
})

test('two who close at once close once', async () => {
  const { id, issues_list } = await opened()
  const issues = issues_list.map((issue) => ({ id: issue.id, outcome: 'upheld', sentence: 'Done.' }))
  const answers = await Promise.all([ben, cleo].map((caller) => caller.post(`/api/v1/complaints/${id}/closure`, { issues })))
  expect(statusesOf(answers)).toEqual([200, 409])
  expect((await read(ben, id)).closures).toHaveLength(1)
})

test('an issue of another complaint is refused', async () => {
  const [one, other] = [await opened(), await opened()]
  const issues = other.issues_list.map((issue) => ({ id: issue.id, outcome: 'upheld', sentence: 'Done.' }))
  expect(await ben.post(`/api/v1/complaints/${one.id}/closure`, { issues })).toMatchObject({
    status: 400,
    body: { code: 'complaints.unknown_issue' },
  })
})

test('what waits for the customer comes back by itself when the day has passed, and is not closed', async () => {
  const { id } = await opened()
  await ben.post(`/api/v1/complaints/${id}/assignment`, { owner: agents.ben })
  const late = await ben.post(`/api/v1/complaints/${id}/waiting`, { reply_by: clock.now().subtract({ hours: 1 }).toString() })
  expect(late).toMatchObject({ status: 400, body: { code: 'complaints.reply_by_past' } })
  await ben.post(`/api/v1/complaints/${id}/waiting`, { reply_by: clock.now().add({ hours: 1 }).toString() })
  expect(await read(ben, id)).toMatchObject({ state: 'waiting_customer' })
  await db
    .updateTable('complaints_complaints')
    .set({ reply_by: clock.now().subtract({ minutes: 1 }) })
    .where('id', '=', id)
    .execute()
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(db)
  await runJobs()
  expect(await read(ben, id)).toMatchObject({ state: 'open', reply_by: null })
})

test('an enquiry is no complaint, and any agent may turn it back', async () => {
  const { id } = await opened('When does the ferry leave?')
  const turned = await ben.post(`/api/v1/complaints/${id}/classification`, { kind: 'enquiry', reason: 'A question' })
  expect(turned.body).toMatchObject({ state: 'not_complaint', kind: 'enquiry' })
  const back = await cleo.post(`/api/v1/complaints/${id}/classification`, { kind: 'complaint', reason: 'It was one after all' })
  expect(back.body).toMatchObject({ state: 'received', kind: 'complaint' })
})

test('another team sees nothing of it: not in the lists, not by its id', async () => {
  const { id } = await opened('Only for the north')
  expect(await dov.get(`/api/v1/complaints/${id}`)).toMatchObject({ status: 404, body: { code: 'complaints.not_found' } })
  const list = (await dov.get('/api/v1/complaints?view=all&limit=100')).body as { data: ComplaintRow[] }
  expect(list.data.map((row) => row.id)).not.toContain(id)
})

test('who audits reads it and changes nothing', async () => {
  const { id, version } = await opened()
  expect((await eve.get(`/api/v1/complaints/${id}`)).body).toMatchObject({ may: { read: true, edit: false, close: false } })
  expect(await eve.patch(`/api/v1/complaints/${id}`, { summary: 'x' }, version)).toMatchObject({ status: 403 })
})

test('a restricted complaint is seen by the people named on it alone', async () => {
  const { id } = await opened()
  await cleo.post(`/api/v1/complaints/${id}/restriction`, { restriction: 'staff_conduct', people: [agents.max] })
  expect((await ben.get(`/api/v1/complaints/${id}`)).status).toBe(404)
  expect((await (await as('fay')).get(`/api/v1/complaints/${id}`)).status).toBe(404)
  expect((await (await as('max')).get(`/api/v1/complaints/${id}`)).status).toBe(200)
  const tokens = await token('administrator')
  expect((await tokens.get(`/api/v1/complaints/${id}`)).status).toBe(404)
})

test('a list goes on where it stopped, without a gap and without a row twice', async () => {
  for (let count = 0; count < 5; count += 1) await opened(`Number ${count}`)
  const whole = ((await cleo.get('/api/v1/complaints?view=open&limit=100')).body as { data: ComplaintRow[] }).data.map(({ id }) => id)
  const paged: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page = (await cleo.get(`/api/v1/complaints?view=open&limit=2${next && `&cursor=${next}`}`)).body as {
      data: ComplaintRow[]
      next: string | null
    }
    paged.push(...page.data.map(({ id }) => id))
    next = page.next
  }
  expect(paged).toEqual(whole)
})

test('what burns first stands first', async () => {
  const late = await opened('Later but urgent')
  await cleo.post(`/api/v1/complaints/${late.id}/tags`, { tag: 'urgent' })
  const list = (await cleo.get('/api/v1/complaints?view=open&limit=100')).body as { data: ComplaintRow[] }
  const order = { critical: 1, high: 2, normal: 3, low: 4 }
  expect(list.data.map(({ urgency }) => order[urgency])).toEqual(
    list.data.map(({ urgency }) => order[urgency]).toSorted((one, other) => one - other),
  )
})

test.each(['nonsense', 'bnVsbA', Buffer.from('["x","y"]').toString('base64url')])(
  'a cursor that we never handed out gets a sentence: %s',
  async (cursor) => {
    expect(await ben.get(`/api/v1/complaints?view=open&cursor=${cursor}`)).toMatchObject({
      status: 400,
      body: { code: 'platform.unknown_cursor' },
    })
  },
)

test('the same Idempotency-Key opens one complaint, also when two come at once; with another body it is refused', async () => {
  const body = { text: 'Once only', channel: 'phone', anonymous: true }
  const answers = await Promise.all([1, 2].map(() => ben.post('/api/v1/complaints', body, { 'idempotency-key': 'one-key' })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(new Set(answers.map((answer) => (answer.body as Complaint).id)).size).toBe(1)
  const other = await ben.post('/api/v1/complaints', { ...body, text: 'Another' }, { 'idempotency-key': 'one-key' })
  expect(other).toMatchObject({ status: 422, body: { code: 'platform.key_reused' } })
})
