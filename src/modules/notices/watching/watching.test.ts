import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { presenting } from '#src/app.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import type { Notice } from '../contract.ts'
import { mostInside } from './most-inside.ts'
import { watchViews } from './watch-views.ts'

const stage = await scene()
const { as, agents, teams, clock, open, db } = stage
const [ben, cleo, dov] = await Promise.all([as('ben'), as('cleo'), as('dov')])
type Caller = typeof ben

const look = async () => {
  clock.pass({ minutes: 1 })
  await watchViews(presenting.narrow).run({ step: (run) => open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
}

async function northern(more: object = {}): Promise<string> {
  clock.pass({ seconds: 10 })
  const { body } = await cleo.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'email', customer: ada, ...more })
  await cleo.post(`/api/v1/complaints/${body.id}/assignment`, { team: teams.north })
  return body.id
}

const watch = (who: Caller, kind: string, subject: string) => who.post('/api/v1/me/watches', { kind, subject })
async function told(who: Caller): Promise<string[]> {
  const { body } = await who.get('/api/v1/notices?unread=true')
  await who.post('/api/v1/notices/reading', {})
  return body.data.flatMap(({ what, complaint }: Notice) => (what.some(({ kind }) => kind === 'watched') ? [complaint.id] : []))
}
async function endAll(who: Caller) {
  const { body } = await who.get('/api/v1/me/watches')
  for (const { id } of body.watches) await who.delete(`/api/v1/me/watches/${id}`)
}
const viewOf = async (who: Caller, query: string): Promise<string> =>
  (await who.post('/api/v1/views', { name: `What is ${query}`, query })).body.id

test('who follows a customer is told of their next complaint, once, until they follow no more', async () => {
  const { body } = await watch(ben, 'customer', stage.ada)
  expect((await watch(ben, 'customer', stage.ada)).body.watches).toEqual(body.watches)
  expect(body.watches).toMatchObject([{ kind: 'customer', subject: stage.ada, name: ada.name, silent: false }])
  await watch(cleo, 'customer', stage.ada)
  const first = await northern()
  expect([await told(ben), await told(cleo)]).toEqual([[first], []])
  await endAll(ben)
  await endAll(cleo)
  await northern()
  expect(await told(ben)).toEqual([])
})

test('who follows a category is told when it is given, also of what is below it, and not by their own hand', async () => {
  const fay = await as('fay')
  const names = { en: 'Ships', el: 'Πλοία', es: 'Barcos' }
  await fay.post('/api/v1/categories', { code: 'ships', parent: null, names })
  await fay.post('/api/v1/categories', { code: 'ship_lifts', parent: 'ships', names: { ...names, en: 'Lifts' } })
  const leaf = { code: 'ship_lifts' }
  expect((await watch(ben, 'category', 'ships')).body.watches).toMatchObject([{ name: 'Ships' }])
  const id = await northern()
  expect(await told(ben)).toEqual([])
  const { body: complaint } = await cleo.get(`/api/v1/complaints/${id}`)
  const [issue] = complaint.issues_list
  const given = (who: Caller, category: string | null, version: number) =>
    who.patch(`/api/v1/complaints/${id}/issues/${issue.id}`, { category }, version)
  expect((await given(cleo, leaf.code, issue.version)).status).toBe(200)
  expect(await told(ben)).toEqual([id])
  await given(ben, null, issue.version + 1)
  await given(ben, leaf.code, issue.version + 2)
  expect(await told(ben)).toEqual([])
  const opened = await northern({ category: leaf.code })
  expect(await told(ben)).toEqual([opened])
  await endAll(ben)
})

test('a customer or a category of a complaint that one may not see is told to nobody', async () => {
  await watch(dov, 'customer', stage.ada)
  const id = await northern()
  expect(await told(dov)).toEqual([])
  await cleo.post(`/api/v1/complaints/${id}/restriction`, { restriction: 'threat', people: [agents.cleo] })
  clock.pass({ seconds: 10 })
  const view = await viewOf(dov, 'tag:storm')
  await watch(dov, 'view', view)
  expect((await cleo.post(`/api/v1/complaints/${id}/tags`, { tag: 'storm' })).status).toBeLessThan(300)
  await look()
  expect(await told(dov)).toEqual([])
  await endAll(dov)
})

