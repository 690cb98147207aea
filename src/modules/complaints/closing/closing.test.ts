import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'
import type { Complaint, Issue, Missing } from '../contract.ts'
import { complaintForUpdate } from '../find-complaint.ts'
import { deliverIfNothingOpen, returnToOpen } from '../index.ts'
import { closeObserved } from './close-observed.ts'
import { closedByAnother, everyIssueDecided, noDisputeOpen } from './closing-gates.ts'

/** What other modules would say is missing. */
const shut = new Set<string>()
const said = (codes: string[]) => codes.map((gate) => ({ gate, reason: 'complaints.not_delivered' }))
openGates(['complaint.close', 'complaint.deliver', 'complaint.resolve'], {
  'complaint.close': [everyIssueDecided, noDisputeOpen, closedByAnother, async () => said([...shut])],
  'complaint.deliver': [async () => said([...shut].filter((gate) => gate === 'B3'))],
})

const { as, db, open, agents, clock, facts } = await scene()
const [ben, cleo, max] = await Promise.all([as('ben'), as('cleo'), as('max')])

async function opened(...missing: string[]): Promise<Complaint> {
  shut.clear()
  for (const gate of missing) shut.add(gate)
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', customer: ada })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben })
  return body
}
const path = (id: string) => `/api/v1/complaints/${id}`
const read = async (id: string, caller = ben) => (await caller.get(path(id))).body as Complaint
const issuesOf = (one: Complaint) => one.issues_list.map(({ id }: Issue) => ({ id, outcome: 'upheld', sentence: 'You were right.' }))
const close = (one: Complaint, more: object = {}, caller = ben) =>
  caller.post(`${path(one.id)}/closure`, { issues: issuesOf(one), ...more })
const steps = { step: <R>(run: Parameters<typeof open<R>>[1]) => open(theDesk, run), signal: AbortSignal.timeout(60_000), worker: 'none' }
const look = (complaint: string) => closeObserved.run(steps, { complaint })

/** Words of ours leave for the customer. */
const tell = (id: string, more: object = {}) =>
  open(theDesk, async (work) => {
    const { id: complaint } = await complaintForUpdate(work, id)
    const sent = { message: newId(), by_hand: false, by_person: true, letter: null, sent_at: work.now.toString(), ...more }
    await work.announce({ fact: 'message.sent', complaint, ...sent })
  })

test('decided and not yet asked about is four fifths: it goes to follow-up, says what is missing and who may do without it', async () => {
  const one = await opened('B2', 'B7', 'B5')
  expect(await close(one)).toMatchObject({ status: 200, body: { state: 'follow_up', missing: ['B2', 'B7', 'B5'] } })
  const missing = Object.fromEntries((await read(one.id)).closing.missing.map((each: Missing) => [each.gate, each]))
  expect(missing['B2']).toMatchObject({ waived_by: 'supervisor', may_waive: false })
  expect(missing['B7']).toMatchObject({ waived_by: 'agent', may_waive: true })
  expect((await read(one.id, cleo)).closing.missing.every(({ may_waive }) => may_waive)).toBe(true)
  const passed = (await facts(`complaint/${one.id}`)).filter((fact) => /^complaint\.(agreed|delivered|closed)$/.test(fact))
  expect(passed).toEqual(['complaint.agreed', 'complaint.delivered'])
  expect(await read(one.id)).toMatchObject({ state: 'follow_up', stage: 'put_right', closed_at: null, delivered_at: expect.any(String) })
})

test('who may not waive is told whose it is; what nobody may waive, a step, and what is not missing are refused; nothing of it stays', async () => {
  const one = await opened('B2', 'B3', 'S4')
  const waive = (gate: string, caller = ben) => close(one, { waivers: [{ gate, reason: 'She asked for it.' }] }, caller)
  expect(await waive('B2')).toMatchObject({ status: 403, body: { code: 'complaints.not_yours_to_waive' } })
  expect(await waive('B3', max)).toMatchObject({ status: 422, body: { code: 'complaints.gate_not_waivable' } })
  expect(await waive('B1', max)).toMatchObject({ status: 422 })
  expect(await waive('S4', max)).toMatchObject({ status: 422, body: { code: 'complaints.step_not_waivable' } })
  expect(await waive('B8', cleo)).toMatchObject({ status: 409, body: { code: 'complaints.gate_not_missing' } })
  expect((await waive('B4', cleo)).status).toBe(403)
  expect(await read(one.id)).toMatchObject({ state: 'open', closing: { waived: [], asked_at: null } })
})

