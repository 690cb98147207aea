import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { db, agents, teams, clock } = stage
const [ben, cleo, dov, eve] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve')])

const inHours = (hours: number): string =>
  clock
    .now()
    .add({ minutes: hours * 60 })
    .toString()
const path = (id: string, rest = '') => `/api/v1/complaints/${id}/promises${rest}`

/** A complaint that Ben has. */
async function complaint(text = 'The cabin was double booked.'): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text, channel: 'phone', customer: ada })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  return body.id
}

async function promised(id: string, more: object = {}) {
  const { status, body } = await ben.post(path(id), { text: 'I will call you back.', due: inHours(24), ...more })
  expect({ status, body }).toMatchObject({ status: 201 })
  return body
}

/** Lets the moment pass, and the clock do what it does. */
async function pass(hours: number) {
  clock.pass({ minutes: hours * 60 + 1 })
  await runDue()
}

/** Everything that waits is looked at now: what is early waits on. */
async function runDue() {
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(db)
  await stage.runJobs()
}

const stateOf = async (id: string): Promise<string> => (await ben.get(`/api/v1/complaints/${id}`)).body.state
const called = async (id: string, text = 'I called her.'): Promise<string> =>
  (await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text })).body.id
const released = (version: number, more: object = {}) => ({
  version,
  words: 'Never mind, thank you.',
  at: clock.now().toString(),
  how: 'phone',
  ...more,
})
const reagreed = (version: number, hours: number, more: object = {}) => ({
  version,
  due: inHours(hours),
  how: 'phone',
  words: 'Thursday suits me better.',
  ...more,
})

/** Decides every issue and closes: the complaint is being put right while a promise is open. */
async function decided(id: string): Promise<{ status: number; body: { state?: string; missing?: unknown } }> {
  const { issues_list } = (await ben.get(`/api/v1/complaints/${id}`)).body
  return ben.post(`/api/v1/complaints/${id}/closure`, {
    issues: issues_list.map((issue: { id: string }) => ({ id: issue.id, outcome: 'upheld', sentence: 'You were right.' })),
  })
}

test('a promise says to whom, what, by when and who answers for it; its words stay out of the fact', async () => {
  const id = await complaint()
  const promise = await promised(id)
  expect(promise).toMatchObject({
    text: 'I will call you back.',
    state: 'open',
    to: ada.name,
    owner: { id: agents.ben },
    made_by: { id: agents.ben },
  })
  expect(promise.may).toEqual({ keep: true, release: true, reagree: true })
  const { data, may } = (await ben.get(path(id))).body
  expect(data.map((one: { id: string }) => one.id)).toEqual([promise.id])
  expect(may).toEqual({ make: true })
  const row = await db
    .selectFrom('facts_facts')
    .select('data')
    .where('fact', '=', 'promise.made')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(row.data)).not.toContain('call you back')
  expect(row.data).toMatchObject({ promise: promise.id, due: promise.due, owner: agents.ben })
})

test('a promise is kept by the call that shows it, and stays kept when its moment passes', async () => {
  const id = await complaint()
  const promise = await promised(id)
  clock.pass({ minutes: 5 })
  const contact = await called(id)
  expect((await ben.get(path(id))).body.shown_by).toMatchObject([{ kind: 'contact', id: contact, line: 'I called her.' }])
  const kept = await ben.post(path(id, `/${promise.id}/keeping`), { version: promise.version, evidence: { kind: 'contact', id: contact } })
  expect(kept.body).toMatchObject({ state: 'kept', kept: { evidence: { kind: 'contact', id: contact } } })
  await pass(25)
  expect((await ben.get(path(id))).body.data[0].state).toBe('kept')
  expect(await stage.facts(`complaint/${id}`)).toContain('promise.kept')
  expect(await stage.facts(`complaint/${id}`)).not.toContain('promise.broken')
})

test('what nobody kept is broken by the clock, once, and the complaint is open again', async () => {
  const id = await complaint()
  await promised(id)
  expect((await decided(id)).status).toBe(200)
  expect(await stateOf(id)).toBe('fulfilling')
  await pass(24)
  await runDue()
  expect((await ben.get(path(id))).body.data[0]).toMatchObject({ state: 'broken', may: { keep: true, release: false, reagree: false } })
  expect(await stateOf(id)).toBe('open')
  const facts = await stage.facts(`complaint/${id}`)
  expect(facts.filter((fact) => fact === 'promise.broken')).toHaveLength(1)
  expect(facts.indexOf('complaint.returned')).toBeGreaterThan(facts.indexOf('promise.broken'))
})

