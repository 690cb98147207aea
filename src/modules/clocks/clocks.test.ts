import { expect, test } from 'vitest'
import { workingTimeFor } from '#modules/calendars/index.ts'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { addMailbox } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import type { Clock } from './contract.ts'
import { endOfSpan } from './rules/due.ts'
import { settleClocks } from './settle-clocks.ts'
import { watchClocks } from './watch-clocks.ts'

const stage = await scene()
const { clock, db, agents, teams } = stage
const [ben, cleo, dov, eve, fay] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve'), stage.as('fay')])
await addMailbox(stage)
await stage.open(theDesk, plantCategories)

/** The desk looks at what has come due, as it does every minute. */
const look = () => watchClocks.run({ step: (run) => stage.open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})

/** A complaint that Ben has. */
async function complaint(more: object = {}): Promise<string> {
  const asked = { text: 'The cabin was double booked.', channel: 'email', customer: { name: ada.name, email: ada.email }, ...more }
  const { body } = await ben.post('/api/v1/complaints', asked)
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  return body.id
}

const clocksOf = async (id: string) => (await ben.get(`/api/v1/complaints/${id}/clocks`)).body
const clocksIn = async (id: string): Promise<Clock[]> => (await clocksOf(id)).data
const of = (clocks: Clock[], preset: string, kind: string): Clock => {
  const found = clocks.find((one) => one.preset === preset && one.kind === kind)
  if (!found) throw new Error(`No ${kind} of ${preset}`)
  return found
}
const clockOf = async (id: string, preset: string, kind: string) => of(await clocksIn(id), preset, kind)
const told = (id: string, more: object = {}) =>
  ben.post(`/api/v1/complaints/${id}/messages`, { text: 'We look into it.', by_hand: { how: 'told' }, ...more })

test('a complaint gets the clocks of every preset that applies, from receipt, with the reason', async () => {
  const id = await complaint()
  const { data, next, presets } = await clocksOf(id)
  expect(presets.map(({ code, why, version }: { code: string; why: string; version: number }) => [code, why, version])).toEqual([
    ['generic-24h', 'everywhere', 1],
    ['gr-consumer-policy', 'country', 1],
  ])
  const house = data.filter(({ preset }: Clock) => preset === 'generic-24h')
  expect(house.map(({ kind }: Clock) => kind).toSorted()).toEqual(['acknowledgement', 'final', 'first_reply', 'update'])
  const { received_at } = (await ben.get(`/api/v1/complaints/${id}`)).body
  const reply = of(data, 'generic-24h', 'first_reply')
  expect(reply).toMatchObject({
    state: 'running',
    open: true,
    legal: false,
    amount: 24,
    unit: 'elapsed_hour',
    started: received_at,
    calendar: 'GR',
  })
  expect(reply.due).toBe(Temporal.Instant.from(received_at).add({ hours: 24 }).toString())
  expect(reply.log).toMatchObject([{ what: 'started', cause: 'complaint.opened', due: reply.due, calendar: 'GR' }])
  const soonest = data.filter(({ open }: Clock) => open).map(({ due }: Clock) => due)
  expect(soonest).toEqual(soonest.toSorted((one: string, other: string) => Temporal.Instant.compare(one, other)))
  expect(next).toBe(data[0].id)
})

test('business days and hours are counted by the calendar of the desk', async () => {
  const id = await complaint()
  const { received_at } = (await ben.get(`/api/v1/complaints/${id}`)).body
  const time = await stage.open(theDesk, (work) => workingTimeFor(work, { region: 'GR' }))
  const from = Temporal.Instant.from(received_at).epochMilliseconds
  const due = (amount: number, unit: 'business_hour' | 'business_day') =>
    Temporal.Instant.fromEpochMilliseconds(endOfSpan({ amount, unit }, { time, from })).toString()
  const clocks = await clocksIn(id)
  expect(of(clocks, 'generic-24h', 'acknowledgement').due).toBe(due(4, 'business_hour'))
  expect(of(clocks, 'generic-24h', 'final').due).toBe(due(5, 'business_day'))
  expect(of(clocks, 'gr-consumer-policy', 'final').due).toBe(due(10, 'business_day'))
})

