import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import { newId } from '#platform/id.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { expireRemedy } from './expire-remedy.ts'
import { ledgerOf } from './rules/bookings.ts'

const stage = await scene()
const { agents, teams, clock, open, db } = stage
const [ben, cleo, dov, eve, max] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve'), stage.as('max')])
await db
  .updateTable('people_agents')
  .set({ duties: ['finance'] })
  .where('id', '=', agents.eve)
  .execute()
const steps = {
  step: <Result>(run: Parameters<typeof open<Result>>[1]) => open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
}
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' })
let guests = 0

/** A complaint of Ben's with one issue; of a customer of its own unless it is Ada's. */
async function complaint(customer: object = { name: 'Guest', email: `guest${++guests}@customer.example` }) {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'phone', customer })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  const issue = body.issues_list[0]?.id ?? (await ben.post(`/api/v1/complaints/${body.id}/issues`, { title: 'Double booking' })).body.id
  return { id: body.id as string, issue: issue as string }
}
type Case = Awaited<ReturnType<typeof complaint>>
const path = ({ id }: Case) => `/api/v1/complaints/${id}/remedies`
const asked = ({ issue }: Case, more: object = {}) => ({
  issue,
  kind: 'goodwill_payment',
  basis: 'goodwill',
  money: euros(20),
  explanation: 'You waited two hours on the quay.',
  ...more,
})
const propose = (of: Case, more: object = {}, caller = ben) => caller.post(path(of), asked(of, more))
const act = (remedy: { id: string; complaint: { id: string } }, noun: string, how: { caller?: typeof ben; body?: object } = {}) =>
  (how.caller ?? cleo).post(`/api/v1/complaints/${remedy.complaint.id}/remedies/${remedy.id}/${noun}`, how.body ?? {})
const told = ({ id }: Case) =>
  ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'We explained it.' })
const factsOf = async ({ id }: Case) => (await stage.facts(`complaint/${id}`)).filter((fact) => fact.startsWith('remedy.'))
const entriesOf = ({ id }: Case) =>
  db
    .selectFrom('remedies_entries')
    .select(['remedy_id', 'act', 'account', 'amount', 'currency'])
    .where('complaint_id', '=', id)
    .orderBy('id')
    .execute()

test('within the agent’s authority a remedy is approved at once, carried out, confirmed and settled, and the books balance', async () => {
  const of = await complaint()
  const { status, body } = await propose(of)
  expect({ status, body }).toMatchObject({ status: 201, body: { state: 'approved', money: euros(20), binds: null, matrix: 0 } })
  expect((await act(body, 'execution', { caller: ben })).body.code).toBe('remedies.explain_first')
  await told(of)
  expect((await act(body, 'execution', { caller: ben, body: { key: 'one', reference: 'pay-7' } })).body).toMatchObject({
    state: 'executed',
  })
  expect((await act(body, 'execution', { caller: ben, body: { key: 'one' } })).body).toMatchObject({ state: 'executed' })
  expect((await act(body, 'execution', { caller: ben, body: { key: 'two' } })).body.code).toBe('remedies.key_used')
  expect((await act(body, 'execution', { caller: ben })).body.code).toBe('remedies.not_now')
  expect((await act(body, 'confirmation', { caller: ben })).body.state).toBe('confirmed')
  expect((await act(body, 'settlement')).body.state).toBe('settled')
  expect(await factsOf(of)).toEqual(['remedy.proposed', 'remedy.approved', 'remedy.executed', 'remedy.confirmed', 'remedy.settled'])
  const { data, totals } = (await ben.get(path(of))).body
  expect(data).toHaveLength(1)
  expect(totals.filter(({ amount }: { amount: number }) => amount !== 0)).toEqual([
    { currency: 'EUR', account: 'granted', amount: -2000 },
    { currency: 'EUR', account: 'settled', amount: 2000 },
  ])
  expect((await stage.runJobs(), await factsOf(of))).toHaveLength(5)
})

test('above it, somebody else says yes: never who asked, nobody of another team, and only once', async () => {
  const of = await complaint()
  const { body } = await propose(of, { money: euros(40) })
  expect(body).toMatchObject({ state: 'requested', binds: 'decision', needs: 'senior_agent' })
  expect((await act(body, 'execution', { caller: ben })).body.code).toBe('remedies.not_now')
  expect((await act(body, 'approval', { caller: ben })).status).toBe(403)
  expect((await act(body, 'approval', { caller: dov })).status).toBe(403)
  const answers = await Promise.all([act(body, 'approval'), act(body, 'approval', { caller: max })])
  expect(statusesOf(answers)).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('remedies.not_waiting')
  expect(await factsOf(of)).toEqual(['remedy.proposed', 'remedy.requested', 'remedy.approved'])
})

