import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'
import { everyIssueFound } from '../closing/closing-gates.ts'
import type { Complaint } from '../contract.ts'
import { complaintForUpdate } from '../find-complaint.ts'
import { endAwaiting } from '../waiting/await-colleague.ts'
import { remindOfWaiting } from '../waiting/wait-for-customer.ts'

let promises = 0
const owed = async () => (promises > 0 ? [{ gate: 'B3', reason: 'complaints.not_delivered' }] : [])
openGates(['complaint.close', 'complaint.deliver', 'complaint.offer', 'complaint.resolve'], {
  'complaint.offer': [everyIssueFound],
  'complaint.deliver': [owed],
})

const { as, db, open, agents, clock, facts } = await scene()
const [ben, cleo, eve] = await Promise.all([as('ben'), as('cleo'), as('eve')])
const path = (id: string) => `/api/v1/complaints/${id}`
const read = async (id: string) => (await ben.get(path(id))).body as Complaint
const steps = { step: <R>(run: Parameters<typeof open<R>>[1]) => open(theDesk, run), signal: AbortSignal.timeout(60_000), worker: 'none' }

async function opened({ found = true } = {}): Promise<Complaint> {
  promises = 0
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', customer: ada })
  await ben.post(`${path(body.id)}/assignment`, { owner: agents.ben })
  const [issue] = (await read(body.id)).issues_list
  if (found && issue) await ben.patch(`${path(body.id)}/issues/${issue.id}`, { sentence: 'The heating had failed.' }, issue.version)
  return read(body.id)
}
const leaves = (id: string, letter: 'offer' | 'final_upheld' | 'message') =>
  open(theDesk, async (work) => {
    const { id: complaint } = await complaintForUpdate(work, id)
    const sent = { message: newId(), by_hand: false, by_person: true, letter, sent_at: work.now.toString() }
    await work.announce({ fact: 'message.sent', complaint, ...sent })
  })
const yes = { how: 'phone', words: 'Yes, do that.' }

test('an offer is made when every issue has a finding or an outcome, and not before', async () => {
  const bare = await opened({ found: false })
  expect(await ben.post(`${path(bare.id)}/offering`, {})).toMatchObject({ status: 409, body: { code: 'complaints.issue_without_finding' } })
  const one = await opened()
  expect(await ben.post(`${path(one.id)}/offering`, {})).toMatchObject({ status: 200, body: { state: 'offered', stage: 'put_right' } })
  expect(await ben.post(`${path(one.id)}/offering`, {})).toMatchObject({ status: 409, body: { code: 'complaints.not_now' } })
  expect(await eve.post(`${path(one.id)}/offering`, {})).toMatchObject({ status: 403 })
})

test('the letter itself makes the offer; an ordinary message does not, nor a letter that leaves an issue out', async () => {
  const [one, bare] = [await opened(), await opened({ found: false })]
  await leaves(one.id, 'message')
  expect((await read(one.id)).state).toBe('open')
  await leaves(one.id, 'offer')
  await leaves(bare.id, 'final_upheld')
  expect((await read(one.id)).state).toBe('offered')
  expect((await read(bare.id)).state).toBe('open')
})

test('accepted, it is being put right; with all outcomes it is resolved by that; the words are sealed', async () => {
  const one = await opened()
  await leaves(one.id, 'offer')
  const [issue] = (await read(one.id)).issues_list
  await ben.patch(`${path(one.id)}/issues/${issue?.id}`, { outcome: 'upheld' }, issue?.version)
  promises = 1
  expect(await ben.post(`${path(one.id)}/acceptance`, { ...yes, delivered: true })).toMatchObject({
    status: 409,
    body: { code: 'complaints.not_delivered' },
  })
  expect((await read(one.id)).state).toBe('offered')
  expect(await ben.post(`${path(one.id)}/acceptance`, yes)).toMatchObject({ status: 200, body: { state: 'fulfilling' } })
  expect((await read(one.id)).resolved_at).not.toBeNull()
  const rows = await db.selectFrom('facts_facts').select('data').where('stream', '=', `complaint/${one.id}`).execute()
  expect(JSON.stringify(rows)).not.toContain('Yes, do that')
  const late = await ben.post(`${path(one.id)}/acceptance`, { ...yes, at: clock.now().add({ hours: 2 }).toString() })
  expect(late.status).toBe(409)
})

test('solved in the first contact it is followed up at once; said in the future it is refused', async () => {
  const one = await opened()
  const future = { ...yes, at: clock.now().add({ hours: 2 }).toString() }
  expect(await ben.post(`${path(one.id)}/acceptance`, future)).toMatchObject({ status: 400, body: { code: 'complaints.said_in_future' } })
  expect(await ben.post(`${path(one.id)}/acceptance`, { ...yes, delivered: true })).toMatchObject({ body: { state: 'follow_up' } })
})

