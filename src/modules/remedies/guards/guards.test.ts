import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'

openGates(['remedy.propose'])

const stage = await scene()
const { agents, teams, clock, db, open } = stage
await open(theDesk, plantCategories)
const [ben, cleo, dov, max] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('max')])
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' })
let guests = 0

/** A complaint of the north about one issue: late deliveries, unless something else is said. */
async function complaint({ orders = [] as string[], category = 'delivery_late', customer = `guest${++guests}@customer.example` } = {}) {
  clock.pass({ minutes: 2 })
  const made = await ben.post('/api/v1/complaints', {
    text: 'It came late.',
    channel: 'phone',
    customer: { name: 'Guest', email: customer },
  })
  const id: string = made.body.id
  const given = { team_id: teams.north, owner_id: agents.ben, state: 'open', order_numbers: orders }
  await db.updateTable('complaints_complaints').set(given).where('id', '=', id).execute()
  const issues = db.updateTable('complaints_issues').set({ category_code: category }).where('complaint_id', '=', id)
  return { id, issue: (await issues.returning('id').executeTakeFirstOrThrow()).id }
}
type Case = Awaited<ReturnType<typeof complaint>>

/** Approved at once: within a manager's own limits. */
const give = async ({ id, issue }: Case, more: object = {}, caller = max): Promise<{ id: string; state: string }> => {
  clock.pass({ minutes: 2 })
  const { status, body } = await caller.post(`/api/v1/complaints/${id}/remedies`, {
    issue,
    kind: 'goodwill_payment',
    basis: 'goodwill',
    money: euros(20),
    explanation: 'You waited two days.',
    ...more,
  })
  expect({ status, code: body.code }).toEqual({ status: 201, code: undefined })
  return body
}
const refund = { kind: 'refund', basis: 'entitlement', money: euros(40), evidence: 'The receipt.' }
const coupon = { kind: 'coupon', money: euros(10) }

interface Told {
  guard: string
  remedy: string
}
const guardsOn = async ({ id }: Case, remedy?: { id: string }): Promise<Told[]> =>
  (await cleo.get(`/api/v1/complaints/${id}/guards`)).body.data.filter((one: Told) => remedy === undefined || one.remedy === remedy.id)
const named = (found: Told[]) => found.map(({ guard }) => guard)

test('the same order and issue that got something in another complaint is shown; another issue of the order, or another order, is not', async () => {
  const first = await complaint({ orders: ['A-100'] })
  const given = await give(first)
  const again = await complaint({ orders: ['A-100'] })
  const asked = await give(again)
  expect(await guardsOn(again, asked)).toMatchObject([
    {
      guard: 'same_order',
      order: 'A-100',
      count: 1,
      others: [{ complaint: { id: first.id }, kind: 'goodwill_payment', money: euros(20) }],
      verify: null,
    },
  ])
  expect(named(await guardsOn(first, given))).toEqual([])
  const elsewhere = await complaint({ orders: ['A-100'], category: 'delivery_conduct' })
  expect(named(await guardsOn(elsewhere, await give(elsewhere)))).toEqual([])
  const other = await complaint({ orders: ['A-101'] })
  expect(named(await guardsOn(other, await give(other)))).toEqual([])
})

test('what was given before a merging is found by the issue that it became; what was taken back is not', async () => {
  const source = await complaint({ customer: 'merged@customer.example' })
  const given = await give(source)
  const target = await complaint({ customer: 'merged@customer.example' })
  const merged = await max.post(`/api/v1/complaints/${source.id}/merging`, { into: target.id, reason: 'The same parcel.' })
  expect(merged.status).toBe(200)
  const issues = (await ben.get(`/api/v1/complaints/${target.id}`)).body.issues_list as { id: string }[]
  const copy = issues.find(({ id }) => id !== target.issue)?.id ?? ''
  const again = await give({ id: target.id, issue: copy })
  expect(await guardsOn(target, again)).toMatchObject([{ guard: 'same_order', others: [{ complaint: { id: source.id } }] }])
  await max.post(`/api/v1/complaints/${source.id}/remedies/${given.id}/cancellation`, { reason: 'Given there.' })
  expect(named(await guardsOn(target, again))).toEqual([])
})

test('an account that another customer named too is shown; the same customer’s in two complaints is not', async () => {
  const payee = ({ id }: Case, iban: string) =>
    ben.post(`/api/v1/complaints/${id}/payees`, { holder: 'Bo Lind', iban, original: true }, { 'idempotency-key': newId() })
  const [one, two] = [await complaint(), await complaint()]
  await payee(one, 'ES9121000418450200051332')
  await payee(two, 'ES91 2100 0418 4502 0005 1332')
  expect(await guardsOn(two, await give(two, refund))).toMatchObject([
    { guard: 'same_payee', count: 1, others: [{ complaint: { id: one.id } }] },
  ])
  expect(named(await guardsOn(two, await give(two, coupon)))).not.toContain('same_payee')
  const customer = 'regular@customer.example'
  const [three, four] = [await complaint({ customer }), await complaint({ customer })]
  await payee(three, 'GB29NWBK60161331926819')
  await payee(four, 'GB29NWBK60161331926819')
  expect(named(await guardsOn(four, await give(four, refund)))).toEqual([])
})