test('a supervisor does not approve what they proposed themselves', async () => {
  const of = await complaint()
  const { body } = await propose(of, { money: euros(300) }, cleo)
  expect(body).toMatchObject({ state: 'requested', needs: 'manager' })
  expect((await act(body, 'approval')).body.code).toBe('remedies.own_request')
  expect((await act(body, 'approval', { caller: max })).body.state).toBe('approved')
})

test('pieces of one complaint count together, whatever their form; so does the customer’s year', async () => {
  const customer = { name: 'Regular', email: 'regular@customer.example' }
  const first = await complaint(customer)
  expect((await propose(first, { money: euros(20) })).body.state).toBe('approved')
  expect((await propose(first, { money: euros(20) })).body).toMatchObject({ state: 'requested', binds: 'decision' })
  expect((await propose(first, { kind: 'coupon', money: euros(20) })).body).toMatchObject({ state: 'requested', binds: 'complaint' })
  const second = await complaint(customer)
  expect((await propose(second, { money: euros(30) })).body.state).toBe('approved')
  const third = await complaint(customer)
  expect((await propose(third, { money: euros(11) })).body).toMatchObject({ state: 'requested', binds: 'customer' })
  expect((await propose(third, { money: euros(10) })).body.state).toBe('approved')
  clock.pass({ days: 367 })
  expect((await propose(await complaint(customer), { money: euros(30) })).body.state).toBe('approved')
})

test('what is owed needs evidence, and no limit of goodwill counts for it', async () => {
  const of = await complaint()
  const refund = { kind: 'refund', basis: 'entitlement', money: euros(150) }
  expect((await propose(of, refund)).body).toMatchObject({ state: 'requested', binds: 'evidence', needs: 'supervisor' })
  expect((await propose(of, { ...refund, evidence: 'The bank statement of 3 May.' })).body.state).toBe('approved')
  expect((await propose(of, { ...refund, money: euros(1), evidence: ['The second statement.'] })).body).toMatchObject({ binds: 'decision' })
})

test('beyond managers it takes a manager and finance, two people, in any order', async () => {
  const of = await complaint()
  const { body } = await propose(of, { kind: 'refund', basis: 'entitlement', money: euros(6000), evidence: 'The contract.' })
  expect(body).toMatchObject({ state: 'requested', needs: 'finance_manager' })
  expect((await act(body, 'approval')).body.code).toBe('remedies.above_authority')
  expect((await act(body, 'approval', { caller: max })).body).toMatchObject({ state: 'requested', approvals: [{ as: 'manager' }] })
  expect((await act(body, 'approval', { caller: max })).body.code).toBe('remedies.second_signature')
  expect((await act(body, 'approval', { caller: eve })).body).toMatchObject({ state: 'approved' })
  expect((await act(body, 'execution', { caller: max })).body.code).toBe('remedies.other_executes')
  expect((await act(body, 'execution', { caller: ben })).body.state).toBe('executed')
  expect((await act(body, 'reversal', { caller: max, body: { reason: 'Paid twice.' } })).body.state).toBe('reversed')
})

test.each([
  [{ amount: 0, currency: 'EUR' }, 'remedies.sum_zero'],
  [{ amount: -5, currency: 'EUR' }, 'remedies.sum_negative'],
  [{ amount: 10.5, currency: 'EUR' }, 'remedies.sum_fraction'],
  [{ amount: 1e15, currency: 'EUR' }, 'remedies.sum_too_large'],
  [{ amount: 1e300, currency: 'EUR' }, 'remedies.sum_too_large'],
  [{ amount: 5, currency: 'QQQ' }, 'remedies.sum_currency'],
  [{ amount: 5, currency: '' }, 'remedies.sum_currency'],
])('%j is refused with a sentence', async (money, code) => {
  const of = await complaint()
  const { status, body } = await propose(of, { money })
  expect({ status, code: body.code }).toEqual({ status: 400, code })
  expect(body.detail ?? body.title).toMatch(/\p{L}{3}/u)
  expect(await entriesOf(of)).toEqual([])
})