test('a broken promise stands first for its owner and for the supervisor until the customer has heard from us', async () => {
  const id = await complaint()
  const promise = await promised(id)
  await pass(24)
  const shown = async (caller: typeof ben) => (await caller.get('/api/v1/promises')).body.broken.map((one: { id: string }) => one.id)
  expect(await shown(ben)).toContain(promise.id)
  expect(await shown(cleo)).toContain(promise.id)
  expect(await shown(dov)).not.toContain(promise.id)
  expect((await ben.get(`/api/v1/complaints/${id}`)).body.marks).toContain('promise_broken')
  await called(id, 'I am sorry that I did not call yesterday.')
  expect(await shown(ben)).not.toContain(promise.id)
  expect(await shown(cleo)).not.toContain(promise.id)
})

test('after its moment only what happened in time shows that it was kept', async () => {
  const id = await complaint()
  const promise = await promised(id)
  clock.pass({ minutes: 60 })
  const inTime = await called(id)
  await pass(24)
  const { version } = (await ben.get(path(id))).body.data[0]
  const late = await called(id, 'Called again.')
  const keep = (evidence: object) => ben.post(path(id, `/${promise.id}/keeping`), { version, evidence })
  expect((await keep({ kind: 'contact', id: late })).body.code).toBe('promises.overdue')
  expect((await keep({ kind: 'text', text: 'I did call.' })).body.code).toBe('promises.overdue')
  expect((await keep({ kind: 'contact', id: inTime })).body.state).toBe('kept')
})

test('the customer lets us off in their own words; without words nobody does', async () => {
  const id = await complaint()
  const promise = await promised(id)
  const release = (body: object) => ben.post(path(id, `/${promise.id}/release`), body)
  expect((await release(released(promise.version, { words: ' ' }))).status).toBe(400)
  expect((await release(released(promise.version, { at: inHours(1) }))).body.code).toBe('promises.said_in_future')
  expect((await release(released(promise.version, { at: inHours(-1) }))).body.code).toBe('promises.said_before')
  expect((await release(released(promise.version))).body).toMatchObject({
    state: 'released',
    released: { words: 'Never mind, thank you.', how: 'phone' },
  })
  expect((await release(released(promise.version + 1))).body.code).toBe('promises.settled')
})

test('another moment counts when the customer agreed before the first had passed, and the clock follows it', async () => {
  const id = await complaint()
  const promise = await promised(id)
  const moved = await ben.post(path(id, `/${promise.id}/reagreement`), reagreed(promise.version, 48))
  expect(moved.body).toMatchObject({ state: 'reagreed', reagreed: [{ due_before: promise.due, words: 'Thursday suits me better.' }] })
  await pass(24)
  expect((await ben.get(path(id))).body.data[0].state).toBe('reagreed')
  await pass(24)
  expect((await ben.get(path(id))).body.data[0].state).toBe('broken')
  const { version } = (await ben.get(path(id))).body.data[0]
  expect((await ben.post(path(id, `/${promise.id}/reagreement`), reagreed(version, 24))).body.code).toBe('promises.settled')
})

test('agreeing anew to the same or a past moment is refused', async () => {
  const id = await complaint()
  const promise = await promised(id)
  const to = (due: string) => ben.post(path(id, `/${promise.id}/reagreement`), reagreed(promise.version, 0, { due }))
  expect((await to(promise.due)).body.code).toBe('promises.same_due')
  expect((await to(inHours(-1))).body.code).toBe('promises.due_past')
})

test('two colleagues settle one promise at once: one does, the other is told', async () => {
  const id = await complaint()
  const promise = await promised(id)
  const answers = await Promise.all([
    ben.post(path(id, `/${promise.id}/keeping`), { version: promise.version, evidence: { kind: 'text', text: 'Paid in cash.' } }),
    cleo.post(path(id, `/${promise.id}/release`), released(promise.version)),
  ])
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('promises.settled')
  const settled = (await stage.facts(`complaint/${id}`)).filter((fact) => /^promise\.(?:kept|released)$/.test(fact))
  expect(settled).toHaveLength(1)
})

test('the clock and a person at once: the promise is kept or broken, never both', async () => {
  const id = await complaint()
  const promise = await promised(id)
  const contact = await called(id)
  clock.pass({ minutes: 24 * 60 + 1 })
  const keep = () => ben.post(path(id, `/${promise.id}/keeping`), { version: promise.version, evidence: { kind: 'contact', id: contact } })
  const [answer] = await Promise.all([keep(), runDue()])
  const { state } = (await ben.get(path(id))).body.data[0]
  expect([answer.status, state]).toEqual(answer.status === 200 ? [200, 'kept'] : [412, 'broken'])
})

test('who saw an older version is told, and nothing is done', async () => {
  const id = await complaint()
  const promise = await promised(id)
  const answer = await ben.post(path(id, `/${promise.id}/keeping`), { version: 9, evidence: { kind: 'text', text: 'Done.' } })
  expect([answer.status, answer.body.code]).toEqual([412, 'platform.stale_version'])
})

