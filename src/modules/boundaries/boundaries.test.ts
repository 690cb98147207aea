import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada, colleagues } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { listBoundaries } from './find-boundaries.ts'
import { reviewLimits } from './review-limits.ts'

const stage = await scene()
const { db, agents, clock } = stage
// Three managers: one proposes or decides, another judges. Dov and Fay are made managers here, and sign in anew.
await db.updateTable('people_agents').set({ role: 'manager' }).where('id', 'in', [agents.dov, agents.fay]).execute()
const [ben, cleo, eve, max, dov, fay] = await Promise.all([
  stage.as('ben'),
  stage.as('cleo'),
  stage.as('eve'),
  stage.as('max'),
  stage.signIn(colleagues.dov),
  stage.signIn(colleagues.fay),
])

async function complaint(): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'Where is it?', channel: 'phone', customer: ada })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben })
  return body.id
}
const incidents = (id: string) => `/api/v1/complaints/${id}/incidents`
const boundaries = (id: string) => `/api/v1/complaints/${id}/boundaries`
const insult = { step: 'boundary', quote: '“You are idiots.”', channel: 'phone' }
const day = (duration: Temporal.DurationLike = { days: 0 }) => clock.now().toZonedDateTimeISO('UTC').toPlainDate().add(duration).toString()
const proposal = (more: object = {}) => ({
  manner: 'channel',
  channel: 'letter',
  reasons: 'On 3 and 5 November insults went on after two requests.',
  review_on: day({ months: 2 }),
  ...more,
})

async function logged(): Promise<string> {
  const id = await complaint()
  expect((await ben.post(incidents(id), insult)).status).toBe(201)
  return id
}

/** A limit that Ben proposed, Max approved, and the customer was told of. */
async function inForce() {
  const id = await logged()
  const { body: proposed } = await ben.post(boundaries(id), proposal())
  const at = `${boundaries(id)}/${proposed.id}`
  const { body: approved } = await max.post(`${at}/decision`, { version: proposed.version, decision: 'approved', reason: 'Proportionate.' })
  clock.pass({ seconds: 1 })
  await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Please write to us by letter until then.', by_hand: { how: 'printed' } })
  const { status, body } = await ben.post(`${at}/notice`, { version: approved.version })
  expect({ status, state: body.state }).toEqual({ status: 200, state: 'in_force' })
  return { id, at, limit: body }
}

test('an insult is logged with its words, time, channel and who, and leaves the complaint as it is', async () => {
  const id = await complaint()
  const before = (await ben.get(`/api/v1/complaints/${id}`)).body
  const { body } = await ben.post(incidents(id), insult)
  expect(body).toMatchObject({
    step: 'boundary',
    quote: '“You are idiots.”',
    channel: 'phone',
    logged_by: { name: 'Ben Okoro' },
    alerted: null,
  })
  const after = (await ben.get(`/api/v1/complaints/${id}`)).body
  for (const field of ['state', 'urgency', 'kind', 'reply_by', 'owner', 'restriction']) expect(after[field]).toEqual(before[field])
  expect((await stage.facts(`complaint/${id}`)).at(-1)).toBe('incident.logged')
  const fact = await db
    .selectFrom('facts_facts')
    .select('data')
    .where('stream', '=', `complaint/${id}`)
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  expect(JSON.stringify(fact)).not.toContain('idiots')
})

test('ending a contact needs the next date, and asks for a written summary until somebody writes', async () => {
  const id = await complaint()
  const ended = { ...insult, step: 'contact_ended' }
  expect((await ben.post(incidents(id), ended)).body.code).toBe('boundaries.next_missing')
  expect((await ben.post(incidents(id), { ...ended, next_at: clock.now().subtract({ hours: 1 }).toString() })).body.code).toBe(
    'boundaries.next_past',
  )
  const { body } = await ben.post(incidents(id), { ...ended, next_at: clock.now().add({ hours: 20 }).toString() })
  expect(body.summary_due).toBe(true)
  const due = async () => (await ben.get(boundaries(id))).body.incidents[0].summary_due
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'Told again.' })
  expect(await due()).toBe(true)
  await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'This is where we are.' })
  expect(await due()).toBe(false)
})

