import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'

openGates(['complaint.resolve', 'complaint.deliver', 'complaint.close', 'reply.write'])

const stage = await scene()
const { agents, teams, clock, db, open } = stage
await open(theDesk, plantCategories)
const [ben, cleo, dov, max, fay] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('max'), stage.as('fay')])
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' })
let guests = 0

interface Told {
  category?: string
  cause?: string | null
  text?: string
  name?: string
  email?: string
  stake?: number
}

/** A complaint of the north with one issue, its category and its cause. */
async function complaint({ category = 'delivery_late', cause = 'people_slip', text = 'The parcel came late.', stake, ...who }: Told = {}) {
  clock.pass({ minutes: 1 })
  const customer = { name: who.name ?? `Guest ${++guests}`, email: who.email ?? `guest${++guests}@customer.example` }
  const { body } = await ben.post('/api/v1/complaints', { text, channel: 'phone', customer })
  const id: string = body.id
  const sum = stake === undefined ? {} : { amount_minor: stake * 100, amount_currency: 'EUR' }
  const given = { team_id: teams.north, owner_id: agents.ben, state: 'open', ...sum }
  await db.updateTable('complaints_complaints').set(given).where('id', '=', id).execute()
  const issues = db.updateTable('complaints_issues').set({ category_code: category }).where('complaint_id', '=', id)
  const { id: issue } = await issues.returning('id').executeTakeFirstOrThrow()
  if (cause !== null) await ben.put(`/api/v1/complaints/${id}/issues/${issue}/cause`, { cause })
  return { id, issue, number: body.number as string }
}
type Case = Awaited<ReturnType<typeof complaint>>

const propose = ({ id, issue }: Case, more: object = {}, caller = cleo) =>
  caller.post(`/api/v1/complaints/${id}/remedies`, {
    issue,
    kind: 'goodwill_payment',
    basis: 'goodwill',
    money: euros(20),
    explanation: 'You waited two days.',
    ...more,
  })

const close = async ({ id, issue }: Case, outcome = 'upheld') => {
  const { status } = await ben.post(`/api/v1/complaints/${id}/closure`, { issues: [{ id: issue, outcome, sentence: 'It was late.' }] })
  await stage.runJobs()
  return status
}

/** Decided and carried out; nothing given where there is no sum. */
async function decided(told: Told & { sum?: number; outcome?: string; more?: object } = {}): Promise<Case> {
  const { sum, outcome, more, ...rest } = told
  const of = await complaint(rest)
  if (sum !== undefined) {
    const { body } = await propose(of, { money: euros(sum), departs: 'It was a hard case.', ...more }, max)
    await ben.post(`/api/v1/complaints/${of.id}/contacts`, { channel: 'phone', direction: 'out', text: 'We explained it.' })
    await ben.post(`/api/v1/complaints/${of.id}/remedies/${body.id}/execution`, {})
  }
  expect(await close(of, outcome)).toBe(200)
  return of
}

const similar = ({ id, issue }: Case, query = '', caller = ben) => caller.get(`/api/v1/complaints/${id}/issues/${issue}/precedents${query}`)

test('what was decided and carried out is at hand for the next like issue: codes, a band and a month', async () => {
  await decided({ sum: 30, text: 'The parcel came four days late, and nobody rang.' })
  const { status, body } = await similar(await complaint({ text: 'The parcel came late again, nobody rang.' }))
  expect(status).toBe(200)
  expect(body.data).toMatchObject([
    {
      category: { code: 'delivery_late', names: { en: expect.any(String) } },
      cause: { code: 'people_slip' },
      outcome: 'upheld',
      basis: 'goodwill',
      forms: ['goodwill_payment'],
      band: { from: 2000, to: 5000, currency: 'EUR' },
      sentence: null,
      why: expect.arrayContaining(['same_category', 'same_cause', 'like_words']),
      more_generous: null,
    },
  ])
  expect(body.data[0].month).toBe(clock.now().toZonedDateTimeISO('Europe/Athens').toPlainDate().toPlainYearMonth().toString())
})