test('yen without and dinars with three figures are asked for by name of the rate, and book in their own currency', async () => {
  const of = await complaint()
  const yen = (await propose(of, { money: { amount: 5000, currency: 'JPY' } })).body
  expect(yen).toMatchObject({ state: 'requested', binds: 'rate', needs: 'finance_manager', worth: null })
  const { rules } = (await max.get('/api/v1/authority/versions')).body.data[0]
  const rates = { JPY: '0.006', KWD: '3' }
  expect((await max.post('/api/v1/authority/versions', { version: 0, rules: { ...rules, rates } })).status).toBe(201)
  expect((await propose(of, { money: { amount: 3000, currency: 'JPY' } })).body).toMatchObject({
    state: 'approved',
    worth: euros(18),
    matrix: 1,
  })
  expect((await propose(await complaint(), { money: { amount: 10_001, currency: 'KWD' } })).body).toMatchObject({
    state: 'requested',
    worth: { amount: 3001 },
  })
  expect((await ben.post('/api/v1/authority/versions', { version: 1, rules })).status).toBe(403)
  expect((await max.post('/api/v1/authority/versions', { version: 0, rules })).body.code).toBe('platform.stale_version')
})

test('a share of the next purchase is worth what the stored rule says', async () => {
  const of = await complaint()
  const { body } = await propose(of, { kind: 'coupon', money: undefined, percent: 10 })
  expect(body).toMatchObject({ state: 'approved', percent: 10, money: euros(3), valuation: { share: { basket: 6000, use_percent: 50 } } })
  expect((await propose(of, { kind: 'refund', money: undefined, percent: 10 })).body.code).toBe('remedies.percent_only_coupon')
  expect((await propose(of, { kind: 'coupon', percent: 10 })).body.code).toBe('remedies.sum_or_percent')
  expect((await propose(of, { kind: 'coupon', money: undefined, percent: 100.5 })).body.code).toBe('remedies.percent_range')
  expect((await propose(of, { money: undefined })).body.code).toBe('remedies.sum_first')
  expect((await propose(of, { kind: 'apology', money: undefined })).body).toMatchObject({ state: 'approved', money: null })
})

test('a request that nobody answers, and an approval that nobody uses, end after fourteen days', async () => {
  const of = await complaint()
  const waiting = (await propose(of, { money: euros(40) })).body
  const granted = (await propose(of, { money: euros(10) })).body
  const expire = (remedy: { id: string }) => expireRemedy.run(steps, { complaint: of.id, remedy: remedy.id })
  await expire(waiting)
  expect((await ben.get(path(of))).body.data.map(({ state }: { state: string }) => state).toSorted()).toEqual(['approved', 'requested'])
  clock.pass({ days: 14, minutes: 1 })
  expect((await act(waiting, 'approval')).body.code).toBe('remedies.request_expired')
  expect((await act(granted, 'execution', { caller: ben })).body.code).toBe('remedies.approval_expired')
  await expire(waiting)
  await expire(granted)
  await expire(granted)
  expect((await factsOf(of)).filter((fact) => fact === 'remedy.expired')).toHaveLength(2)
  expect(await entriesOf(of)).toHaveLength(4)
  expect((await act(waiting, 'approval')).body.code).toBe('remedies.not_waiting')
})

test('nothing new is decided where a complaint was merged; what waits there keeps the other from closing', async () => {
  const customer = { name: 'Twice', email: 'twice@customer.example' }
  const [into, from] = [await complaint(customer), await complaint(customer)]
  const { body } = await propose(from, { money: euros(40) })
  await ben.post(`/api/v1/complaints/${from.id}/merging`, { into: into.id, reason: 'The same cabin.' })
  expect((await ben.get(`/api/v1/complaints/${from.id}`)).body.state).toBe('merged')
  expect((await act(body, 'approval')).body.code).toBe('remedies.merged')
  expect((await propose(from)).body.code).toBe('remedies.merged')
  expect((await ben.get(path(into))).body.data).toMatchObject([{ id: body.id, complaint: { id: from.id }, may: { approve: false } }])
  const gates = async () => (await ben.get(`/api/v1/complaints/${into.id}`)).body.closing.missing.map(({ gate }: { gate: string }) => gate)
  expect(await gates()).toContain('B4')
  expect((await act(body, 'cancellation', { caller: ben, body: { reason: 'It is decided in the other.' } })).body.state).toBe('cancelled')
  expect(await gates()).not.toContain('B4')
})

