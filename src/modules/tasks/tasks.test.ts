import { expect, test } from 'vitest'
import { endWaiting } from '#modules/complaints/index.ts'
import { deactivateAgent } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { tellOverdue } from './tell-overdue.ts'

const stage = await scene()
const { agents, teams, clock, open } = stage
const [ben, cleo, dov, eve, max] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve'), stage.as('max')])
const steps = {
  step: <Result>(run: Parameters<typeof open<Result>>[1]) => open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
}
const within = (hours: number) => clock.now().add({ hours }).toString()

/** A complaint that Ben has. */
async function complaint(): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'phone', customer: ada })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  return body.id
}
const path = (id: string) => `/api/v1/complaints/${id}/tasks`
const tasksOf = async (id: string, caller = ben) => (await caller.get(path(id))).body.data
const add = async (id: string, more: object = {}) => {
  const { status, body } = await ben.post(path(id), { title: 'Ask the port for the log.', due: within(4), ...more })
  expect({ status, body }).toMatchObject({ status: 201 })
  return body
}
const factsOf = async (id: string) => (await stage.facts(`complaint/${id}`)).filter((fact) => fact.startsWith('task.'))

test('a task goes with its complaint, stands in its owner’s list, and is done', async () => {
  const id = await complaint()
  const task = await add(id)
  expect(task).toMatchObject({ title: 'Ask the port for the log.', why: 'own', owner: { name: 'Ben Okoro' }, follows: true, state: 'open' })
  await ben.post(`/api/v1/complaints/${id}/assignment`, { owner: agents.cleo })
  expect((await tasksOf(id))[0].owner).toMatchObject({ name: 'Cleo Marín' })
  const mine = async () => (await cleo.get('/api/v1/tasks?mine')).body.data.map(({ id: one }: { id: string }) => one)
  expect(await mine()).toContain(task.id)

  const { body } = await cleo.post(`${path(id)}/${task.id}/completion`)
  expect(body).toMatchObject({ state: 'done', settled_by: 'Cleo Marín', may: { edit: false, complete: false, cancel: false } })
  expect(await mine()).not.toContain(task.id)
  expect(await factsOf(id)).toEqual(['task.added', 'task.done'])
})

test('only its open version can be changed; what is settled stays', async () => {
  const id = await complaint()
  const task = await add(id)
  const change = (body: object, version = task.version) => ben.patch(`${path(id)}/${task.id}`, body, version)
  const due = within(48)
  expect((await change({ title: 'Ask the port twice.', due })).body).toMatchObject({ title: 'Ask the port twice.', version: 2 })
  expect((await change({ title: 'Late.' })).body).toMatchObject({ code: 'platform.stale_version' })
  expect((await ben.post(`${path(id)}/${task.id}/cancellation`, { reason: ' ' })).status).toBe(400)
  const { body } = await ben.post(`${path(id)}/${task.id}/cancellation`, { reason: 'The port wrote by itself.' })
  expect(body).toMatchObject({ state: 'cancelled', settled_reason: 'The port wrote by itself.' })
  expect((await change({ title: 'Again.' }, body.version)).body).toMatchObject({ status: 409, code: 'tasks.settled' })
})

test('two at once settle a task once', async () => {
  const id = await complaint()
  const task = await add(id)
  const done = await Promise.all([1, 2].map(() => ben.post(`${path(id)}/${task.id}/completion`)))
  expect(statusesOf(done)).toEqual([200, 409])
  expect(await factsOf(id)).toEqual(['task.added', 'task.done'])
})

test.each([
  [{ due: '2020-01-01T09:00:00Z' }, 'tasks.due_past'],
  [{ due: '2096-02-29T09:00:00Z' }, 'tasks.due_too_far'],
  [{ owner: newId() }, 'tasks.owner_gone'],
  [{ owner: agents.eve }, 'tasks.owner_reads_only'],
  [{ owner: agents.dov }, 'tasks.owner_cannot_see'],
])('%o is refused with a sentence', async (more, code) => {
  const id = await complaint()
  const { status, body } = await ben.post(path(id), { title: 'Call.', due: within(1), ...more })
  expect({ status, code: body.code }).toMatchObject({ code })
  expect(body.detail ?? body.title).not.toContain('tasks.')
})

test('whoever may not see the complaint sees no task of it, and who only reads changes none', async () => {
  const id = await complaint()
  const task = await add(id)
  expect((await dov.get(path(id))).status).toBe(404)
  expect((await dov.post(`${path(id)}/${task.id}/completion`)).status).toBe(404)
  expect((await dov.get('/api/v1/tasks')).body.data.map((one: { id: string }) => one.id)).not.toContain(task.id)
  expect((await tasksOf(id, eve))[0].may).toEqual({ edit: false, complete: false, cancel: false })
  expect((await eve.post(`${path(id)}/${task.id}/completion`)).status).toBe(403)
})