test('what a person sends meets acknowledgement and first reply, and begins the next news anew', async () => {
  const id = await complaint()
  const before = await clockOf(id, 'generic-24h', 'update')
  clock.pass({ hours: 3 })
  await told(id)
  const clocks = await clocksIn(id)
  expect(of(clocks, 'generic-24h', 'first_reply')).toMatchObject({ state: 'met', open: false, late: false })
  expect(of(clocks, 'generic-24h', 'acknowledgement').state).toBe('met')
  expect(of(clocks, 'generic-24h', 'final').state).toBe('running')
  const update = of(clocks, 'generic-24h', 'update')
  expect(update.state).toBe('running')
  expect(Temporal.Instant.compare(update.started, before.started)).toBe(1)
  expect(update.log.map(({ what }) => what)).toEqual(['started', 'met'])
})

test('a limit that comes nearer is warned about, the share that has gone', async () => {
  const id = await complaint()
  const { due, started } = await clockOf(id, 'generic-24h', 'first_reply')
  const shares = async () =>
    (await clockOf(id, 'generic-24h', 'first_reply')).log.flatMap(({ what, detail }) => (what === 'warned' ? [detail] : []))
  const hour = Temporal.Instant.from(started).until(due).total('hours') / 24
  for (const [hours, expected] of [
    [11, []],
    [2, ['50']],
    [6, ['50', '75']],
    [3, ['50', '75', '90']],
  ] as const) {
    clock.pass({ minutes: Math.round(hours * hour * 60) })
    await look()
    await look()
    expect(await shares()).toEqual(expected)
  }
})

test('an automatic acknowledgement acknowledges, and is no reply', async () => {
  const id = await complaint({ channel: 'api', customer: { name: 'Mia Ferro', email: 'mia@customer.example' } })
  await stage.runJobs()
  const [written] = await db
    .selectFrom('conversations_messages')
    .select('id')
    .where('complaint_id', '=', id)
    .where('kind', '=', 'acknowledgement')
    .execute()
  if (!written) throw new Error('There is no acknowledgement')
  await ben.post(`/api/v1/complaints/${id}/messages/${written.id}/handing`, { how: 'printed' })
  const clocks = await clocksIn(id)
  const states = ['acknowledgement', 'first_reply'].map((kind) => of(clocks, 'generic-24h', kind).state)
  expect(states).toEqual(['met', 'running'])
})

test('a letter with the decision meets the final clock; what met it and came back does not', async () => {
  const id = await complaint()
  const { body } = await told(id, { letter: 'final_upheld' })
  expect(await clockOf(id, 'generic-24h', 'final')).toMatchObject({ state: 'met' })
  await stage.open(theDesk, (work) => work.announce({ fact: 'message.bounced', complaint: id, message: body.id }))
  const final = await clockOf(id, 'generic-24h', 'final')
  expect(final).toMatchObject({ state: 'unmet', open: true, met_at: null })
  expect(final.log.map(({ what }) => what)).toEqual(['started', 'met', 'unmet'])
  await told(id, { letter: 'final_upheld' })
  expect(await clockOf(id, 'generic-24h', 'final')).toMatchObject({ state: 'met' })
})

test('the final clock stands still while we wait for an answer that was asked for as it should be, and no other does', async () => {
  const id = await complaint()
  const { body: question } = await told(id, { text: 'Which cabin was it?' })
  const before = await clockOf(id, 'generic-24h', 'final')
  const reply_by = clock.now().add({ hours: 72 }).toString()
  await ben.post(`/api/v1/complaints/${id}/waiting`, { reply_by, question: question.id, consequences: 'Else we decide by what we know.' })
  const clocks = await clocksIn(id)
  expect(of(clocks, 'generic-24h', 'final').state).toBe('paused')
  expect(Temporal.Instant.compare(of(clocks, 'generic-24h', 'final').due, before.due)).toBe(1)
  expect(of(clocks, 'generic-24h', 'update').state).toBe('running')
  // The Greek preset lets nothing wait.
  expect(of(clocks, 'gr-consumer-policy', 'final').state).toBe('running')
})

test('waiting without a question or without consequences pauses nothing', async () => {
  const id = await complaint()
  await ben.post(`/api/v1/complaints/${id}/waiting`, { reply_by: clock.now().add({ hours: 72 }).toString() })
  expect((await clockOf(id, 'generic-24h', 'final')).state).toBe('running')
})

