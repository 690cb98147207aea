import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { db, agents, teams, clock } = stage
const [ben, cleo, dov, eve, max] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve'), stage.as('max')])

const brief = {
  facts: 'The cabin was double booked on 3 November.',
  feelings: 'Feels ignored.',
  promises: '',
  offered: '',
  wanted: 'A refund.',
}
const asked = (receiver: string, more: object = {}) => ({
  receiver,
  why: 'customer_asks',
  asked_by: 'customer',
  reach_by: clock.now().add({ hours: 2 }).toString(),
  brief,
  ...more,
})

/** A complaint that Ben has. */
async function complaint(text = 'The cabin was double booked.'): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text, channel: 'phone', customer: ada })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  return body.id
}
const path = (id: string) => `/api/v1/complaints/${id}/handovers`
const ownerOf = async (id: string) =>
  (await db.selectFrom('complaints_complaints').select('owner_id').where('id', '=', id).executeTakeFirstOrThrow()).owner_id

async function requested(id: string, more: object = {}) {
  const { status, body } = await ben.post(path(id), asked(agents.cleo, more))
  expect({ status, body }).toMatchObject({ status: 201 })
  return body
}

test('the first agent stays owner until the named colleague accepts, who owns it from then on', async () => {
  const id = await complaint()
  const handover = await requested(id)
  expect(handover).toMatchObject({ state: 'requested', receiver: { name: 'Cleo Marín' }, requested_by: { name: 'Ben Okoro' }, brief })
  expect(handover.may).toEqual({ accept: false, decline: false, withdraw: true })
  expect(await ownerOf(id)).toBe(agents.ben)

  const { body: mine } = await cleo.get('/api/v1/handovers')
  expect(mine.data.map((one: { id: string }) => one.id)).toEqual([handover.id])
  const { status, body } = await cleo.post(`${path(id)}/${handover.id}/acceptance`, { version: handover.version })
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'accepted', apology_due: true })
  expect(await ownerOf(id)).toBe(agents.cleo)
  expect((await cleo.get('/api/v1/handovers')).body.data).toEqual([])
  const named = (await stage.facts(`complaint/${id}`)).filter((fact) => fact.startsWith('handover.') || fact === 'complaint.assigned')
  expect(named.slice(-3)).toEqual(['handover.requested', 'handover.accepted', 'complaint.assigned'])
})

test('an apology for the change of hands is due until the new owner has written', async () => {
  const id = await complaint()
  const { id: handover, version } = await requested(id)
  await cleo.post(`${path(id)}/${handover}/acceptance`, { version })
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'Cleo will call you.' })
  expect((await cleo.get(path(id))).body.data[0].apology_due).toBe(true)
  await cleo.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'I am sorry for the change.' })
  expect((await cleo.get(path(id))).body.data[0].apology_due).toBe(false)
})

test('a declined hand-over leaves the complaint where it is, keeps the reason, and shows it to who asked', async () => {
  const id = await complaint()
  const { id: handover, version } = await requested(id)
  const { body } = await cleo.post(`${path(id)}/${handover}/declination`, { version, reason: 'I am away until noon.' })
  expect(body).toMatchObject({ state: 'declined', settled_reason: 'I am away until noon.' })
  expect(await ownerOf(id)).toBe(agents.ben)
  const shown = async () => (await ben.get('/api/v1/handovers')).body.asked.some((one: { id: string }) => one.id === handover)
  expect(await shown()).toBe(true)
  clock.pass({ minutes: 1 })
  await ben.post(path(id), asked(agents.max))
  expect(await shown()).toBe(false)
})

test('declining without a reason is refused, by the desk and by the database', async () => {
  const id = await complaint()
  const { id: handover, version } = await requested(id)
  expect((await cleo.post(`${path(id)}/${handover}/declination`, { version, reason: '  ' })).status).toBe(400)
  const declined = { state: 'declined', settled_at: clock.now(), settled_by: 'desk' }
  await expect(db.updateTable('handovers_handovers').set(declined).where('id', '=', handover).execute()).rejects.toThrow('check')
})

test('only the named colleague answers; who asked, the owner and a supervisor withdraw', async () => {
  const id = await complaint()
  const { id: handover, version } = await requested(id)
  expect((await ben.post(`${path(id)}/${handover}/acceptance`, { version })).body.code).toBe('handovers.not_receiver')
  expect((await max.post(`${path(id)}/${handover}/declination`, { version, reason: 'x' })).body.code).toBe('handovers.not_receiver')
  expect((await eve.post(`${path(id)}/${handover}/withdrawal`, { version })).status).toBe(403)
  expect((await dov.post(`${path(id)}/${handover}/withdrawal`, { version })).status).toBe(404)
  expect((await ben.post(`${path(id)}/${handover}/withdrawal`, { version })).body.state).toBe('withdrawn')
  expect((await cleo.post(`${path(id)}/${handover}/acceptance`, { version })).body.code).toBe('handovers.settled')
})

