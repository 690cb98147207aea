import { expect, test } from 'vitest'
import { cabinCase } from '#test/cabin-case.ts'
import { type Answered, statusesOf } from '#test/caller.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { agents, teams, clock, db, as } = stage
const [ben, cleo, max] = await Promise.all([as('ben'), as('cleo'), as('max')])
const cabin = (customer: string) => cabinCase(ben, { customer, owner: agents.ben, team: teams.north })

const refund = (issue: string | undefined, money: unknown) => ({
  issue,
  kind: 'refund',
  basis: 'entitlement',
  money,
  explanation: 'Charged twice.',
  evidence: 'Two lines on the account.',
})

/** What holds whatever was asked: every booking adds up to nothing, and nothing was executed that was not approved. */
async function booksBalance(): Promise<void> {
  const { rows } = await stage.house.database.pool.query<{ wrong: number }>(`select count(*)::int as wrong from (
    select 1 from remedies_entries group by booking_id, currency having sum(amount) <> 0
    union all select 1 from remedies_entries where account <> 'granted' group by complaint_id, remedy_id, account, currency having sum(amount) < 0) one`)
  expect(rows[0]?.wrong).toBe(0)
}

/** The same refusal, asked for in each language by the same person: three sentences, each whole, and nothing else changes. */
async function refusedInThree(who: 'ben' | 'cleo' | 'max', ask: () => Promise<Answered>): Promise<{ code: string; english: string }> {
  const said: string[] = []
  const codes = new Set<string>()
  for (const language of ['el', 'es', 'en']) {
    await db.updateTable('people_agents').set({ language }).where('id', '=', agents[who]).execute()
    const { status, body } = await ask()
    expect({ status, detail: body.detail }).toMatchObject({ status: expect.toSatisfy((one: number) => one >= 400 && one < 500) })
    expect(body.detail).not.toMatch(/\{\{|\w+\.\w+_\w+/)
    said.push(body.detail)
    codes.add(body.code)
  }
  expect([new Set(said).size, codes.size]).toEqual([3, 1])
  expect(said[0]).toMatch(/\p{Script=Greek}/u)
  await booksBalance()
  return { code: [...codes][0] ?? '', english: said[2] ?? '' }
}

test.each([
  [{ amount: 0, currency: 'EUR' }, 'A sum of nothing'],
  [{ amount: -500, currency: 'EUR' }, 'cannot be below zero'],
  [{ amount: 12.5, currency: 'EUR' }, 'whole minor units'],
  [{ amount: 10 ** 15, currency: 'EUR' }, 'more than €10,000,000,000.00'],
  [{ amount: 100, currency: 'EURO' }, '“EURO” is no currency'],
  [{ amount: 100, currency: '' }, 'is no currency'],
  [{ amount: 12.5, currency: 'JPY' }, 'whole minor units'],
  [{ amount: 12.5, currency: 'KWD' }, 'whole minor units'],
])('%j is refused with a sentence in each language, and nothing is booked', async (money, sentence) => {
  const { id, issues } = await cabin('strange')
  const { english } = await refusedInThree('ben', () => ben.post(`/api/v1/complaints/${id}/remedies`, refund(issues[0], money)))
  expect(english).toContain(sentence)
  expect(await db.selectFrom('remedies_remedies').select('id').where('complaint_id', '=', id).execute()).toEqual([])
  await booksBalance()
})

test('a currency without minor units and one with three are what they are', async () => {
  const newest = (await max.get('/api/v1/authority/versions')).body.data[0]
  const rules = { ...newest.rules, rates: { JPY: '0.0061', KWD: '3.05' } }
  expect((await max.post('/api/v1/authority/versions', { version: newest.version, rules })).status).toBe(201)
  const { id, issues } = await cabin('abroad')
  const yen = await ben.post(`/api/v1/complaints/${id}/remedies`, refund(issues[0], { amount: 5_000, currency: 'JPY' }))
  const dinars = await ben.post(`/api/v1/complaints/${id}/remedies`, refund(issues[1], { amount: 1_250, currency: 'KWD' }))
  expect(yen.body).toMatchObject({ state: 'approved', worth: { amount: 30_50, currency: 'EUR' } })
  expect(dinars.body).toMatchObject({ state: 'approved', worth: { amount: 3_82, currency: 'EUR' } })
  const table = (await max.get(`/api/v1/ledger/table?complaint=${id}&account=open`)).bytes.toString('utf8')
  expect(table).toContain(',5000,"JPY"')
  expect(table).toContain(',1.250,"KWD"')
  await booksBalance()
})

test('a sum in a sentence is written as the reader writes it', async () => {
  const { id, issues } = await cabin('spoken')
  await db
    .insertInto('remedies_expectations')
    .values({
      complaint_id: id,
      issue_id: issues[0] ?? '',
      floor_amount: 120_00,
      floor_currency: 'EUR',
      floor_reason: 'By law.',
      floor_salt: Buffer.alloc(16),
      noted_by: 'desk',
      noted_at: clock.now(),
    })
    .execute()
  const said = async (language: string) => {
    await db.updateTable('people_agents').set({ language }).where('id', '=', agents.ben).execute()
    const { body } = await ben.post(`/api/v1/complaints/${id}/remedies`, refund(issues[0], { amount: 5_00, currency: 'EUR' }))
    return [body.code, body.detail.replaceAll('\u00a0', ' '), body.floor]
  }
  expect(await said('en')).toEqual(['remedies.below_entitlement', expect.stringContaining('€120.00'), '120.00 EUR'])
  expect(await said('es')).toEqual(['remedies.below_entitlement', expect.stringContaining('120,00 €'), '120.00 EUR'])
  expect(await said('el')).toEqual(['remedies.below_entitlement', expect.stringContaining('120,00 €'), '120.00 EUR'])
  await db.updateTable('people_agents').set({ language: 'en' }).where('id', '=', agents.ben).execute()
})

test('limits that begin later do not hold yet; what they replace holds until then', async () => {
  const newest = (await max.get('/api/v1/authority/versions')).body.data[0]
  const rules = structuredClone(newest.rules)
  rules.roles.agent.decision.entitlement = 1_00
  const from = clock.now().add({ hours: 48 })
  const written = await max.post('/api/v1/authority/versions', { version: newest.version, rules, valid_from: from.toString() })
  expect([written.status, written.body.holds]).toEqual([201, false])
  const { id, issues } = await cabin('early')
  expect((await ben.post(`/api/v1/complaints/${id}/remedies`, refund(issues[0], { amount: 20_00, currency: 'EUR' }))).body.state).toBe(
    'approved',
  )
  clock.pass({ hours: 49 })
  const later = await ben.post(`/api/v1/complaints/${id}/remedies`, refund(issues[1], { amount: 20_00, currency: 'EUR' }))
  expect(later.body).toMatchObject({ state: 'requested', binds: 'decision', matrix: written.body.version })
  const past = await max.post('/api/v1/authority/versions', { version: written.body.version, rules, valid_from: '2020-01-01T00:00:00Z' })
  expect([past.status, past.body.code]).toEqual([400, 'remedies.valid_past'])
  // Back to the first, for the tests that follow.
  expect((await max.post('/api/v1/authority/versions', { version: written.body.version, rules: newest.rules })).status).toBe(201)
})

test('a rule whose time has passed is not offered any more, and an approval whose time has passed is not carried out', async () => {
  const entries = (await max.get('/api/v1/remedy-catalogue')).body.data
  const entry = entries.find(({ code }: { code: string }) => code === 'goodwill-payment')
  const { code, number, holds: _holds, by: _by, at: _at, change: _change, ...terms } = entry
  const valid_to = clock.now().add({ hours: 24 }).toString().slice(0, 10)
  expect((await max.put(`/api/v1/remedy-catalogue/${code}`, { number, terms: { ...terms, valid_to } })).status).toBe(200)
  const { id, issues } = await cabin('late')
  const propose = () =>
    ben.post(`/api/v1/complaints/${id}/remedies`, {
      issue: issues[0],
      kind: 'goodwill_payment',
      basis: 'goodwill',
      entry: code,
      money: { amount: 20_00, currency: 'EUR' },
      explanation: 'You waited two hours.',
    })
  const { body: in_time } = await propose()
  expect(in_time.state).toBe('approved')
  clock.pass({ days: 15 })
  expect((await refusedInThree('ben', propose)).code).toBe('catalogue.not_valid')
  const execute = () => ben.post(`/api/v1/complaints/${id}/remedies/${in_time.id}/execution`, {})
  expect((await refusedInThree('ben', execute)).code).toBe('remedies.approval_expired')
})

async function asked(customer: string): Promise<{ id: string; at: string }> {
  const { id, issues } = await cabin(customer)
  const { body } = await ben.post(`/api/v1/complaints/${id}/remedies`, {
    issue: issues[0],
    kind: 'goodwill_payment',
    basis: 'goodwill',
    money: { amount: 90_00, currency: 'EUR' },
    explanation: 'You waited two hours.',
  })
  expect(body.state).toBe('requested')
  return { id, at: `/api/v1/complaints/${id}/remedies/${body.id}` }
}

test('of two who approve at once one is heard, and the other is told', async () => {
  const { at } = await asked('twice')
  const answers = await Promise.all([cleo.post(`${at}/approval`), max.post(`${at}/approval`)])
  expect(statusesOf(answers)).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('remedies.not_waiting')
  expect((await refusedInThree('cleo', () => cleo.post(`${at}/approval`))).code).toBe('remedies.not_waiting')
})

test('an approval after the complaint was merged is refused, and where it is to be decided is said', async () => {
  const { id, at } = await asked('joined')
  const into = await cabin('joined')
  const merged = await max.post(`/api/v1/complaints/${id}/merging`, { into: into.id, reason: 'The same cabin.' })
  expect(merged.status).toBeLessThan(300)
  const { code, english } = await refusedInThree('max', () => max.post(`${at}/approval`))
  expect(code).toBe('remedies.merged')
  expect(english).toContain('Decide there')
})

test('the codes of a merged complaint are seen where it goes on, and are taken back there by their own complaint', async () => {
  const pool = await max.post('/api/v1/coupons/pools', {
    name: 'Ten off',
    kind: 'coupon',
    money: { amount: 10_00, currency: 'EUR' },
    days: 30,
  })
  expect(pool.status).toBe(201)
  await max.post(`/api/v1/coupons/pools/${pool.body.id}/codes`, { count: 1 })
  const { id, issues } = await cabin('coupons')
  const approved = async () => {
    const { body } = await ben.post(`/api/v1/complaints/${id}/remedies`, {
      issue: issues[0],
      kind: 'coupon',
      basis: 'goodwill',
      money: { amount: 10_00, currency: 'EUR' },
      explanation: 'You waited two hours.',
    })
    await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'We told them.' })
    return body.id
  }
  const give = (remedy: string) => ben.post(`/api/v1/complaints/${id}/remedies/${remedy}/execution`, { pool: pool.body.id })
  expect((await give(await approved())).status).toBe(200)
  const second = await approved()
  expect((await refusedInThree('ben', () => give(second))).code).toBe('coupons.pool_dry')
  const into = await cabin('coupons')
  await max.post(`/api/v1/complaints/${id}/merging`, { into: into.id, reason: 'The same cabin.' })
  const { body } = await ben.get(`/api/v1/complaints/${into.id}/coupons`)
  expect(body.data).toMatchObject([{ state: 'issued', complaint: { id } }])
})

test('an approver who left approves nothing; what waits for them waits for the next', async () => {
  const { at } = await asked('left')
  await db.updateTable('people_agents').set({ deactivated_at: clock.now() }).where('id', '=', agents.cleo).execute()
  expect((await cleo.post(`${at}/approval`)).status).toBe(401)
  const named = await max.post('/api/v1/deputies', {
    agent: agents.cleo,
    deputy: agents.max,
    starts_on: '2099-01-01',
    ends_on: '2099-01-02',
  })
  expect(named.body.code).toBe('remedies.deputy_gone')
  expect((await max.post(`${at}/approval`)).body.state).toBe('approved')
  await booksBalance()
})