test('a threat calls a named supervisor at once and closes the complaint to all who are not named', async () => {
  const id = await complaint()
  const threat = { step: 'threat', quote: '“I will wait for you outside.”', channel: 'phone' }
  expect((await ben.post(incidents(id), threat)).body.code).toBe('boundaries.alert_missing')
  expect((await ben.post(incidents(id), { ...threat, alert: agents.eve })).body.code).toBe('boundaries.alert_cannot')
  expect((await cleo.post(incidents(id), { ...threat, alert: agents.cleo })).body.code).toBe('boundaries.alert_oneself')
  const { body } = await ben.post(incidents(id), { ...threat, alert: agents.cleo })
  expect((await ben.get(`/api/v1/complaints/${id}`)).body).toMatchObject({
    restriction: 'threat',
    marks: expect.arrayContaining(['alert']),
  })
  expect((await max.get(`/api/v1/complaints/${id}`)).status).toBe(404)

  expect((await cleo.get('/api/v1/boundaries')).body.alerts.map((one: { incident: { id: string } }) => one.incident.id)).toContain(body.id)
  expect((await ben.post(`${incidents(id)}/${body.id}/attention`, { note: 'x' })).status).toBe(403)
  const { body: attended } = await cleo.post(`${incidents(id)}/${body.id}/attention`, { note: 'Police called, colleague taken home.' })
  expect(attended.attended).toMatchObject({ by: { name: 'Cleo Marín' }, note: 'Police called, colleague taken home.' })
  expect((await cleo.post(`${incidents(id)}/${body.id}/attention`, { note: 'x' })).body.code).toBe('boundaries.attended')
  expect((await cleo.get('/api/v1/boundaries')).body.alerts).toEqual([])
})

test('the words of a sign of self-harm are read by who helps; the help text is the house’s own', async () => {
  const id = await complaint()
  await ben.post(incidents(id), { step: 'self_harm', quote: '“I do not want to live any more.”', channel: 'phone', alert: agents.cleo })
  const quote = async (caller: typeof ben) => (await caller.get(boundaries(id))).body.incidents[0].quote
  for (const helper of [ben, cleo, max]) expect(await quote(helper)).toContain('do not want to live')
  expect(await quote(eve)).toBe(null)
  expect((await ben.get(boundaries(id))).body.may.propose).toBe(false)

  expect((await ben.get(boundaries(id))).body.help).toBe(null)
  await db.updateTable('people_agents').set({ role: 'administrator' }).where('id', '=', agents.fay).execute()
  expect((await ben.put('/api/v1/help-texts/en', { text: 'x', version: 1 })).status).toBe(403)
  expect((await fay.put('/api/v1/help-texts/fr', { text: 'x', version: 1 })).status).toBe(400)
  expect((await fay.put('/api/v1/help-texts/en', { text: 'Lifeline 000 00, day and night.', version: 1 })).status).toBe(200)
  expect((await fay.put('/api/v1/help-texts/en', { text: 'y', version: 1 })).status).toBe(412)
  await db.updateTable('people_agents').set({ role: 'manager' }).where('id', '=', agents.fay).execute()
  expect((await ben.get(boundaries(id))).body.help).toBe('Lifeline 000 00, day and night.')
})

test('a limit is proposed by one and decided by a manager who is another', async () => {
  const id = await logged()
  const { body } = await max.post(boundaries(id), proposal())
  expect(body).toMatchObject({ state: 'proposed', may: { decide: false } })
  const decision = { version: body.version, decision: 'approved', reason: 'Yes.' }
  const at = `${boundaries(id)}/${body.id}/decision`
  expect((await max.post(at, decision)).body.code).toBe('boundaries.four_eyes')
  expect((await ben.post(at, decision)).status).toBe(403)
  expect((await dov.post(at, { ...decision, version: 9 })).status).toBe(412)
  expect((await dov.post(at, decision)).body).toMatchObject({ state: 'approved', decided: { by: { name: 'Dov Peretz' } } })
  expect((await max.post(at, { ...decision, version: body.version + 1 })).body.code).toBe('boundaries.decided')
  const self = { decision: 'approved', decided_by: agents.max, decided_at: clock.now(), decision_reason: 'x' }
  await expect(db.updateTable('boundaries_limits').set(self).where('id', '=', body.id).execute()).rejects.toThrow('check')
})

test('a limit lasts three months at most, by the desk and by the database', async () => {
  const id = await logged()
  const late = await ben.post(boundaries(id), proposal({ review_on: day({ months: 3, days: 1 }) }))
  expect(late.body.code).toBe('boundaries.review_too_late')
  expect((await ben.post(boundaries(id), proposal({ review_on: day() }))).body.code).toBe('boundaries.review_past')
  const { status, body } = await ben.post(boundaries(id), proposal({ review_on: day({ months: 3 }) }))
  expect(status).toBe(201)
  const later = { review_on: clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ months: 4 }) }
  await expect(db.updateTable('boundaries_limits').set(later).where('id', '=', body.id).execute()).rejects.toThrow('check')
})

test('a limit needs conduct that was logged, one at a time, and a contact person who is here', async () => {
  expect((await ben.post(boundaries(await complaint()), proposal())).body.code).toBe('boundaries.no_incident')
  const id = await logged()
  const single = proposal({ manner: 'single_contact', channel: undefined, contact: newId() })
  expect((await ben.post(boundaries(id), single)).body.code).toBe('boundaries.contact_gone')
  expect((await ben.post(boundaries(id), { ...single, contact: agents.cleo })).body).toMatchObject({
    contact: { name: 'Cleo Marín' },
    channel: null,
  })
  expect((await ben.post(boundaries(id), proposal())).body.code).toBe('boundaries.one_limit')
})