test('what is not decided, or was decided on something else, is not; nor is the case itself', async () => {
  const cause = 'process_too_slow'
  await propose(await complaint({ category: 'spare_parts', cause }))
  await decided({ category: 'product_defect', cause, sum: 20 })
  const own = await decided({ category: 'spare_parts', cause, sum: 20 })
  expect((await similar(own)).body.data).toEqual([])
  expect((await similar(await complaint({ category: 'spare_parts', cause }))).body.data).toHaveLength(1)
})

test('while a complaint is worked on again its precedent does not count; closed again it does, once', async () => {
  const like = { category: 'contract_terms', cause: 'process_missing' }
  const of = await decided({ ...like, sum: 20 })
  const next = await complaint(like)
  await ben.post(`/api/v1/complaints/${of.id}/reopening`, { reason: 'The customer wrote again.' })
  await stage.runJobs()
  expect((await similar(next)).body.data).toEqual([])
  await close(of)
  await close(of)
  expect((await similar(next)).body.data).toHaveLength(1)
})

test('a sum outside of what like cases got is proposed with a reason, which goes with it; inside of it none is asked for', async () => {
  const like = { category: 'invoice_error', cause: 'people_knowledge' }
  for (const sum of [20, 30, 40]) await decided({ ...like, sum })
  const of = await complaint(like)
  expect((await similar(of, '?amount=1900&currency=EUR&basis=goodwill')).body).toMatchObject({
    band: { from: 2000, to: 5000, currency: 'EUR' },
    departs: true,
  })
  expect((await similar(of, '?amount=2000&currency=EUR&basis=goodwill')).body.departs).toBe(false)
  const { status, body } = await propose(of, { money: euros(50) })
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'precedents.say_why' })
  expect((await propose(of, { money: euros(19) })).body.code).toBe('precedents.say_why')
  const explained = await propose(of, { money: euros(50), departs: 'They waited on Christmas Eve.' })
  expect(explained).toMatchObject({ status: 201, body: { departs: 'They waited on Christmas Eve.' } })
  expect(await stage.facts(`complaint/${of.id}`)).toContain('remedy.departed')
  expect((await propose(await complaint(like), { money: euros(49) })).body).toMatchObject({ state: 'approved', departs: null })
})

test('where like cases got nothing, giving something asks for a reason too', async () => {
  const like = { category: 'warranty_refused', cause: 'process_no_check' }
  await decided({ ...like, outcome: 'not_upheld' })
  const of = await complaint(like)
  expect((await propose(of)).body.code).toBe('precedents.say_why')
  expect((await propose(await complaint({ ...like, cause: null }))).status).toBe(201)
})

test('of many like cases five are shown, and the most generous is one of them', async () => {
  const like = { category: 'repair_repeated', cause: 'process_handover' }
  await decided({ ...like, sum: 400, text: 'Quite another story altogether: a fence.' })
  for (let at = 0; at < 6; at++) await decided({ ...like, sum: 20, text: 'The mended kettle leaks again.' })
  const { data, usually } = (
    await similar(await complaint({ ...like, text: 'The mended kettle leaks again.' }), '?amount=2000&currency=EUR')
  ).body
  expect(data).toHaveLength(5)
  expect(data.map(({ more_generous }: { more_generous: boolean }) => more_generous)).toEqual([false, false, false, false, true])
  expect(usually).toEqual({ language: 'en', sentence: 'In cases like this one we usually give a payment as a sign of goodwill.' })
})

test('of fewer than three cases nothing is usual', async () => {
  const like = { category: 'installation', cause: 'process_not_followed' }
  for (let at = 0; at < 2; at++) await decided({ ...like, sum: 20 })
  expect((await similar(await complaint(like))).body.usually).toBeNull()
})