async function picture({ id }: Case, of: string, more: { inline?: boolean; media_type?: string } = {}) {
  const message = await db.selectFrom('conversations_messages').select('id').where('complaint_id', '=', id).executeTakeFirstOrThrow()
  const sha256 = createHash('sha256').update(of).digest('hex')
  const file = { complaint_id: id, id: newId(), message_id: message.id, name: 'photo.jpg', media_type: 'image/jpeg', size: 9, sha256 }
  await db
    .insertInto('conversations_attachments')
    .values({ ...file, added_by: 'desk', added_at: clock.now(), ...more })
    .execute()
}

test('a picture that another customer sent is shown; a logo in a mail, a document, or the same customer’s own is not', async () => {
  const [one, two, three] = [await complaint(), await complaint(), await complaint()]
  await picture(one, 'the torn box')
  await picture(two, 'the torn box')
  await picture(one, 'a logo', { inline: true })
  await picture(three, 'a logo', { inline: true })
  await picture(one, 'the terms', { media_type: 'application/pdf' })
  await picture(three, 'the terms', { media_type: 'application/pdf' })
  expect(await guardsOn(two, await give(two))).toMatchObject([{ guard: 'same_photo', count: 1, others: [{ complaint: { id: one.id } }] }])
  expect(named(await guardsOn(three, await give(three)))).toEqual([])
  const customer = 'photographer@customer.example'
  const [four, five] = [await complaint({ customer }), await complaint({ customer })]
  await picture(four, 'my own')
  await picture(five, 'my own')
  expect(named(await guardsOn(five, await give(five)))).toEqual([])
})

test('money that the bank took back is shown beside a refund of that order, not beside a coupon or another order', async () => {
  const [one, two] = [await complaint({ orders: ['C-7'] }), await complaint({ orders: ['C-8'] })]
  const note = (body: object, caller = ben) => caller.post(`/api/v1/complaints/${one.id}/chargebacks`, body)
  expect((await note({ order: 'C-7', on: '2099-01-01' })).body.code).toBe('guards.day_to_come')
  expect((await note({ order: ' ' })).status).toBe(400)
  expect((await note({ order: 'C-7' }, dov)).status).toBe(404)
  const noted = await note({ order: 'C-7', on: '2026-01-02' })
  expect(noted).toMatchObject({ status: 201, body: { order: 'C-7', on: '2026-01-02' } })
  expect((await note({ order: 'C-7' })).body).toEqual(noted.body)
  expect(await guardsOn(one, await give(one, refund))).toMatchObject([{ guard: 'chargeback', order: 'C-7' }])
  expect(named(await guardsOn(two, await give(two, refund)))).toEqual([])
  expect(named(await guardsOn(one, await give(one, coupon)))).not.toContain('chargeback')
  expect((await stage.facts(`complaint/${one.id}`)).filter((fact) => fact === 'chargeback.noted')).toHaveLength(1)
})

test('a coupon and money back for one issue are shown; for two issues of different kinds they are not', async () => {
  const one = await complaint()
  await give(one, refund)
  expect(named(await guardsOn(one, await give(one, coupon)))).toEqual(['same_order', 'coupon_and_refund'])
  const two = await complaint()
  const { body } = await ben.post(`/api/v1/complaints/${two.id}/issues`, { title: 'The driver shouted', category: 'delivery_conduct' })
  await give(two, refund)
  expect(named(await guardsOn(two, await give({ id: two.id, issue: body.id }, coupon)))).toEqual([])
})

test('what was changed after the approval is shown when the approval was about it', async () => {
  const one = await complaint()
  const given = await give(one)
  clock.pass({ minutes: 5 })
  const edit = async (body: object) => {
    const { version } = (await ben.get(`/api/v1/complaints/${one.id}`)).body
    return (await ben.patch(`/api/v1/complaints/${one.id}`, body, version)).status
  }
  expect(await edit({ summary: 'A late parcel.' })).toBe(200)
  expect(named(await guardsOn(one, given))).toEqual([])
  expect(await edit({ order_numbers: ['Z-9'] })).toBe(200)
  expect(await guardsOn(one, given)).toMatchObject([{ guard: 'edited_after', fields: ['order_numbers'], count: 1, others: [] }])
  expect(named(await guardsOn(one, await give(one, { kind: 'gift_card', money: euros(5) })))).not.toContain('edited_after')
})

test('one colleague and one customer three times in a year are shown, twice are not, nor who gives everybody as often', async () => {
  const customer = 'friend@customer.example'
  const given: { of: Case; remedy: { id: string } }[] = []
  for (let at = 0; at < 2; at++) {
    const of = await complaint({ customer })
    given.push({ of, remedy: await give(of, { money: euros(1) }, ben) })
  }
  const last = async () => named(await guardsOn(given.at(-1)?.of ?? { id: '', issue: '' }))
  expect(await last()).toEqual([])
  const third = await complaint({ customer })
  const remedy = await give(third, { money: euros(1) }, ben)
  expect(await guardsOn(third, remedy)).toMatchObject([{ guard: 'pair', count: 3, usual: 0, others: [] }])
  for (let at = 0; at < 4; at++) await give(await complaint({ customer: 'regular-two@customer.example' }), { money: euros(1) }, ben)
  expect(named(await guardsOn(third, remedy))).toEqual([])
})