test('a list goes on where it ended, the earliest due date first', async () => {
  const id = await complaint()
  for (const hours of [30, 10, 20]) await ben.post(path(id), { title: `In ${hours}`, due: within(hours), owner: agents.max })
  const first = (await max.get('/api/v1/tasks?mine=true&limit=2')).body
  const rest = (await max.get(`/api/v1/tasks?mine=true&limit=2&cursor=${first.next}`)).body
  expect([...first.data, ...rest.data].map(({ title }: { title: string }) => title)).toEqual(['In 10', 'In 20', 'In 30'])
  expect(rest.next).toBeNull()
  expect((await max.get('/api/v1/tasks?cursor=nonsense')).status).toBe(400)
})

test('a late task is said once for each due date, and marks the complaint', async () => {
  const id = await complaint()
  const task = await add(id, { due: within(1) })
  const tell = () => tellOverdue.run(steps, { complaint: id, task: task.id })
  await tell()
  clock.pass({ hours: 2 })
  await tell()
  await tell()
  expect((await factsOf(id)).filter((fact) => fact === 'task.overdue')).toHaveLength(1)
  const [late] = await tasksOf(id)
  expect(late.overdue).toBe(true)
  expect((await ben.get(`/api/v1/complaints/${id}`)).body.marks).toContain('task_overdue')
  await ben.patch(`${path(id)}/${task.id}`, { due: within(1) }, late.version)
  clock.pass({ hours: 2 })
  await tell()
  expect((await factsOf(id)).filter((fact) => fact === 'task.overdue')).toHaveLength(2)
})

test('who takes a complaint over is asked to apologise by when the customer was promised to hear, until they do', async () => {
  const id = await complaint()
  const brief = { facts: 'Double booked.', feelings: '', promises: '', offered: '', wanted: 'A refund.' }
  const reach_by = within(2)
  const asked = { receiver: agents.cleo, why: 'customer_asks', asked_by: 'customer', reach_by, brief }
  const { body } = await ben.post(`/api/v1/complaints/${id}/handovers`, asked)
  await cleo.post(`/api/v1/complaints/${id}/handovers/${body.id}/acceptance`, { version: body.version })
  const [task] = await tasksOf(id)
  expect(task).toMatchObject({ why: 'apology', title: null, owner: { name: 'Cleo Marín' } })
  expect(Temporal.Instant.from(task.due).equals(Temporal.Instant.from(reach_by).round('millisecond'))).toBe(true)
  expect((await cleo.patch(`${path(id)}/${task.id}`, { title: 'Something else.' }, task.version)).body.code).toBe('tasks.not_yours_to_name')
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'Cleo will call.' })
  expect((await tasksOf(id))[0].state).toBe('open')
  await cleo.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'I am sorry for the change.' })
  expect((await tasksOf(id))[0].state).toBe('done')
})

test('a customer who does not answer in time is a task of whoever has the complaint, which an answer settles', async () => {
  const id = await complaint()
  await ben.post(`/api/v1/complaints/${id}/waiting`, { reply_by: within(24) })
  clock.pass({ hours: 25 })
  await endWaiting.run(steps, { complaint: id })
  const [task] = await tasksOf(id)
  expect(task).toMatchObject({ why: 'no_reply', owner: { name: 'Ben Okoro' }, follows: true, overdue: false })
  expect((await ben.get(`/api/v1/complaints/${id}`)).body.state).toBe('open')
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text: 'We called you.' })
  expect((await tasksOf(id))[0].state).toBe('done')
})

test('what a colleague owes stands in their list by its date, and is done when the complaint goes on', async () => {
  const id = await complaint()
  await ben.post(`/api/v1/complaints/${id}/internal-request`, { what: 'The log of that day.', due: within(5), agent: agents.max })
  const [task] = await tasksOf(id)
  expect(task).toMatchObject({ why: 'requested', owner: { name: 'Max Vogel' }, follows: false })
  await ben.post(`/api/v1/complaints/${id}/resumption`)
  expect((await tasksOf(id))[0].state).toBe('done')
})

test('what the desk asked for ends with the complaint; what a colleague wrote down stays theirs', async () => {
  const id = await complaint()
  await add(id)
  await ben.post(`/api/v1/complaints/${id}/internal-request`, { what: 'The log.', due: within(5), agent: agents.max })
  await ben.post(`/api/v1/complaints/${id}/withdrawal`, { words: 'Leave it.' })
  const states = (await tasksOf(id)).map(({ why, state }: { why: string; state: string }) => [why, state])
  expect(states).toContainEqual(['own', 'open'])
  expect(states).toContainEqual(['requested', 'cancelled'])
})

test('a task for a colleague by name stays theirs, until they leave', async () => {
  const id = await complaint()
  const task = await add(id, { owner: agents.max })
  await ben.post(`/api/v1/complaints/${id}/assignment`, { owner: agents.cleo })
  expect((await tasksOf(id))[0]).toMatchObject({ owner: { name: 'Max Vogel' }, follows: false })
  await open(theDesk, (work) => deactivateAgent(work, agents.max, null))
  expect((await tasksOf(id))[0]).toMatchObject({ id: task.id, owner: { name: 'Cleo Marín' }, follows: true })
})