test('refused or countered it is open again', async () => {
  for (const counter of [false, true]) {
    const one = await opened()
    await leaves(one.id, 'offer')
    expect(await ben.post(`${path(one.id)}/refusal`, { how: 'letter', words: 'No.', counter })).toMatchObject({ body: { state: 'open' } })
    const { answer } = await db
      .selectFrom('complaints_answers')
      .select('answer')
      .where('complaint_id', '=', one.id)
      .executeTakeFirstOrThrow()
    expect(answer).toBe(counter ? 'countered' : 'refused')
  }
})

test('a colleague owes us something by a day: it shows what and whom, goes on when it is there, and comes back by itself when the day has passed', async () => {
  const one = await opened()
  const ask = (due: Temporal.Instant) =>
    ben.post(`${path(one.id)}/internal-request`, { what: 'The engine log.', due: due.toString(), agent: agents.cleo })
  expect(await ask(clock.now())).toMatchObject({ status: 400, body: { code: 'complaints.due_past' } })
  const asked = await ask(clock.now().add({ hours: 48 }))
  expect(asked.body).toMatchObject({
    state: 'waiting_internal',
    waiting: { waits_for: 'colleague', words: 'The engine log.', agent: { name: 'Cleo Marín' } },
  })
  expect(await cleo.post(`${path(one.id)}/resumption`)).toMatchObject({ body: { state: 'open', waiting: null } })
  await ask(clock.now().add({ hours: 1 }))
  const { id: waiting } = await db
    .selectFrom('complaints_waitings')
    .select('id')
    .where('complaint_id', '=', one.id)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  clock.pass({ hours: 2 })
  await endAwaiting.run(steps, { complaint: one.id, waiting })
  await endAwaiting.run(steps, { complaint: one.id, waiting })
  expect((await read(one.id)).state).toBe('open')
  expect((await facts(`complaint/${one.id}`)).filter((fact) => fact === 'complaint.returned')).toHaveLength(1)
})

test('waiting for the customer keeps what was asked and said; a question that was not sent is refused; the reminder comes while we wait', async () => {
  const one = await opened()
  const until = clock.now().add({ hours: 72 })
  const ask = (more: object) => ben.post(`${path(one.id)}/waiting`, { reply_by: until.toString(), ...more })
  expect(await ask({ question: newId() })).toMatchObject({ status: 409, body: { code: 'complaints.question_not_sent' } })
  expect(await ask({ remind_at: until.add({ hours: 1 }).toString() })).toMatchObject({
    status: 400,
    body: { code: 'complaints.reminder_past' },
  })
  const reply = await ben.post(`${path(one.id)}/messages`, { text: 'Which cabin was it?', by_hand: { how: 'told' } })
  const good = await ask({
    question: reply.body.id,
    consequences: 'We decide without it.',
    remind_at: clock.now().add({ hours: 24 }).toString(),
  })
  expect(good.body).toMatchObject({ state: 'waiting_customer', waiting: { words: 'We decide without it.', question: reply.body.id } })
  const row = await db.selectFrom('complaints_waitings').selectAll().where('complaint_id', '=', one.id).executeTakeFirstOrThrow()
  await remindOfWaiting.run(steps, { complaint: one.id, waiting: row.id })
  await ben.post(`${path(one.id)}/resumption`)
  await remindOfWaiting.run(steps, { complaint: one.id, waiting: row.id })
  expect((await facts(`complaint/${one.id}`)).filter((fact) => fact === 'complaint.reminder_due')).toHaveLength(1)
})

test('what reads like a complaint is none only when a second person says so too', async () => {
  openGates(['complaint.classify'], {
    'complaint.classify': [async () => [{ gate: 'second_person', reason: 'complaints.second_person_confirms' }]],
  })
  const one = await opened()
  const call = (caller: typeof ben, kind: string) => caller.post(`${path(one.id)}/classification`, { kind, reason: 'Only a question.' })
  expect((await call(ben, 'enquiry')).body).toMatchObject({
    state: 'open',
    proposed: { kind: 'enquiry', by: 'Ben Okoro' },
    may: { confirm: false },
  })
  expect(await call(ben, 'enquiry')).toMatchObject({ status: 409, body: { code: 'complaints.second_person_confirms' } })
  expect((await call(cleo, 'complaint')).body).toMatchObject({ state: 'open', kind: 'complaint', proposed: null })
  await call(ben, 'enquiry')
  expect((await cleo.get(path(one.id))).body.may.confirm).toBe(true)
  expect((await call(cleo, 'enquiry')).body).toMatchObject({ state: 'not_complaint', kind: 'enquiry', proposed: null })
  expect((await call(ben, 'complaint')).body).toMatchObject({ state: 'open', kind: 'complaint' })
})