test('a senior writes what the next one should know, naming nobody; only who sees the case', async () => {
  const like = { category: 'service_quality', cause: 'people_workload' }
  const of = await decided({ ...like, sum: 20, name: 'Philippa Quill', email: 'quill@customer.example' })
  const next = await complaint(like)
  const [precedent] = (await similar(next, '', cleo)).body.data
  expect(precedent.may).toEqual({ write: true, outdate: true })
  const write = (body: object, caller = cleo, version = precedent.version) =>
    caller.patch(`/api/v1/precedents/${precedent.id}`, body, version)
  for (const sentence of [
    'Quill waited.',
    'As in PHILIPPA’s case.',
    `See ${of.number}.`,
    'Write to quill@customer.example.',
    'Call 210 555 0199.',
  ])
    expect((await write({ sentence })).body.code).toBe('precedents.names_somebody')
  expect(
    (await write({ sentence: 'One waited two hours without a word.', reasons: ['inconvenience'], valid_to: '2031-01-01' })).body,
  ).toMatchObject({
    sentence: 'One waited two hours without a word.',
    reasons: ['inconvenience'],
    valid_to: '2031-01-01',
  })
  expect((await write({ sentence: 'Another.' })).status).toBe(412)
  expect((await write({ valid_to: '2020-01-01' }, cleo, precedent.version + 1)).body.code).toBe('precedents.valid_past')
  expect((await write({ sentence: 'By an agent.' }, ben)).status).toBe(403)
  await db.updateTable('people_agents').set({ role: 'senior_agent' }).where('id', '=', agents.dov).execute()
  expect((await write({ sentence: 'From elsewhere.' }, dov, precedent.version + 1)).status).toBe(404)
})

test('a precedent that is outdated is shown beside no case, with its reason on the list; twice is refused', async () => {
  const like = { category: 'payment_problem', cause: 'people_slip' }
  await decided({ ...like, sum: 20 })
  const next = await complaint(like)
  const [{ id }] = (await similar(next)).body.data
  const outdate = (caller = cleo) => caller.post(`/api/v1/precedents/${id}/outdating`, { reason: 'The fee is gone since May.' })
  expect((await outdate(ben)).status).toBe(403)
  expect((await outdate()).body.outdated).toMatchObject({ reason: 'The fee is gone since May.' })
  expect((await outdate()).body.code).toBe('precedents.outdated_already')
  expect((await similar(next)).body.data.map((one: { id: string }) => one.id)).not.toContain(id)
  expect((await propose(next, { money: euros(29) })).status).toBe(201)
  const list = (query: string) => ben.get(`/api/v1/precedents?category=payment_problem${query}`)
  expect((await list('')).body.data).toEqual([])
  expect((await list('&outdated=true')).body.data).toHaveLength(1)
  expect(await stage.facts('house/precedents')).toContain('precedent.outdated')
})

test('like cases of one category and cause that got more than three times as much are looked at; twice as much is nothing', async () => {
  const like = { category: 'billing_overcharge', cause: 'systems_data' }
  await decided({ ...like, sum: 20 })
  await decided({ ...like, sum: 60 })
  const unlike = async (caller = cleo, query = '') =>
    (await caller.get(`/api/v1/unlike-cases${query}`)).body.data.filter(
      ({ category }: { category: { code: string } }) => category.code === 'billing_overcharge',
    )
  expect(await unlike()).toEqual([])
  const third = await decided({ ...like, sum: 100 })
  await close(third)
  const found = await unlike()
  expect(found).toMatchObject([
    { kind: 'amount', factor: 5, one: { number: third.number, money: euros(100) }, other: { money: euros(20) }, may: { explain: true } },
  ])
  expect(await stage.facts(`complaint/${third.id}`)).toContain('unlike.found')
  const explain = (caller = cleo) =>
    caller.post(`/api/v1/complaints/${third.id}/unlike-cases/${found[0].id}/explanation`, { words: 'A wheelchair was stranded.' })
  expect((await explain(ben)).status).toBe(403)
  expect((await explain(fay)).status).toBe(403)
  expect((await explain()).body.explained).toMatchObject({ by: { name: 'Cleo Marín' }, words: 'A wheelchair was stranded.' })
  expect((await explain(max)).body.code).toBe('precedents.unlike_explained')
  expect(await unlike()).toEqual([])
  expect(await unlike(max, '?explained=true')).toHaveLength(1)
  expect((await ben.get('/api/v1/unlike-cases')).status).toBe(403)
})