test('the budget stops goodwill at its end and never what is owed, until a manager opens it', async () => {
  const month = {
    starts_on: clock.now().toString().slice(0, 10),
    ends_on: clock
      .now()
      .add({ hours: 24 * 20 })
      .toString()
      .slice(0, 10),
  }
  const asks = { team: teams.north, ...month, envelope: euros(50), warning_percent: 50 }
  const { body: budget, status } = await max.post('/api/v1/budgets', asks)
  expect({ status, budget }).toMatchObject({ status: 201, budget: { left: euros(50) } })
  expect((await max.post('/api/v1/budgets', asks)).body.code).toBe('remedies.budget_overlaps')
  const first = await complaint()
  const taken = (await propose(first, { money: euros(30) })).body
  expect(taken.state).toBe('approved')
  const of = await complaint()
  const { body } = await propose(of, { money: euros(25) })
  expect(body).toMatchObject({ state: 'requested', binds: 'budget' })
  expect((await act(body, 'approval')).body).toMatchObject({ code: 'remedies.budget_spent' })
  const owed = { kind: 'refund', basis: 'entitlement', money: euros(100), evidence: 'The receipt.' }
  expect((await propose(of, owed)).body.state).toBe('approved')
  const left = async () => (await max.get('/api/v1/budgets')).body.data[0]
  expect(await left()).toMatchObject({ left: euros(20), warned: true })
  expect((await cleo.post(`/api/v1/budgets/${budget.id}/opening`)).status).toBe(403)
  expect((await max.post(`/api/v1/budgets/${budget.id}/opening`)).body.opened).toMatchObject({ by: { name: 'Max Vogel' } })
  expect((await act(body, 'approval')).body.state).toBe('approved')
  expect((await act(taken, 'cancellation', { caller: ben, body: { reason: 'Not wanted.' } })).body.state).toBe('cancelled')
  expect((await left()).used).toEqual(euros(25))
  expect(await stage.facts('house/remedies')).toContain('budget.warned')
})

test('nobody decides their own case, or a colleague’s, alone', async () => {
  const mine = await complaint({ name: 'Ben himself', email: 'ben@desk.example' })
  expect((await propose(mine, { money: euros(5) })).body).toMatchObject({ state: 'requested', binds: 'own_case', needs: 'supervisor' })
  const theirs = await complaint({ name: 'Cleo herself', email: 'cleo@desk.example' })
  const { body } = await propose(theirs, { money: euros(5) })
  expect(body).toMatchObject({ state: 'requested', binds: 'colleague' })
  expect((await act(body, 'approval')).body.code).toBe('remedies.own_case')
  expect((await act(body, 'approval', { caller: max })).body.state).toBe('approved')
})

test('never more of an order goes back than was paid for it', async () => {
  const order = { number: 'HF-1001', paid: euros(100) }
  const refund = { kind: 'refund', basis: 'entitlement', money: euros(60), evidence: 'The receipt.', order }
  expect((await propose(await complaint(), refund)).body.state).toBe('approved')
  const { status, body } = await propose(await complaint(), refund)
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'remedies.more_than_paid' })
  expect((await propose(await complaint(), { ...refund, money: euros(40) })).body.state).toBe('approved')
})

test('no offer goes below what is owed on the issue, and goodwill only comes on top', async () => {
  const of = await complaint()
  const note = (body: object) => ben.put(`/api/v1/complaints/${of.id}/issues/${of.issue}/expectation`, body)
  const floor = { money: euros(50), reason: 'Delay of more than three hours: half of the fare.' }
  const tags = [{ code: 'refund', told: 'asked', non_negotiable: true }]
  const { status, body } = await note({ wanted: 'All of it back.', tags, floor, version: 0 })
  expect({ status, body }).toMatchObject({ status: 200, body: { version: 1, floor, tags } })
  expect((await note({ wanted: null, tags: [], floor: null, version: 0 })).status).toBe(412)
  const owed = { kind: 'refund', basis: 'entitlement', evidence: 'The log.' }
  expect((await propose(of, { ...owed, money: euros(49) })).body.code).toBe('remedies.below_entitlement')
  expect((await propose(of)).body.code).toBe('remedies.owed_first')
  expect((await propose(of, { ...owed, money: euros(50) })).body.state).toBe('approved')
  expect((await propose(of)).body.state).toBe('approved')
})

test('what waits for a yes is neither written to the customer nor promised', async () => {
  const of = await complaint(ada)
  await propose(of, { money: euros(45) })
  const words = 'We will refund 45.00 EUR to you.'
  const reply = { text: words, to: [ada.email] }
  expect((await ben.post(`/api/v1/complaints/${of.id}/messages`, reply)).body.code).toBe('remedies.sum_waits')
  const promise = { text: 'We pay you €45.', due: clock.now().add({ hours: 30 }).toString() }
  expect((await ben.post(`/api/v1/complaints/${of.id}/promises`, promise)).body.code).toBe('remedies.sum_waits')
})