test('an approved limit counts only when the customer was told in writing since the decision', async () => {
  const id = await logged()
  await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Earlier, about something else.' })
  clock.pass({ seconds: 1 })
  const { body: proposed } = await ben.post(boundaries(id), proposal())
  const at = `${boundaries(id)}/${proposed.id}`
  expect((await ben.post(`${at}/notice`, { version: proposed.version })).body.code).toBe('boundaries.not_decided')
  const { body } = await max.post(`${at}/decision`, { version: proposed.version, decision: 'approved', reason: 'Yes.' })
  expect((await ben.post(`${at}/notice`, { version: body.version })).body.code).toBe('boundaries.nothing_written')
  expect((await ben.post(`${at}/appeal`, { version: body.version, words: 'No!' })).body.code).toBe('boundaries.not_told')
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'Told by telephone.' })
  expect((await ben.post(`${at}/notice`, { version: body.version })).body.code).toBe('boundaries.nothing_written')
})

test('an appeal is judged by a third person; a lifted limit ends at once', async () => {
  const { id, at, limit } = await inForce()
  expect((await ben.get(`/api/v1/complaints/${id}`)).body.marks).toContain('limit')
  const { body: appealed } = await ben.post(`${at}/appeal`, { version: limit.version, words: 'I cannot write letters.' })
  const judged = { version: appealed.version, outcome: 'lifted', reason: 'Right: we take the telephone back.' }
  expect((await max.post(`${at}/appeal-decision`, judged)).body.code).toBe('boundaries.third_person')
  const waiting = (await dov.get('/api/v1/boundaries')).body.limits.filter((one: { complaint: { id: string } }) => one.complaint.id === id)
  expect(waiting.map((one: { waits: string }) => one.waits)).toEqual(['appeal'])
  expect((await dov.post(`${at}/appeal-decision`, judged)).body).toMatchObject({
    state: 'over',
    appeal: { decided: { outcome: 'lifted' } },
  })
  expect((await ben.get(`/api/v1/complaints/${id}`)).body.marks).not.toContain('limit')
  await expect(
    db.updateTable('boundaries_limits').set({ appeal_judge: agents.max }).where('complaint_id', '=', id).execute(),
  ).rejects.toThrow('check')
})

test('a manager ends a limit early, with a reason; nobody else does', async () => {
  const { at, limit } = await inForce()
  expect((await ben.post(`${at}/ending`, { version: limit.version, reason: 'x' })).status).toBe(403)
  expect((await max.post(`${at}/ending`, { version: limit.version, reason: 'All is calm.' })).body).toMatchObject({
    state: 'over',
    ended: { reason: 'All is calm.' },
  })
})

test('when the review date comes a limit counts no more, is said once, and makes room for a new proposal', async () => {
  const { id } = await inForce()
  clock.pass({ days: 70 })
  const run = () => reviewLimits.run({ step: (act) => stage.open(theDesk, act), signal: new AbortController().signal, worker: 'test' }, {})
  await run()
  await run()
  expect((await stage.facts(`complaint/${id}`)).filter((fact) => fact === 'limit.review_due')).toHaveLength(1)
  const view = await stage.open({ ...(await personOf('ben')) }, (work) => listBoundaries(work, id))
  expect(view.limits[0]?.state).toBe('over')
  const { listOwnBoundaries } = await import('./find-boundaries.ts')
  const own = await stage.open(await personOf('ben'), listOwnBoundaries)
  expect(own.limits.filter(({ complaint: of }) => of.id === id).map(({ waits }) => waits)).toEqual(['review'])
  const { proposeLimit } = await import('./limit-contact.ts')
  const anew = await stage.open(await personOf('ben'), (work) =>
    proposeLimit(work, id, { manner: 'channel', channel: 'letter', reasons: 'It goes on.', review_on: day({ months: 1 }) }),
  )
  expect(anew.state).toBe('proposed')
})

/** Sessions live by the real clock, so who acts after months acts without one. */
async function personOf(name: 'ben') {
  const { findPerson } = await import('#modules/people/index.ts')
  const person = await stage.open(theDesk, (work) => findPerson(work, agents[name]))
  if (!person) throw new Error('who is in the cast is here')
  return person
}

test('a customer’s link reads nothing of it, and an auditor logs nothing', async () => {
  const id = await logged()
  const link = { kind: 'link', id: newId(), use: 'follow', complaint: id, customer: stage.ada } as const
  await expect(stage.open(link, (work) => listBoundaries(work, id))).rejects.toThrow('complaints.not_found')
  expect((await eve.post(incidents(id), insult)).status).toBe(403)
})