test('no complaint closes or counts as delivered while a promise is open; the last one settled delivers it', async () => {
  const id = await complaint()
  const [one, other] = [await promised(id), await promised(id, { text: 'We will send the voucher.' })]
  await decided(id)
  expect(await stateOf(id)).toBe('fulfilling')
  await ben.post(path(id, `/${one.id}/keeping`), { version: one.version, evidence: { kind: 'text', text: 'Called at noon.' } })
  expect(await stateOf(id)).toBe('fulfilling')
  const again = await ben.post(`/api/v1/complaints/${id}/closure`, { issues: [] })
  expect(JSON.stringify(again.body)).toContain('B3')
  await ben.post(path(id, `/${other.id}/release`), released(other.version))
  expect(await stateOf(id)).toBe('follow_up')
})

test('a customer who withdraws lets every promise go', async () => {
  const id = await complaint()
  await promised(id)
  await ben.post(`/api/v1/complaints/${id}/withdrawal`, { words: 'Forget it.' })
  expect((await ben.get(path(id))).body.data[0]).toMatchObject({ state: 'released', released: { how: 'withdrawal', words: 'Forget it.' } })
})

test('what is due today or tomorrow stands on the first page of its owner and marks the row', async () => {
  const id = await complaint()
  const today = await promised(id, {
    due: clock.now().toZonedDateTimeISO('Europe/Athens').with({ hour: 23, minute: 59, second: 59, millisecond: 0 }).toInstant().toString(),
  })
  const later = await promised(id, { due: inHours(24 * 9) })
  const { due } = (await ben.get('/api/v1/promises')).body
  const found = due.filter((one: { complaint: { id: string } }) => one.complaint.id === id)
  expect(found).toMatchObject([{ id: today.id, pressing: true }])
  expect(found.map((one: { id: string }) => one.id)).not.toContain(later.id)
  expect((await cleo.get('/api/v1/promises')).body.due.map((one: { id: string }) => one.id)).not.toContain(today.id)
  expect((await ben.get(`/api/v1/complaints/${id}`)).body.marks).toContain('promise_due')
})

test.each([
  ['a moment that has passed', () => ({ due: inHours(-1) }), 'promises.due_past'],
  ['a moment in four years', () => ({ due: inHours(24 * 366 * 4) }), 'promises.due_too_far'],
  ['an owner who only reads', () => ({ owner: agents.eve }), 'promises.owner_reads_only'],
  ['an owner who cannot see it', () => ({ owner: agents.dov }), 'promises.owner_cannot_see'],
  ['an owner who is not here', () => ({ owner: crypto.randomUUID() }), 'promises.owner_gone'],
  ['a message of another complaint', () => ({ message: crypto.randomUUID() }), 'promises.message_not_found'],
])('%s is refused', async (_title, more, code) => {
  const id = await complaint()
  expect((await ben.post(path(id), { text: 'I will call.', due: inHours(24), ...more() })).body.code).toBe(code)
})

test('who may not see the complaint sees no promise; who only reads changes none', async () => {
  const id = await complaint()
  const promise = await promised(id)
  expect((await dov.get(path(id))).status).toBe(404)
  expect((await dov.post(path(id, `/${promise.id}/release`), released(promise.version))).status).toBe(404)
  expect((await eve.get(path(id))).body.data[0].may).toEqual({ keep: false, release: false, reagree: false })
  expect((await eve.post(path(id, `/${promise.id}/release`), released(promise.version))).status).toBe(403)
})

test('promises in a text are found with their moment in the zone, and nothing is registered', async () => {
  const text = 'Dear Ada, thank you. I will call you tomorrow. Did it arrive?'
  const { status, body } = await ben.post('/api/v1/promises/detection', { text, at: '2026-11-24T10:15:00Z', zone: 'Europe/London' })
  expect(status).toBe(200)
  const [found] = body.promises
  expect(body.promises).toHaveLength(1)
  expect(found).toMatchObject({ text: 'I will call you tomorrow', due: '2026-11-25T23:59:59Z' })
  expect(text.slice(found.start, found.end)).toBe(found.text)
  expect(await db.selectFrom('promises_promises').select('id').where('words', '=', found.text).execute()).toEqual([])
})

test.each([
  ['a zone that nobody knows', { zone: 'Mars/Base' }, 'promises.unknown_zone'],
  ['a year without a calendar', { at: '1850-01-01T00:00:00Z' }, 'promises.at_out_of_range'],
])('detection with %s is refused with a sentence', async (_title, more, code) => {
  const asked = { text: 'I will call you tomorrow.', at: '2026-11-24T10:15:00Z', zone: 'Europe/London' }
  const answer = await ben.post('/api/v1/promises/detection', { ...asked, ...more })
  expect([answer.status, answer.body.code]).toEqual([400, code])
})
