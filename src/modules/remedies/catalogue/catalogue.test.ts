import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import type { Entry, Terms } from './contract.ts'

const stage = await scene()
const { agents, clock, db } = stage
const [ben, dov, eve, max] = await Promise.all([stage.as('ben'), stage.as('dov'), stage.as('eve'), stage.as('max')])
await stage.open(theDesk, async (work) => (await import('#modules/complaints/index.ts')).plantCategories(work))

async function complaint(category: string | null = null) {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The parcel came broken.', channel: 'phone', customer: ada })
  const path = `/api/v1/complaints/${body.id}`
  await ben.post(`${path}/assignment`, { owner: agents.ben, team: stage.teams.north })
  const issue = body.issues_list[0] ?? (await ben.post(`${path}/issues`, { title: 'Broken parcel' })).body
  if (category) await ben.patch(`${path}/issues/${issue.id}`, { category }, issue.version)
  return { id: body.id as string, issue: issue.id as string }
}
type Case = Awaited<ReturnType<typeof complaint>>
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' })
const propose = ({ id, issue }: Case, more: object) =>
  ben.post(`/api/v1/complaints/${id}/remedies`, { issue, explanation: 'The corner was torn open.', ...more })
const entries = async (query = '') => (await ben.get(`/api/v1/remedy-catalogue${query}`)).body.data as Entry[]
const termsOf = async (code: string): Promise<Terms> => {
  const {
    code: _code,
    number: _number,
    holds: _holds,
    by: _by,
    at: _at,
    change: _change,
    ...terms
  } = (await entries()).find((one) => one.code === code) as Entry
  return terms
}
const coupon = { kind: 'coupon', basis: 'goodwill', entry: 'coupon-sum' }

test('what came with the desk stands there in three languages, with its range and its days', async () => {
  const all = await entries()
  expect(all.find(({ code }) => code === 'coupon-sum')).toMatchObject({
    number: 0,
    kind: 'coupon',
    basis: 'goodwill',
    range: { unit: 'money', currency: 'EUR', min: 500, max: 5000 },
    name: { es: 'Un cupón para su próxima compra' },
    holds: true,
    by: null,
  })
  expect(new Set(all.map(({ kind }) => kind)).size).toBe(12)
})

test('for an issue only what is meant for its category, or for what that is below, may be picked', async () => {
  const broken = await complaint('delivery_damaged')
  const codes = (await entries(`?complaint=${broken.id}&issue=${broken.issue}`)).map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['redelivery', 'replacement', 'coupon-sum', 'apology']))
  expect(codes).not.toContain('fee-waiver')
  expect((await dov.get(`/api/v1/remedy-catalogue?complaint=${broken.id}`)).status).toBe(404)
  expect((await ben.get(`/api/v1/remedy-catalogue?complaint=${broken.id}&issue=${broken.id}`)).body.code).toBe('remedies.issue_not_found')
})

test('picked, an entry binds its form, range and evidence, and the remedy names the version', async () => {
  const of = await complaint('delivery_damaged')
  const good = await propose(of, { ...coupon, money: euros(20) })
  expect(good.body).toMatchObject({ state: 'approved', entry: { code: 'coupon-sum', number: 0 } })
  const wrong: [object, string][] = [
    [{ ...coupon, money: euros(51) }, 'catalogue.out_of_range'],
    [{ ...coupon, money: euros(4) }, 'catalogue.out_of_range'],
    [{ ...coupon, percent: 10 }, 'catalogue.by_sum'],
    [{ ...coupon, money: { amount: 2000, currency: 'GBP' } }, 'catalogue.other_currency'],
    [{ ...coupon, kind: 'gift_card', money: euros(20) }, 'catalogue.other_form'],
    [{ ...coupon, basis: 'entitlement', money: euros(20), evidence: 'Seen.' }, 'catalogue.other_form'],
    [{ kind: 'coupon', basis: 'goodwill', entry: 'coupon-share', percent: 30 }, 'catalogue.out_of_range'],
    [{ kind: 'coupon', basis: 'goodwill', entry: 'coupon-share', money: euros(5) }, 'catalogue.by_percent'],
    [{ kind: 'fee_waiver', basis: 'goodwill', entry: 'fee-waiver', money: euros(5) }, 'catalogue.other_category'],
    [{ kind: 'replacement', basis: 'entitlement', entry: 'replacement', money: euros(50) }, 'catalogue.evidence_first'],
    [{ ...coupon, entry: 'no-such', money: euros(20) }, 'catalogue.unknown_entry'],
    [{ kind: 'gesture', basis: 'goodwill', entry: 'gesture-call', money: euros(5) }, 'catalogue.out_of_range'],
  ]
  for (const [asked, code] of wrong) {
    const { status, body } = await propose(of, asked)
    expect([status >= 400 && status < 500, body.code]).toEqual([true, code])
    expect(body.detail).toMatch(/\S+ \S+/)
  }
  const owed = { kind: 'replacement', basis: 'entitlement', entry: 'replacement', money: euros(50), evidence: 'The photo.' }
  expect((await propose(of, owed)).body).toMatchObject({ state: 'approved', entry: { code: 'replacement' } })
  expect((await propose(of, { kind: 'gesture', basis: 'goodwill', entry: 'gesture-call' })).body).toMatchObject({ money: null })
})