test('what a supervisor waives is kept with its reason, counts for the next who closes, and stands sealed in the fact', async () => {
  const one = await opened('B2', 'B5')
  const reason = 'He wants no letter.'
  expect(await close(one, { waivers: [{ gate: 'B2', reason }] }, cleo)).toMatchObject({ body: { state: 'follow_up', missing: ['B5'] } })
  expect((await read(one.id)).closing.waived).toMatchObject([{ gate: 'B2', reason, by: 'Cleo Marín' }])
  shut.delete('B5')
  expect(await ben.post(`${path(one.id)}/closure`, { issues: [] })).toMatchObject({ body: { state: 'closed', missing: [] } })
  const rows = await db.selectFrom('facts_facts').select(['fact', 'data']).where('stream', '=', `complaint/${one.id}`).execute()
  const dataOf = (fact: string) => rows.findLast((row) => row.fact === fact)?.data as Record<string, unknown>
  expect(dataOf('complaint.closed')).toMatchObject({ waived: ['B2'] })
  const { waivers } = await db
    .selectFrom('complaints_closures')
    .select('waivers')
    .where('complaint_id', '=', one.id)
    .executeTakeFirstOrThrow()
  const [kept] = waivers as { reason: string; salt: string }[]
  expect(dataOf('gate.waived')['reason']).toBe(sealed(kept?.reason ?? '', Buffer.from(kept?.salt ?? '', 'hex')).hash)
})

test('while a promise is open it is being put right; kept, it is delivered, and closes by itself after seven days, not before', async () => {
  const one = await opened('B3')
  expect(await close(one)).toMatchObject({ body: { state: 'fulfilling', missing: ['B3'] } })
  expect(await open(theDesk, (work) => deliverIfNothingOpen(work, one.id))).toBe(false)
  shut.clear()
  expect(await open(theDesk, (work) => deliverIfNothingOpen(work, one.id))).toBe(true)
  expect(await open(theDesk, (work) => deliverIfNothingOpen(work, one.id))).toBe(false)
  clock.pass({ days: 6 })
  await look(one.id)
  expect((await read(one.id)).state).toBe('follow_up')
  clock.pass({ days: 2 })
  shut.add('B7')
  await look(one.id)
  expect((await read(one.id)).state).toBe('follow_up')
  shut.clear()
  await look(one.id)
  await look(one.id)
  expect((await read(one.id)).state).toBe('closed')
  expect((await facts(`complaint/${one.id}`)).filter((fact) => fact === 'complaint.closed')).toHaveLength(1)
})

test('a promise that broke opens it again, and what was waived lapses with the closing', async () => {
  const one = await opened('B3', 'B7')
  await close(one, { waivers: [{ gate: 'B7', reason: 'She asked for no questions.' }] })
  expect(await open(theDesk, (work) => returnToOpen(work, one.id, 'promise_broken'))).toBe(true)
  expect(await open(theDesk, (work) => returnToOpen(work, one.id, 'promise_broken'))).toBe(false)
  expect(await read(one.id)).toMatchObject({ state: 'open', closing: { waived: [], asked_at: null } })
  shut.delete('B3')
  expect(await close(one)).toMatchObject({ body: { state: 'follow_up', missing: ['B7'] } })
})

test('a message of the customer in the days of observation opens it again', async () => {
  const one = await opened('B7')
  await close(one)
  await open(theDesk, async (work) => {
    const { receiveMessage, plainIncoming } = await import('#modules/conversations/index.ts')
    const text = 'It is cold again.'
    await receiveMessage(work, { ...plainIncoming, complaint: one.id, channel: 'portal', text, visibleText: text, at: work.now })
  })
  expect((await read(one.id)).state).toBe('open')
  expect(await facts(`complaint/${one.id}`)).toContain('complaint.returned')
})

test('it is resolved when the customer was told, not when we decided: an acknowledgement, a holding letter or the desk’s own mail tells nothing', async () => {
  const one = await opened('B7')
  await close(one)
  expect((await read(one.id)).resolved_at).toBeNull()
  for (const nothing of [{ by_person: false }, { letter: 'acknowledgement' }, { letter: 'holding' }]) await tell(one.id, nothing)
  expect((await read(one.id)).resolved_at).toBeNull()
  await tell(one.id)
  expect((await read(one.id)).resolved_at).not.toBeNull()
  await tell(one.id)
  expect((await facts(`complaint/${one.id}`)).filter((fact) => fact === 'complaint.resolved')).toHaveLength(1)
})