test('warnings come once each, then the breach, once; the list is marked, and a holding letter proposed', async () => {
  const id = await complaint()
  const marks = async () => (await ben.get(`/api/v1/complaints/${id}`)).body.marks as string[]
  const facts = async (name: string) => (await stage.facts(`complaint/${id}`)).filter((fact) => fact === name).length
  await look()
  expect(await facts('clock.warned')).toBe(0)
  const final = await clockOf(id, 'generic-24h', 'final')
  clock.pass({ hours: 24 * 14 })
  await look()
  await look()
  expect(await facts('clock.breached')).toBe((await clocksIn(id)).filter(({ state }) => state === 'breached').length)
  expect(await marks()).toContain('breached')
  const missed = await clockOf(id, 'generic-24h', 'final')
  expect(missed).toMatchObject({ state: 'breached', open: true, due: final.due })
  expect(missed.remaining).toBeLessThan(0)
  expect((await clocksOf(id)).holding_proposed).toBe(true)
})

/** Whatever was done: the rows are what the facts say. */
async function rowsAreTheFacts(id: string) {
  const rows = await db.selectFrom('clocks_clocks').selectAll().where('complaint_id', '=', id).orderBy('id').execute()
  await stage.open(theDesk, (work) => settleClocks(work, id, 'clock'))
  expect(await db.selectFrom('clocks_clocks').selectAll().where('complaint_id', '=', id).orderBy('id').execute()).toEqual(rows)
}

test('an enquiry has no clocks; turned back into a complaint, they count from receipt', async () => {
  const id = await complaint()
  await cleo.post(`/api/v1/complaints/${id}/classification`, { kind: 'enquiry', reason: 'Only a question.' })
  expect((await clocksIn(id)).every(({ state, open }) => state === 'stopped' && !open)).toBe(true)
  clock.pass({ hours: 2 })
  await cleo.post(`/api/v1/complaints/${id}/classification`, { kind: 'complaint', reason: 'A complaint after all.' })
  const { received_at } = (await ben.get(`/api/v1/complaints/${id}`)).body
  const reply = await clockOf(id, 'generic-24h', 'first_reply')
  expect(reply).toMatchObject({ state: 'running', started: received_at })
  expect(reply.log.map(({ what }) => what)).toEqual(['started', 'stopped', 'started'])
  await rowsAreTheFacts(id)
})

test('a complaint that was opened as an enquiry gets its clocks when it is found to be one, from receipt', async () => {
  const id = await complaint()
  await db.deleteFrom('clocks_clocks').where('complaint_id', '=', id).execute()
  await db.updateTable('complaints_complaints').set({ kind: 'enquiry', state: 'not_complaint' }).where('id', '=', id).execute()
  expect(await clocksIn(id)).toEqual([])
  await cleo.post(`/api/v1/complaints/${id}/classification`, { kind: 'complaint', reason: 'A complaint after all.' })
  const { received_at } = (await ben.get(`/api/v1/complaints/${id}`)).body
  expect(await clockOf(id, 'generic-24h', 'final')).toMatchObject({ state: 'running', started: received_at })
})

test('a category brings the preset that was made for it, and takes it away again', async () => {
  const { body: limits } = await fay.get('/api/v1/clock-settings')
  await fay.patch('/api/v1/clock-settings', { region: 'ES', sectors: ['utilities'], early: true }, limits.version)
  const id = await complaint()
  const presets = async () => (await clocksOf(id)).presets.map(({ code }: { code: string }) => code)
  expect(await presets()).toEqual(['es-ley10-2025-general', 'es-trlgdcu-21-3', 'generic-24h'])
  const [issue] = (await ben.get(`/api/v1/complaints/${id}`)).body.issues_list
  const set = async (category: string | null, version: number) =>
    (await ben.patch(`/api/v1/complaints/${id}/issues/${issue.id}`, { category }, version)).body.version
  const version = await set('billing_overcharge', issue.version)
  expect(await presets()).toEqual(['es-ley10-2025-billing', 'es-trlgdcu-21-3', 'generic-24h'])
  expect((await clockOf(id, 'es-ley10-2025-general', 'final')).state).toBe('stopped')
  const { received_at } = (await ben.get(`/api/v1/complaints/${id}`)).body
  const billing = await clockOf(id, 'es-ley10-2025-billing', 'final')
  expect(billing).toMatchObject({ started: received_at, amount: 5, unit: 'calendar_day', why: 'category' })
  await set('delivery_late', version)
  expect(await presets()).toContain('es-trlgdcu-21-3')
  await rowsAreTheFacts(id)
  const after = (await fay.get('/api/v1/clock-settings')).body
  await fay.patch('/api/v1/clock-settings', { region: null, sectors: [], early: false }, after.version)
  // What was received under the law stays under it.
  expect(await presets()).toContain('es-trlgdcu-21-3')
})