test('a new version holds from then on, ends on its day, and leaves what was proposed before as it was', async () => {
  const of = await complaint()
  const terms = await termsOf('gift-card')
  const card = { kind: 'gift_card', basis: 'goodwill', entry: 'gift-card', money: euros(20) }
  const before = (await propose(of, card)).body
  const last = clock.now().toZonedDateTimeISO('Europe/Athens').toPlainDate().toString()
  const body = { number: 0, terms: { ...terms, valid_to: last }, change: 'Until the end of the campaign.' }
  expect((await max.put('/api/v1/remedy-catalogue/gift-card', body)).body).toMatchObject({
    number: 1,
    holds: true,
    by: { name: 'Max Vogel' },
  })
  expect((await max.put('/api/v1/remedy-catalogue/gift-card', body)).body.code).toBe('platform.stale_version')
  clock.pass({ days: 1 })
  expect((await propose(of, card)).body.code).toBe('catalogue.not_valid')
  expect(await entries(`?complaint=${of.id}`)).not.toContainEqual(expect.objectContaining({ code: 'gift-card' }))
  const { data } = (await max.get('/api/v1/remedy-catalogue/gift-card/versions')).body
  expect(data.map(({ number, valid_to }: Entry) => [number, valid_to])).toEqual([
    [1, last],
    [0, null],
  ])
  const listed = (await ben.get(`/api/v1/complaints/${of.id}/remedies`)).body.data
  expect(listed.find(({ id }: { id: string }) => id === before.id)).toMatchObject({ entry: { code: 'gift-card', number: 0 } })
  await expect(db.updateTable('remedies_catalogue').set({ change: 'x' }).execute()).rejects.toThrow(/append-only/)
})

test('two who write the same version at once: one of them is told', async () => {
  const terms = await termsOf('apology')
  const write = () => max.put('/api/v1/remedy-catalogue/apology', { number: 0, terms: { ...terms, days: 1 } })
  expect(statusesOf(await Promise.all([write(), write()]))).toEqual([200, 412])
})

test('an entry of one’s own is added, and bad terms are refused with a sentence', async () => {
  const terms = await termsOf('coupon-sum')
  const add = (more: object) => max.post('/api/v1/remedy-catalogue', { terms: { ...terms, ...more } })
  const { status, body } = await add({ range: { unit: 'money', currency: 'JPY', min: 500, max: 3000 }, categories: ['delivery'] })
  expect([status, body.number]).toEqual([201, 1])
  const wrong: [object, string][] = [
    [{ range: null }, 'catalogue.range_needed'],
    [{ range: { unit: 'money', currency: 'EUR', min: 10, max: 5 } }, 'catalogue.range_upside_down'],
    [{ range: { unit: 'money', currency: 'QQQ', min: 1, max: 5 } }, 'catalogue.unknown_currency'],
    [{ kind: 'refund', range: { unit: 'percent', min: 1, max: 5 } }, 'catalogue.percent_only_coupon'],
    [{ kind: 'apology' }, 'catalogue.range_unneeded'],
    [{ categories: ['no_such_branch'] }, 'catalogue.unknown_category'],
    [{ valid_from: '2027-02-02', valid_to: '2027-02-01' }, 'catalogue.dates_upside_down'],
    [{ happens: { ...terms.happens, en: 'You get it once you withdraw your complaint.' } }, 'remedies.unfair_condition'],
    [{ name: { ...terms.name, el: ' ' } }, 'platform.bad_input'],
    [{ range: { unit: 'money', currency: 'EUR', min: 0.5, max: 5 } }, 'platform.bad_input'],
    [{ days: -1 }, 'platform.bad_input'],
  ]
  for (const [more, code] of wrong) {
    const answer = await add(more)
    expect([answer.status, answer.body.code]).toEqual([400, code])
    expect(answer.body.detail ?? answer.body.title).toMatch(/\S+ \S+/)
  }
  expect((await ben.post('/api/v1/remedy-catalogue', { terms })).status).toBe(403)
  expect((await eve.get('/api/v1/remedy-catalogue')).body.may).toEqual({ edit: false })
  expect((await max.get('/api/v1/remedy-catalogue/nothing/versions')).status).toBe(404)
})
