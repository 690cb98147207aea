import { expect, test } from 'vitest'
import { plainIncoming, receiveMessage } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import type { Complaint } from '../contract.ts'

const { as, db, open, clock, facts, agents } = await scene()
const [ben, cleo, dov] = await Promise.all([as('ben'), as('cleo'), as('dov')])
const path = (id: string) => `/api/v1/complaints/${id}`
const read = async (id: string, caller = ben) => (await caller.get(path(id))).body as Complaint
const reason = 'The same crossing.'

async function opened(text: string, customer: object = ada): Promise<Complaint> {
  clock.pass({ minutes: 5 })
  return (await ben.post('/api/v1/complaints', { text, channel: 'phone', customer })).body
}
const merge = (one: Complaint, into: Complaint, caller = ben) => caller.post(`${path(one.id)}/merging`, { into: into.id, reason })
const write = (complaint: string, text: string) =>
  open(theDesk, (work) => receiveMessage(work, { ...plainIncoming, complaint, channel: 'portal', text, visibleText: text, at: work.now }))

test('the earlier receipt counts, issues are copied, both show each other, and nothing is deleted', async () => {
  const first = await opened('It was cold.')
  const second = await opened('It was late, too.')
  expect((await merge(first, second)).body).toMatchObject({ state: 'merged', may: { merge: false, reply: false } })
  const [source, target] = [await read(first.id), await read(second.id)]
  expect(target.received_at).toBe(first.received_at)
  expect(target.issues_list.map(({ title, outcome }) => [title, outcome])).toEqual([
    ['It was late, too.', null],
    ['It was cold.', null],
  ])
  expect(source.issues_list).toMatchObject([{ outcome: 'merged', sentence: `→ ${target.number}` }])
  expect(source.words).toBe('It was cold.')
  expect(source.links).toMatchObject([{ number: target.number, kind: 'merged', role: 'later' }])
  expect(target.links).toMatchObject([{ number: source.number, kind: 'merged', role: 'earlier' }])
  expect(await facts(`complaint/${first.id}`)).toContain('complaint.merged')
  expect(await facts(`complaint/${second.id}`)).toContain('complaint.joined')
})

test('what the customer writes to the one that ended goes on in the other, however often that was merged', async () => {
  const [a, b, c] = [await opened('One.'), await opened('Two.'), await opened('Three.')]
  await merge(a, b)
  await merge(b, c)
  const message = await write(a.id, 'Any news?')
  expect(message.complaint_id).toBe(c.id)
  expect((await read(a.id)).state).toBe('merged')
})

test('only a supervisor takes it apart; each counts from its own receipt again, and no issue is lost', async () => {
  const [a, b, c] = [await opened('One.'), await opened('Two.'), await opened('Three.')]
  await merge(a, c)
  await merge(b, c)
  expect((await read(c.id)).received_at).toBe(a.received_at)
  expect(await ben.post(`${path(a.id)}/separation`, { reason })).toMatchObject({ status: 403 })
  expect((await cleo.post(`${path(a.id)}/separation`, { reason })).body).toMatchObject({ state: 'received', links: [] })
  expect((await read(c.id)).received_at).toBe(b.received_at)
  expect((await read(a.id)).issues_list).toMatchObject([{ outcome: null, sentence: null }])
  expect((await read(c.id)).issues_list).toMatchObject([
    { title: 'Three.', outcome: null },
    { title: 'One.', outcome: 'merged', sentence: `→ ${a.number}` },
    { title: 'Two.', outcome: null },
  ])
  await cleo.post(`${path(b.id)}/separation`, { reason })
  expect((await read(c.id)).received_at).toBe(c.received_at)
  expect(await cleo.post(`${path(b.id)}/separation`, { reason })).toMatchObject({ status: 409, body: { code: 'complaints.not_merged' } })
})

test('itself, one that has ended, another customer’s, one that more people see, and one that is not theirs to see are refused', async () => {
  const one = await opened('One.')
  const [other, ended, hidden] = [
    await opened('Two.', { name: 'Io', email: 'io@customer.example' }),
    await opened('Three.'),
    await opened('Four.'),
  ]
  await ben.post(`${path(ended.id)}/withdrawal`, { words: 'Leave it.' })
  expect(await merge(one, one)).toMatchObject({ status: 400, body: { code: 'complaints.merge_itself' } })
  expect(await merge(one, other)).toMatchObject({ status: 409, body: { code: 'complaints.merge_other_customer' } })
  expect(await merge(one, ended)).toMatchObject({ status: 409, body: { code: 'complaints.merge_target_over' } })
  expect((await merge(one, { ...one, id: newId() })).status).toBe(404)
  await cleo.post(`${path(hidden.id)}/restriction`, { restriction: 'threat', people: [agents.ben] })
  expect(await merge(hidden, one)).toMatchObject({ status: 409, body: { code: 'complaints.merge_restricted' } })
  expect((await merge(one, hidden, dov)).status).toBe(404)
})

test('two that are merged into each other at once: one goes on', async () => {
  const [a, b] = [await opened('One.'), await opened('Two.')]
  const answers = await Promise.all([merge(a, b), merge(b, a, cleo)])
  expect(statusesOf(answers)).toEqual([200, 409])
  const states = await db.selectFrom('complaints_complaints').select('state').where('id', 'in', [a.id, b.id]).execute()
  expect(states.filter(({ state }) => state === 'merged')).toHaveLength(1)
})
