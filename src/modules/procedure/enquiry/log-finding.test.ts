import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'

openGates(['complaint.resolve', 'complaint.deliver', 'complaint.close'])

const stage = await scene()
const { db, agents, teams, clock } = stage
const [ben, cleo, dov, eve] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve')])

const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`

async function complaint(team: string | null = teams.north): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'email', customer: ada })
  if (team) await cleo.post(path(body.id, '/assignment'), { owner: agents.ben, team })
  return body.id
}
const enquiry = async (id: string, by = ben) => (await by.get(path(id, '/enquiry'))).body
const found = { claim: 'The cabin was sold twice.', source: 'record', result: 'confirmed' }
const log = (id: string, body: object = found, by = ben) => by.post(path(id, '/findings'), body)

test('what was verified stands in the log with claim, source, result and evidence, newest first', async () => {
  const id = await complaint()
  const message = (await db.selectFrom('conversations_messages').select('id').where('complaint_id', '=', id).executeTakeFirstOrThrow()).id
  const upload = await ben.upload(path(id, '/attachments'), [
    { field: 'file', name: 'plan.pdf', type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) },
  ])
  const attachment = upload.body.data?.[0]?.id ?? upload.body.id
  expect((await log(id)).status).toBe(201)
  clock.pass({ minutes: 1 })
  await log(id, {
    ...found,
    claim: 'Nobody was at the desk.',
    source: 'colleague',
    result: 'refuted',
    note: 'Dora was there until one.',
    message,
    attachment,
  })
  const [second, first] = (await enquiry(id)).findings
  expect(first).toMatchObject({ ...found, by: { name: 'Ben Okoro' }, note: null, message: null, attachment: null })
  expect(second).toMatchObject({
    result: 'refuted',
    note: 'Dora was there until one.',
    message,
    attachment: { id: attachment, name: 'plan.pdf' },
  })
  const facts = await db
    .selectFrom('facts_facts')
    .select('data')
    .where('stream', '=', `complaint/${id}`)
    .where('fact', '=', 'finding.logged')
    .execute()
  expect(facts).toHaveLength(2)
  expect(JSON.stringify(facts)).not.toMatch(/sold twice|Dora/)
  const step = (await ben.get(path(id, '/procedure'))).body.steps[2]
  expect(step.evidence).toContainEqual(expect.objectContaining({ kind: 'finding', id: first.id }))
})

test('evidence and issues of another complaint are not found', async () => {
  const [one, other] = [await complaint(), await complaint()]
  const message = (await db.selectFrom('conversations_messages').select('id').where('complaint_id', '=', other).executeTakeFirstOrThrow())
    .id
  const issue = (await ben.get(path(other))).body.issues_list[0].id
  expect((await log(one, { ...found, message })).body.code).toBe('procedure.evidence_not_found')
  expect((await log(one, { ...found, attachment: message })).body.code).toBe('procedure.evidence_not_found')
  expect((await log(one, { ...found, issue })).body.code).toBe('procedure.issue_not_found')
  expect((await log(one, { ...found, claim: '  ' })).status).toBe(400)
  expect((await enquiry(one)).findings).toEqual([])
})

test('triggers are set all at once, and the same again is nothing new', async () => {
  const id = await complaint()
  const set = (triggers: string[], by = ben) => by.put(path(id, '/triggers'), { triggers })
  const shown = async () => (await enquiry(id)).triggers.map(({ trigger }: { trigger: string }) => trigger)
  expect((await set(['not_heard', 'unexpected_charge', 'not_heard'])).status).toBe(200)
  await set(['unexpected_charge', 'not_heard'])
  expect((await shown()).toSorted()).toEqual(['not_heard', 'unexpected_charge'])
  await set(['not_heard'])
  expect(await shown()).toEqual(['not_heard'])
  expect((await stage.facts(`complaint/${id}`)).filter((fact) => fact === 'trigger.set')).toHaveLength(2)
  expect((await set(['bad_moon'])).status).toBe(400)
  expect((await set([], eve)).status).toBe(403)
  expect((await set([], dov)).status).toBe(404)
})

test('that it was opened again the desk notes by itself', async () => {
  const id = await complaint()
  const { issues_list } = (await ben.get(path(id))).body
  await ben.post(path(id, '/closure'), { issues: [{ id: issues_list[0].id, outcome: 'upheld', sentence: 'It was.' }] })
  expect((await ben.post(path(id, '/reopening'), { reason: 'The cabin was sold a third time.' })).status).toBe(200)
  expect((await enquiry(id)).triggers).toMatchObject([{ trigger: 'reopened' }])
})

test('triggers are counted over the complaints that the caller sees, by when they came in', async () => {
  clock.pass({ hours: 48 })
  const from = clock.now().toString()
  const [one, two, elsewhere] = [await complaint(), await complaint(), await complaint(null)]
  await complaint()
  await cleo.post(path(elsewhere, '/assignment'), { owner: null, team: teams.south })
  for (const id of [one, two]) await ben.put(path(id, '/triggers'), { triggers: ['not_heard'] })
  await ben.put(path(one, '/triggers'), { triggers: ['outage', 'not_heard'] })
  clock.pass({ hours: 1 })
  const counts = async (by = ben) => (await by.get(`/api/v1/escalation-triggers/counts?from=${from}&to=${clock.now().toString()}`)).body
  expect(await counts()).toMatchObject({ complaints: 3, with_triggers: 2 })
  expect((await counts()).counts.slice(0, 2)).toEqual([
    { trigger: 'not_heard', complaints: 2 },
    { trigger: 'outage', complaints: 1 },
  ])
  expect((await counts(dov)).complaints).toBe(1)
  expect((await counts(eve)).complaints).toBe(4)
  expect((await ben.get('/api/v1/escalation-triggers/counts?from=yesterday')).status).toBe(400)
})