test('a colleague adds a preset with a reason and takes it off again; what the law asks for, only a supervisor takes off', async () => {
  const id = await complaint()
  const path = `/api/v1/complaints/${id}/clock-presets`
  expect((await ben.post(path, { preset: 'gdpr-access', reason: ' ' })).status).toBe(400)
  expect((await ben.post(path, { preset: 'no-such', reason: 'x' })).body.code).toBe('clocks.unknown_preset')
  expect((await ben.post(path, { preset: 'blank-template', reason: 'x' })).body.code).toBe('clocks.preset_empty')
  const { status, body } = await ben.post(path, { preset: 'gdpr-access', reason: 'Asks for all data.' })
  expect(status).toBe(201)
  expect(of(body.data, 'gdpr-access', 'final')).toMatchObject({ state: 'running', why: 'by_hand', legal: true })
  expect((await ben.post(path, { preset: 'gdpr-access', reason: 'again' })).body.code).toBe('clocks.preset_there')
  const [added] = (await clocksOf(id)).presets.filter(({ code }: { code: string }) => code === 'gdpr-access')
  expect(added).toMatchObject({ reason: 'Asks for all data.', may: { remove: true } })
  await ben.post(`${path}/gdpr-access/removal`, { reason: 'It was no request.' })
  expect(await clockOf(id, 'gdpr-access', 'final')).toMatchObject({ state: 'stopped', open: false })
  expect((await ben.post(`${path}/gdpr-access/removal`, { reason: 'x' })).body.code).toBe('clocks.preset_not_there')
  await ben.post(path, { preset: 'gdpr-access', reason: 'It was one after all.' })
  expect((await clockOf(id, 'gdpr-access', 'final')).log.map(({ what }) => what)).toEqual(['started', 'stopped', 'started'])
  await rowsAreTheFacts(id)
  const facts = await db.selectFrom('facts_facts').select('data').where('stream', '=', `complaint/${id}`).execute()
  expect(JSON.stringify(facts)).not.toContain('all data')
})

test('a law that the rules chose is taken off by a supervisor only, and the own target by whoever has the complaint', async () => {
  const { body: limits } = await fay.get('/api/v1/clock-settings')
  await fay.patch('/api/v1/clock-settings', { region: 'ES' }, limits.version)
  const id = await complaint()
  const path = `/api/v1/complaints/${id}/clock-presets`
  expect((await ben.post(`${path}/es-trlgdcu-21-3/removal`, { reason: 'x' })).body.code).toBe('clocks.legal_by_rule')
  expect((await ben.post(`${path}/generic-24h/removal`, { reason: 'Another rule holds.' })).status).toBe(200)
  expect((await cleo.post(`${path}/es-trlgdcu-21-3/removal`, { reason: 'No consumer.' })).status).toBe(200)
  await fay.patch('/api/v1/clock-settings', { region: null }, limits.version + 1)
})

test('a stranger to the team sees no clocks; who audits reads them and changes nothing', async () => {
  const id = await complaint()
  expect((await dov.get(`/api/v1/complaints/${id}/clocks`)).status).toBe(404)
  expect((await dov.get('/api/v1/clocks?limit=100')).body.data.some((row: { complaint: { id: string } }) => row.complaint.id === id)).toBe(
    false,
  )
  const { body } = await eve.get(`/api/v1/complaints/${id}/clocks`)
  expect(body.may).toEqual({ choose: false, complete: false, ask_completion: false })
  expect((await eve.post(`/api/v1/complaints/${id}/clock-presets`, { preset: 'gdpr-access', reason: 'x' })).status).toBe(403)
})