test('told before it was decided counts when the closing is asked for; what bounced has told nobody', async () => {
  const [told, bounced] = [await opened('B7'), await opened('B7')]
  await tell(told.id)
  const message = newId()
  await tell(bounced.id, { message })
  await open(theDesk, (work) => work.announce({ fact: 'message.bounced', complaint: bounced.id, message }))
  await close(told)
  await close(bounced)
  expect((await read(told.id)).resolved_at).not.toBeNull()
  expect((await read(bounced.id)).resolved_at).toBeNull()
})

test('whom it is about does not close it; where the risk is high, neither does the only one who handled it', async () => {
  const about = await opened()
  await cleo.post(`${path(about.id)}/restriction`, { restriction: null, people: [], about: [agents.ben] })
  expect(await close(about)).toMatchObject({ body: { state: 'follow_up', missing: ['B10'] } })
  const named = await cleo.post(`${path(about.id)}/restriction`, { restriction: 'staff_conduct', people: [agents.ben] })
  expect(named).toMatchObject({ status: 400, body: { code: 'complaints.subject_named' } })
  const risky = await opened()
  await db.updateTable('complaints_complaints').set({ urgency: 'critical' }).where('id', '=', risky.id).execute()
  expect(await close(risky)).toMatchObject({ body: { state: 'follow_up', missing: ['B10'] } })
  clock.pass({ days: 8 })
  await look(risky.id)
  expect((await read(risky.id)).state).toBe('follow_up')
  expect(await cleo.post(`${path(risky.id)}/closure`, { issues: [] })).toMatchObject({ body: { state: 'closed' } })
})

test('while somebody outside has it nothing closes it, and nobody waives that', async () => {
  const one = await opened()
  const dispute = await ben.post(`${path(one.id)}/disputes`, { body: 'ombudsman', name: 'Consumer Ombudsman', reference: 'A-1' })
  expect(dispute).toMatchObject({ status: 201, body: { body: 'ombudsman', ended_at: null } })
  expect(await close(one)).toMatchObject({ body: { state: 'follow_up', missing: ['B9'] } })
  expect((await close(one, { waivers: [{ gate: 'B9', reason: 'x' }] }, max)).status).toBe(422)
  const ending = `${path(one.id)}/disputes/${dispute.body.id}/ending`
  expect(await ben.post(ending, { reason: 'They agreed with us.' })).toMatchObject({
    status: 200,
    body: { ended_reason: 'They agreed with us.' },
  })
  expect(await ben.post(ending, { reason: 'Again.' })).toMatchObject({ status: 409, body: { code: 'complaints.dispute_ended' } })
  expect(await ben.post(`${path(one.id)}/closure`, { issues: [] })).toMatchObject({ body: { state: 'closed' } })
})

test('opened again within thirty days counts, later not; both begin a new cycle', async () => {
  const [soon, late] = [await opened(), await opened()]
  await close(soon)
  await close(late)
  clock.pass({ days: 29 })
  await ben.post(`${path(soon.id)}/reopening`, { reason: 'Not settled.' })
  clock.pass({ days: 2 })
  await ben.post(`${path(late.id)}/reopening`, { reason: 'Not settled.' })
  expect((await read(soon.id)).closures).toMatchObject([{ counts: true }])
  expect((await read(late.id)).closures).toMatchObject([{ counts: false }])
  expect(await read(soon.id)).toMatchObject({ state: 'open', resolved_at: null, delivered_at: null, closing: { asked_at: null } })
})

test('a withdrawal is taken back by a supervisor, or by the customer who writes again', async () => {
  const one = await opened()
  await ben.post(`${path(one.id)}/withdrawal`, { words: 'Leave it.' })
  expect((await read(one.id)).may.reopen).toBe(false)
  expect(await ben.post(`${path(one.id)}/reopening`, { reason: 'x' })).toMatchObject({
    status: 403,
    body: { code: 'complaints.supervisor_undoes' },
  })
  expect(await cleo.post(`${path(one.id)}/reopening`, { reason: 'A slip.' })).toMatchObject({ body: { state: 'open' } })
})

test('two who close at once, one of them waiving, close once', async () => {
  const one = await opened('B2')
  const answers = await Promise.all([close(one), close(one, { waivers: [{ gate: 'B2', reason: 'No address.' }] }, cleo)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)[0]).toBe(200)
  expect((await read(one.id)).state).toBe('closed')
  expect(await db.selectFrom('complaints_closures').select('id').where('complaint_id', '=', one.id).execute()).toHaveLength(1)
})