test('the queue shows each approver what they can answer, oldest first', async () => {
  const of = await complaint()
  const { body } = await propose(of, { money: euros(45) })
  const idsOf = async (caller: typeof ben, query: string) =>
    (await caller.get(`/api/v1/remedies?${query}`)).body.data.map(({ id }: { id: string }) => id)
  expect(await idsOf(cleo, 'state=requested&mine')).toContain(body.id)
  expect(await idsOf(ben, 'state=requested')).toContain(body.id)
  expect(await idsOf(ben, 'state=requested&mine')).toEqual([])
  expect(await idsOf(dov, 'state=requested')).not.toContain(body.id)
  // Said with it: what stands already on the complaint, and to the customer out of goodwill.
  await propose(of, { money: euros(5) })
  await propose(of, { kind: 'refund', basis: 'entitlement', money: euros(7), evidence: 'Charged twice.' })
  const shown = (await cleo.get('/api/v1/remedies?limit=100')).body.data.find(({ id }: { id: string }) => id === body.id)
  expect(shown.given).toEqual({ complaint: euros(12), customer: euros(5) })
  const { data, next } = (await cleo.get('/api/v1/remedies?limit=1')).body
  expect(data).toHaveLength(1)
  expect((await cleo.get(`/api/v1/remedies?limit=1&cursor=${next}`)).body.data[0].id).not.toBe(data[0].id)
  expect((await ben.get(`/api/v1/complaints/${of.id}`)).body.marks).toContain('remedy_waits')
  expect((await act(body, 'refusal', { body: { reason: 'The ferry was on time.' } })).body).toMatchObject({
    state: 'refused',
    acts: [{ reason: 'The ferry was on time.' }],
  })
})

test('the ledger adds up to nothing in each currency, equals what its facts say, and nobody can change it', async () => {
  const ledger = (await eve.get('/api/v1/ledger?limit=100')).body
  const sums = new Map<string, number>()
  for (const { currency, amount } of ledger.totals) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  expect([...sums.values()].every((sum) => sum === 0)).toBe(true)
  expect(ledger.data.length).toBeGreaterThan(20)
  expect((await eve.get('/api/v1/ledger?from=2026-02-30')).status).toBe(400)
  expect((await eve.get('/api/v1/ledger?from=2001-01-01&to=2001-02-01')).body).toMatchObject({ data: [], totals: [], next: null })
  expect((await ben.get('/api/v1/ledger')).status).toBe(403)

  const kept = await db.selectFrom('remedies_entries').selectAll().execute()
  const complaints = [...new Set(kept.map(({ complaint_id }) => complaint_id))]
  const shown = (entry: object) => JSON.stringify(entry)
  for (const id of complaints) {
    const facts = await open(theDesk, (work) => findFacts(work, `complaint/${id}`))
    const replayed = ledgerOf(facts).map(shown).toSorted()
    const own = kept.filter(({ complaint_id }) => complaint_id === id)
    expect(replayed).toEqual(
      own
        .map(({ remedy_id: remedy, act: done, account, amount, currency }) => shown({ remedy, act: done, account, amount, currency }))
        .toSorted(),
    )
  }
  await expect(db.updateTable('remedies_entries').set({ amount: 1 }).execute()).rejects.toThrow('append-only')
  await expect(db.deleteFrom('remedies_entries').execute()).rejects.toThrow('append-only')
  await expect(db.updateTable('remedies_remedies').set({ amount: 1 }).execute()).rejects.toThrow('another remedy')
  const [one] = kept
  if (!one) throw new Error('the ledger is empty')
  const lone = {
    ...one,
    id: newId(),
    booking_id: newId(),
    act: 'confirmed',
    account: 'confirmed',
    amount: 7,
    message_id: null,
    corrects: null,
  }
  await expect(db.insertInto('remedies_entries').values(lone).execute()).rejects.toThrow(/balanced|duplicate|approved/)
})

test('what a person may decide is told from the rules, with the limit that binds', async () => {
  const { body } = await ben.get('/api/v1/authority')
  expect(body).toMatchObject({
    role: 'agent',
    currency: 'EUR',
    limits: { decision: { cash: 3000 }, customer: 6000 },
    may: { propose: true, approve: false },
  })
  const of = await complaint()
  await propose(of, { money: euros(20) })
  const here = (await ben.get(`/api/v1/authority?complaint=${of.id}`)).body.reaches
  expect(here.find(({ column, basis }: { column: string; basis: string }) => column === 'cash' && basis === 'goodwill')).toMatchObject({
    left: 1000,
    binds: { left: 1000 },
    discretion: expect.closeTo(1 / 3),
  })
  expect((await dov.get(`/api/v1/authority?complaint=${of.id}`)).status).toBe(404)
  expect((await eve.get('/api/v1/authority')).body.limits).toBe(null)
})