test('a colleague who neither asked nor has the complaint cannot withdraw', async () => {
  const id = await complaint()
  await ben.post(`/api/v1/complaints/${id}/assignment`, { owner: null, team: null })
  const { id: handover, version } = await requested(id)
  expect((await dov.post(`${path(id)}/${handover}/withdrawal`, { version })).body.code).toBe('handovers.not_yours_to_withdraw')
})

test('who saw an older version is told, and nothing is done', async () => {
  const id = await complaint()
  const { id: handover } = await requested(id)
  const { status, body } = await cleo.post(`${path(id)}/${handover}/acceptance`, { version: 7 })
  expect({ status, code: body.code }).toEqual({ status: 412, code: 'platform.stale_version' })
  expect(await ownerOf(id)).toBe(agents.ben)
})

test('two requests at once: one is open, the other is refused with the name of who was asked', async () => {
  const id = await complaint()
  const answers = await Promise.all([ben.post(path(id), asked(agents.cleo)), cleo.post(path(id), asked(agents.max))])
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('handovers.already_open')
  const row = await db.selectFrom('handovers_handovers').selectAll().where('complaint_id', '=', id).executeTakeFirstOrThrow()
  await expect(
    db
      .insertInto('handovers_handovers')
      .values({ ...row, id: newId() })
      .execute(),
  ).rejects.toThrow('handovers_open')
})

test.each([
  ['oneself', () => asked(agents.ben), 'handovers.to_oneself'],
  ['who reads only', () => asked(agents.eve), 'handovers.receiver_reads_only'],
  ['who is not here', () => asked(newId()), 'handovers.receiver_gone'],
  ['a team that cannot see it', () => asked(agents.dov), 'handovers.receiver_cannot_see'],
  [
    'a moment that has passed',
    () => asked(agents.cleo, { reach_by: clock.now().subtract({ minutes: 1 }).toString() }),
    'handovers.moment_past',
  ],
  ['another reason that is not said', () => asked(agents.cleo, { why: 'other', reason: ' ' }), 'handovers.reason_missing'],
])('a hand-over to %s is refused', async (_title, body, code) => {
  expect((await ben.post(path(await complaint()), body())).body.code).toBe(code)
})

test('a complaint is not handed to who has it already', async () => {
  const id = await complaint()
  expect((await cleo.post(path(id), asked(agents.ben))).body.code).toBe('handovers.has_it')
})

test('the list marks a complaint while a colleague is asked, and no longer', async () => {
  const id = await complaint()
  const marks = async () => (await ben.get(`/api/v1/complaints/${id}`)).body.marks as string[]
  const { id: handover, version } = await requested(id)
  expect(await marks()).toContain('handover')
  await cleo.post(`${path(id)}/${handover}/acceptance`, { version })
  expect(await marks()).not.toContain('handover')
})

test('what is known for the brief comes from the timeline and the readings', async () => {
  const id = await complaint('I am furious, this is an outrage! Nobody ever answers me!')
  await stage.runJobs()
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'I will call you tomorrow.' })
  const { known } = (await ben.get(path(id))).body
  expect(known).toMatchObject({ contacts: 1, last_answer: { text: 'I will call you tomorrow.' } })
  expect(known.last_words.text).toContain('I am furious')
  expect(known.reading.emotion).toBeGreaterThan(3)
})

test('an open request ends when the receiver leaves the desk or the complaint ends', async () => {
  const [one, other] = [await complaint(), await complaint()]
  const both = [await requested(one), (await ben.post(path(other), asked(agents.max))).body]
  await (await stage.as('fay')).post(`/api/v1/agents/${agents.cleo}/deactivation`, {})
  await ben.post(`/api/v1/complaints/${other}/withdrawal`, { words: 'Forget it.' })
  const rows = await db
    .selectFrom('handovers_handovers')
    .select(['state', 'settled_by'])
    .where(
      'id',
      'in',
      both.map(({ id }) => id),
    )
    .execute()
  expect(rows.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
})

test('a customer’s link reads no hand-over', async () => {
  const id = await complaint()
  const { listHandovers } = await import('./find-handovers.ts')
  const link = { kind: 'link', id: newId(), use: 'follow', complaint: id, customer: stage.ada } as const
  await expect(stage.open(link, (work) => listHandovers(work, id))).rejects.toThrow('complaints.not_found')
  expect((await stage.open(theDesk, (work) => work.db.selectFrom('handovers_handovers').select('id').limit(1).execute())).length).toBe(1)
})