test('an incomplete submission needs a question that was sent and the time that the rule gives; completion begins the clock', async () => {
  const { body: limits } = await fay.get('/api/v1/clock-settings')
  await fay.patch('/api/v1/clock-settings', { region: 'ES', sectors: ['post'], early: true }, limits.version)
  const id = await complaint()
  await fay.patch('/api/v1/clock-settings', { region: null, sectors: [], early: false }, limits.version + 1)
  const path = `/api/v1/complaints/${id}`
  const { body: queued } = await ben.post(`${path}/messages`, { text: 'Please send the receipt.' })
  const asked = {
    message: queued.id,
    missing: 'The receipt.',
    complete_by: clock
      .now()
      .add({ hours: 24 * 30 })
      .toString(),
  }
  expect((await ben.post(`${path}/incompleteness`, asked)).body.code).toBe('clocks.question_not_sent')
  const { body: sent } = await told(id, { text: 'Please bring the receipt.' })
  const soon = {
    ...asked,
    message: sent.id,
    complete_by: clock
      .now()
      .add({ hours: 24 * 3 })
      .toString(),
  }
  expect((await ben.post(`${path}/incompleteness`, soon)).body.code).toBe('clocks.complete_by_too_soon')
  expect((await ben.post(`${path}/completion`, { completed_at: clock.now().toString() })).body.code).toBe('clocks.not_incomplete')
  expect((await ben.post(`${path}/incompleteness`, { ...asked, message: sent.id })).status).toBe(201)
  expect((await ben.post(`${path}/incompleteness`, { ...asked, message: sent.id })).body.code).toBe('clocks.already_incomplete')
  expect((await clockOf(id, 'es-ley10-2025-general', 'final')).state).toBe('paused')
  expect((await clockOf(id, 'es-trlgdcu-21-3', 'final')).state).toBe('running')
  clock.pass({ hours: 48 })
  const tomorrow = clock.now().add({ hours: 24 }).toString()
  expect((await ben.post(`${path}/completion`, { completed_at: tomorrow })).body.code).toBe('clocks.completed_outside')
  const completed_at = clock.now().subtract({ hours: 1 }).round({ smallestUnit: 'millisecond', roundingMode: 'floor' }).toString()
  expect((await ben.post(`${path}/completion`, { completed_at })).status).toBe(200)
  expect(await clockOf(id, 'es-ley10-2025-general', 'final')).toMatchObject({ state: 'running', started: completed_at })
  await rowsAreTheFacts(id)
})

test('where no rule lets a limit wait for papers, that is said', async () => {
  const id = await complaint()
  const { body: sent } = await told(id)
  const asked = {
    message: sent.id,
    missing: 'The receipt.',
    complete_by: clock
      .now()
      .add({ hours: 24 * 30 })
      .toString(),
  }
  expect((await ben.post(`/api/v1/complaints/${id}/incompleteness`, asked)).body.code).toBe('clocks.no_completion_rule')
})