test('what comes into a view is told within a minute; what was in it is not, and what comes in again is', async () => {
  const [before, later] = [await northern(), await northern()]
  const tag = (id: string, tagged: boolean, who = cleo) =>
    tagged ? who.post(`/api/v1/complaints/${id}/tags`, { tag: 'ferry' }) : who.delete(`/api/v1/complaints/${id}/tags/ferry`)
  expect((await tag(before, true)).status).toBeLessThan(300)
  const view = await viewOf(ben, 'tag:ferry')
  expect((await watch(ben, 'view', view)).status).toBe(200)
  await look()
  expect(await told(ben)).toEqual([])
  await tag(later, true)
  await look()
  await look()
  expect(await told(ben)).toEqual([later])
  await tag(later, false)
  await look()
  await tag(later, true)
  await look()
  expect(await told(ben)).toEqual([later])
  const own = await northern()
  await tag(own, true, ben)
  await look()
  expect(await told(ben)).toEqual([])
  await ben.delete(`/api/v1/views/${view}`)
  await look()
  expect((await ben.get('/api/v1/me/watches')).body.watches).toMatchObject([{ kind: 'view', name: null }])
  await endAll(ben)
})

test('a view that holds too many is not followed, and one that grows so large says so and is silent', async () => {
  const view = await viewOf(ben, 'tag:flood')
  await watch(ben, 'view', view)
  const many = Array.from({ length: mostInside + 1 }, (_, at) => ({ id: newId(), number: `F${at}` }))
  const row = { state: 'open', channel: 'phone', language: 'en', subject: 'Flood', words: 'Flood', team_id: teams.north }
  const moments = { received_at: clock.now(), entered_at: clock.now(), last_activity_at: clock.now(), entered_by: 'desk' }
  await db
    .insertInto('complaints_complaints')
    .values(many.map((one) => ({ ...row, ...moments, ...one })))
    .execute()
  await sql`insert into complaints_tags (complaint_id, tag, tagged_by, tagged_at)
    select id, 'flood', 'desk', now() from complaints_complaints where number like 'F%'`.execute(db)
  await look()
  expect(await told(ben)).toEqual([])
  expect((await ben.get('/api/v1/me/watches')).body.watches).toMatchObject([{ silent: true }])
  expect(await watch(cleo, 'view', await viewOf(cleo, 'tag:flood'))).toMatchObject({
    status: 409,
    body: { code: 'notices.view_too_large' },
  })
  await sql`delete from complaints_tags where tag = 'flood'`.execute(db)
  await look()
  expect((await ben.get('/api/v1/me/watches')).body.watches).toMatchObject([{ silent: false }])
  await endAll(ben)
})

test('what is not there, or not one’s own, is refused with a sentence', async () => {
  const view = await viewOf(cleo, 'is:urgent')
  const codes = await Promise.all([
    watch(ben, 'customer', newId()),
    watch(ben, 'customer', 'nonsense'),
    watch(ben, 'category', 'no such'),
    watch(ben, 'view', view),
    watch(ben, 'view', "'; drop"),
    watch(ben, 'team', newId()),
  ])
  expect(codes.map(({ status }) => status)).toEqual([404, 400, 404, 404, 400, 400])
  const { body } = await watch(cleo, 'view', view)
  const own = body.watches[0].id
  expect(await ben.delete(`/api/v1/me/watches/${own}`)).toMatchObject({ status: 404, body: { code: 'notices.watch_not_found' } })
  expect((await cleo.delete(`/api/v1/me/watches/${own}`)).body.watches).toEqual([])
})

test('single complaints that one follows stand there as well, while one may see them', async () => {
  const id = await northern()
  await ben.post(`/api/v1/complaints/${id}/followers/me`, {})
  expect((await ben.get('/api/v1/me/watches')).body.complaints).toMatchObject([{ id, customer: { name: ada.name } }])
  await cleo.post(`/api/v1/complaints/${id}/restriction`, { restriction: 'threat', people: [agents.cleo] })
  expect((await ben.get('/api/v1/me/watches')).body.complaints).toEqual([])
})