test('who has looked says what they saw, never who proposed it; when there is more it is to be looked at anew, and nothing is stopped', async () => {
  await give(await complaint({ orders: ['L-1'] }))
  const of = await complaint({ orders: ['L-1'] })
  const remedy = await give(of, { money: euros(40) }, ben)
  expect(remedy.state).toBe('requested')
  const look = (caller = cleo, guard = 'same_order', body: object = { finding: 'Two parcels of one order.' }) =>
    caller.post(`/api/v1/complaints/${of.id}/remedies/${remedy.id}/guards/${guard}/look`, body)
  expect((await look(ben)).body.code).toBe('guards.own_proposal')
  expect((await look(dov)).status).toBe(404)
  expect((await look(cleo, 'chargeback')).body.code).toBe('guards.not_there')
  expect((await look(cleo, 'nothing_known')).status).toBe(404)
  expect((await look(cleo, 'same_order', { finding: '' })).status).toBe(400)
  expect((await look()).body).toMatchObject({
    guard: 'same_order',
    verify: { by: { name: 'Cleo Marín' }, finding: 'Two parcels of one order.', looked_at: expect.any(String) },
    may: { look: false },
  })
  expect(await stage.facts(`complaint/${of.id}`)).toContain('guard.looked')
  await give(await complaint({ orders: ['L-1'] }))
  expect(await guardsOn(of, remedy)).toMatchObject([{ count: 2, verify: null, may: { look: true } }])
  const queue = (await cleo.get('/api/v1/remedies?state=requested&limit=100')).body.data
  expect(queue.find(({ id }: { id: string }) => id === remedy.id).guards).toMatchObject([{ guard: 'same_order' }])
  expect((await cleo.post(`/api/v1/complaints/${of.id}/remedies/${remedy.id}/approval`, {})).body.state).toBe('approved')
})

test('of another team’s complaint nothing but that there is one is shown', async () => {
  const theirs = await complaint({ orders: ['T-1'] })
  await give(theirs)
  await db.updateTable('complaints_complaints').set({ team_id: teams.south, owner_id: null }).where('id', '=', theirs.id).execute()
  const ours = await complaint({ orders: ['T-1'] })
  const found = await guardsOn(ours, await give(ours))
  expect(found).toMatchObject([{ guard: 'same_order', others: [{ complaint: null }] }])
  expect(JSON.stringify(found)).not.toContain(theirs.id)
  expect((await dov.get(`/api/v1/complaints/${ours.id}/guards`)).status).toBe(404)
})

test('who knows the customer decides nothing of the complaint: neither a yes, nor a no, nor on their own', async () => {
  const of = await complaint()
  const note = (caller = cleo) => caller.post(`/api/v1/complaints/${of.id}/acquaintances`, {})
  expect((await note(dov)).status).toBe(404)
  const remedy = await give(of, { money: euros(40) }, ben)
  expect((await note()).status).toBe(201)
  expect((await note()).status).toBe(201)
  expect((await stage.facts(`complaint/${of.id}`)).filter((fact) => fact === 'acquaintance.noted')).toHaveLength(1)
  const act = (noun: string, body: object = {}) => cleo.post(`/api/v1/complaints/${of.id}/remedies/${remedy.id}/${noun}`, body)
  expect((await act('approval')).body.code).toBe('remedies.own_case')
  expect((await act('refusal', { reason: 'No.' })).body.code).toBe('remedies.own_case')
  expect(await give(of, { kind: 'gift_card', money: euros(1) }, cleo)).toMatchObject({ state: 'requested', binds: 'own_case' })
  expect((await ben.get(`/api/v1/complaints/${of.id}/guards`)).body.acquaintances).toMatchObject([{ by: { name: 'Cleo Marín' } }])
})

test('decisions just under a limit are told by team, where several people took them', async () => {
  await db.insertInto('people_memberships').values({ agent_id: agents.dov, team_id: teams.north, leads: false }).execute()
  const line = async () =>
    (await max.get('/api/v1/remedies/bunching?months=1')).body.data.find(({ column }: { column: string }) => column === 'fee_waiver')
  const waive = async (amount: number, caller = ben) =>
    give(await complaint(), { kind: 'fee_waiver', money: { amount, currency: 'EUR' } }, caller)
  for (const amount of [1500, 1450, 1400, 1350]) await waive(amount)
  expect(await line()).toBeUndefined()
  await waive(1349, dov)
  expect(await line()).toMatchObject({ team: { name: 'North' }, just_under: 4, below: 1, decided: 5, bunched: false })
  await waive(1351, dov)
  expect(await line()).toMatchObject({ just_under: 5, below: 1, bunched: true })
  expect((await cleo.get('/api/v1/remedies/bunching')).status).toBe(403)
  expect((await max.get('/api/v1/remedies/bunching?months=0')).status).toBe(400)
})