test('the due list holds open clocks, the soonest first, page after page, and each once', async () => {
  await complaint()
  const seen: { id: string; due: string }[] = []
  for (let cursor = ''; ; ) {
    const { body } = await cleo.get(`/api/v1/clocks?limit=7${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    seen.push(...body.data)
    if (body.next === null) break
    cursor = body.next
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  expect(seen.map(({ due }) => due)).toEqual(seen.map(({ due }) => due).toSorted((one, other) => Temporal.Instant.compare(one, other)))
  const { count } = await db
    .selectFrom('clocks_clocks')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('open', '=', true)
    .executeTakeFirstOrThrow()
  expect(seen).toHaveLength(Number(count))
  const { body: legal } = await cleo.get('/api/v1/clocks?legal=true&kind=final&state=breached&limit=100')
  for (const row of legal.data) expect(row).toMatchObject({ legal: true, kind: 'final', state: 'breached' })
  expect((await cleo.get('/api/v1/clocks?cursor=nonsense')).body.code).toBe('platform.unknown_cursor')
})

test('receipt ten years back is counted, and missed', async () => {
  const id = await complaint({ received_at: '2016-02-29T09:00:00Z' })
  expect(await clockOf(id, 'generic-24h', 'final')).toMatchObject({ state: 'breached', due: '2016-03-07T21:59:59Z' })
  const future = clock.now().add({ hours: 24 }).toString()
  const { body } = await ben.post('/api/v1/complaints', { text: 'x', channel: 'phone', anonymous: true, received_at: future })
  expect(body.code).toBe('complaints.received_in_future')
})

test('silence ends nothing without an offer, two reminders on two channels and fourteen days', async () => {
  const id = await complaint()
  const [issue] = (await ben.get(`/api/v1/complaints/${id}`)).body.issues_list
  const close = () =>
    ben.post(`/api/v1/complaints/${id}/closure`, { issues: [{ id: issue.id, outcome: 'no_reply', sentence: 'We did not hear from you.' }] })
  const silence = async () => (await clocksOf(id)).silence
  const { body: first } = await close()
  expect(first.missing).toContain('B11')
  expect(first.state).not.toBe('closed')
  expect(await silence()).toMatchObject({ allowed: false, why: 'nothing_offered' })
  await told(id, { letter: 'offer', text: 'We offer a refund.' })
  expect(await silence()).toMatchObject({ allowed: false, why: 'too_early', reminders: 0 })
  await told(id, { text: 'Do you accept?', by_hand: { how: 'printed' } })
  clock.pass({ hours: 24 * 15 })
  expect(await silence()).toMatchObject({ allowed: false, why: 'too_early', reminders: 1 })
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'Nobody answered.' })
  expect(await silence()).toMatchObject({ allowed: true })
  expect((await close()).body.missing).not.toContain('B11')
})

test('a merge never moves the clock: the earlier receipt of the two counts, and what was merged stops', async () => {
  const earlier = await complaint()
  clock.pass({ hours: 5 })
  const later = await complaint()
  const { body: first } = await ben.get(`/api/v1/complaints/${earlier}`)
  const { status } = await cleo.post(`/api/v1/complaints/${earlier}/merging`, { into: later, reason: 'The same cabin.' })
  expect(status).toBe(200)
  expect(await clockOf(later, 'generic-24h', 'final')).toMatchObject({ state: 'running', started: first.received_at })
  expect((await clocksIn(earlier)).every(({ open }) => !open)).toBe(true)
  await rowsAreTheFacts(later)
})

test('handing a complaint to another team moves no clock', async () => {
  const id = await complaint()
  const before = await clocksIn(id)
  clock.pass({ hours: 1 })
  await cleo.post(`/api/v1/complaints/${id}/assignment`, { owner: null, team: teams.south })
  const due = (clocks: Clock[]) => clocks.map(({ id: one, due: limit }) => `${one} ${limit}`)
  const { body } = await eve.get(`/api/v1/complaints/${id}/clocks`)
  expect(due(body.data)).toEqual(due(before))
})

test('closed and opened again, a complaint has another cycle, and the first one stays readable', async () => {
  const id = await complaint()
  await told(id, { letter: 'final_upheld' })
  await db.updateTable('complaints_complaints').set({ state: 'closed', closed_at: clock.now() }).where('id', '=', id).execute()
  await stage.open(theDesk, (work) => work.announce({ fact: 'complaint.closed', complaint: id, closure: id, waived: [], state: 'closed' }))
  expect((await clocksIn(id)).filter(({ open }) => open)).toEqual([])
  clock.pass({ days: 2 })
  await cleo.post(`/api/v1/complaints/${id}/reopening`, { reason: 'It broke again.' })
  const finals = (await clocksIn(id)).filter(({ preset, kind }) => preset === 'generic-24h' && kind === 'final')
  expect(finals.map(({ cycle, state }) => [cycle, state])).toEqual([
    [2, 'running'],
    [1, 'met'],
  ])
  await rowsAreTheFacts(id)
})

test('two who answer at once, and the desk that looks at the same moment, leave one log', async () => {
  const id = await complaint()
  clock.pass({ hours: 13 })
  await Promise.all([told(id), told(id), look()])
  const reply = await clockOf(id, 'generic-24h', 'first_reply')
  expect(reply.state).toBe('met')
  expect(reply.log.filter(({ what }) => what === 'met')).toHaveLength(1)
  await rowsAreTheFacts(id)
})