test('a refusal against a grant is looked at; after twelve months it is not, and of another cause it never is', async () => {
  const like = { category: 'refund_delay', cause: 'people_slip' }
  await decided({ ...like, outcome: 'not_upheld' })
  await decided({ ...like, cause: 'process_too_slow', sum: 20 })
  const found = async () =>
    (await cleo.get('/api/v1/unlike-cases')).body.data.filter(
      ({ category }: { category: { code: string } }) => category.code === 'refund_delay',
    )
  expect(await found()).toEqual([])
  await db
    .updateTable('precedents_precedents')
    .set({ decided_at: clock.now().subtract({ hours: 24 * 370 }) })
    .where('category_code', '=', 'refund_delay')
    .execute()
  await decided({ ...like, sum: 20 })
  expect(await found()).toEqual([])
  await decided({ ...like, outcome: 'not_upheld' })
  expect(await found()).toMatchObject([{ kind: 'refusal', factor: null }])
})

test('what is owed goes with the loss: a tenth of ten times as much is unlike, the same share is not', async () => {
  const like = {
    category: 'delivery_damaged',
    cause: 'people_slip',
    more: { kind: 'refund', basis: 'entitlement', evidence: 'A photograph.' },
  }
  await decided({ ...like, stake: 20, sum: 20 })
  await decided({ ...like, stake: 400, sum: 400 })
  const found = async () =>
    (await cleo.get('/api/v1/unlike-cases')).body.data.filter(
      ({ category }: { category: { code: string } }) => category.code === 'delivery_damaged',
    )
  expect(await found()).toEqual([])
  await decided({ ...like, stake: 400, sum: 40 })
  expect(await found()).toMatchObject([{ kind: 'amount', factor: 10 }])
})

test('another team sees neither the complaint nor what is like it, and of two unlike cases not the one that is not theirs', async () => {
  const of = await complaint()
  expect((await similar(of, '', dov)).status).toBe(404)
  const like = { category: 'spare_parts', cause: 'people_workload' }
  const first = await decided({ ...like, sum: 10 })
  await db.updateTable('complaints_complaints').set({ team_id: teams.south, owner_id: null }).where('id', '=', first.id).execute()
  const second = await decided({ ...like, sum: 100 })
  const [found] = (await cleo.get('/api/v1/unlike-cases')).body.data
  expect(found).toMatchObject({ one: { number: second.number }, other: null })
  expect(JSON.stringify(found)).not.toContain(first.id)
})

test('no answer ever says whose a precedent was, however hostile the name', async () => {
  const like = { category: 'contract_renewal', cause: 'people_slip' }
  const name = fc.oneof(
    fc.constantFrom('Band', '<b>Ann</b>', '%s ${name} {{form}}', 'Ο Νίκος Παπαδάκης', '“”"\\', 'null', 'Zoë\u202eevil', '田中'),
    fc.string({ minLength: 6, maxLength: 30 }).filter((one) => /\p{L}{3}/u.test(one) && !one.includes('\0')),
  )
  const marker = fc.integer({ min: 100_000, max: 999_999 })
  await fc.assert(
    fc.asyncProperty(name, marker, async (said, mark) => {
      const who = `${said} Zqx${mark}`
      const text = `Zqtext${mark}: the renewal came without a word, call ${mark}${mark}.`
      const of = await decided({ ...like, name: who, email: `zq${mark}@customer.example`, text, sum: 20 })
      const next = await complaint({ ...like, text })
      const heard = JSON.stringify([(await similar(next)).body, (await cleo.get('/api/v1/precedents?limit=100')).body])
      expect(heard).toContain('contract_renewal')
      for (const secret of [`${mark}`, of.number, of.id, of.issue, 'customer.example']) expect(heard).not.toContain(secret)
    }),
    { numRuns: 6 },
  )
})
