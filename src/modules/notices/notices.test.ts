import { expect, test } from 'vitest'
import { plainIncoming, receiveMessage } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import type { Notice } from './contract.ts'
import { sweepNotices } from './sweep-notices.ts'

const stage = await scene()
const { as, agents, teams, clock, open, db, token } = stage
const [ben, cleo, dov, max] = await Promise.all([as('ben'), as('cleo'), as('dov'), as('max')])
type Caller = typeof ben

async function northern(owner: string | null = agents.ben): Promise<string> {
  clock.pass({ seconds: 10 })
  const { body } = await cleo.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'email', customer: ada })
  await cleo.post(`/api/v1/complaints/${body.id}/assignment`, { owner, team: teams.north })
  await Promise.all([ben, cleo, dov, max].map((one) => one.post('/api/v1/notices/reading', {})))
  return body.id
}

const write = (complaint: string, more: object = {}) =>
  open(theDesk, (work) =>
    receiveMessage(work, {
      ...plainIncoming,
      complaint,
      channel: 'email',
      from: { name: ada.name, address: ada.email },
      text: 'Any news?',
      visibleText: 'Any news?',
      at: clock.now(),
      customer: stage.ada,
      ...more,
    }),
  )

const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`
const told = async (who: Caller): Promise<Notice[]> => (await who.get('/api/v1/notices?unread=true')).body.data
const unread = async (who: Caller): Promise<number> => (await who.get('/api/v1/notice-count')).body.unread
const kindsOf = (notices: Notice[]) => notices.map(({ what }) => what.map(({ kind }) => kind).join())

test('who is given a complaint is told, and who gave it is not', async () => {
  const id = await northern(null)
  await cleo.post(path(id, '/assignment'), { owner: agents.ben })
  expect(await told(ben)).toMatchObject([{ kind: 'assigned', complaint: { id, customer: { name: ada.name } }, read: false }])
  await ben.post('/api/v1/notices/reading', {})
  await ben.post(path(id, '/assignment'), { owner: agents.ben })
  expect(await unread(ben)).toBe(0)
  expect(await unread(cleo)).toBe(0)
})

test('a burst on one complaint is one line, which leads to the last of it', async () => {
  const id = await northern()
  await max.post(path(id, '/followers/me'), {})
  for (const _ of [1, 2, 3]) await write(id)
  const last = await write(id)
  await write(id, { automatic: { bounce: false, autoReply: true, loop: false, generated: false } })
  for (const who of [ben, max])
    expect(await told(who)).toMatchObject([{ kind: 'answered', what: [{ kind: 'answered', count: 4 }], place: last.id }])
  expect(await unread(ben)).toBe(1)
  expect(await unread(dov)).toBe(0)
})

test('a mention, a task, a late task and a hand-over gather in the same line, in the order of the rules', async () => {
  const id = await northern()
  const note = await cleo.post(path(id, '/notes'), { text: 'Look', mentions: [agents.ben] })
  await cleo.post(path(id, '/tasks'), { title: 'Call her', due: clock.now().add({ hours: 1 }).toString(), owner: agents.ben })
  expect(await told(ben)).toMatchObject([{ what: [{ kind: 'mentioned' }, { kind: 'task_given' }] }])
  expect(note.status).toBe(201)
  await ben.post(path(id, '/notices/reading'), {})
  expect(await unread(ben)).toBe(0)
})

test('who may not see the complaint any more is told nothing, and finds nothing', async () => {
  const id = await northern()
  await ben.post(path(id, '/notes'), { text: 'Look', mentions: [agents.dov] })
  await dov.post(path(id, '/followers/me'), {})
  expect(kindsOf(await told(dov))).toEqual(['mentioned'])
  await cleo.delete(path(id, `/mentions/${agents.dov}`))
  expect([await told(dov), await unread(dov)]).toEqual([[], 0])
  await write(id)
  const rows = await db
    .selectFrom('notices_notices')
    .select('what')
    .where('agent_id', '=', agents.dov)
    .where('complaint_id', '=', id)
    .execute()
  expect(rows).toEqual([{ what: { mentioned: 1 } }])
})

test('a follower is told until the complaint is restricted to others', async () => {
  const id = await northern()
  await max.post(path(id, '/followers/me'), {})
  await cleo.post(path(id, '/restriction'), { restriction: 'threat', people: [agents.ben] })
  await write(id)
  expect(await unread(max)).toBe(0)
  expect(kindsOf(await told(ben))).toEqual(['answered'])
})

test('one line is read, and unread again; what is unread already takes it in', async () => {
  const id = await northern()
  await write(id)
  const [first] = await told(ben)
  const mark = (notice: string, read: boolean) => ben.put(path(id, `/notices/${notice}/reading`), { read })
  expect((await mark(first?.id ?? '', true)).body).toEqual({ unread: 0 })
  expect((await mark(first?.id ?? '', false)).body).toEqual({ unread: 1 })
  await mark(first?.id ?? '', true)
  await write(id)
  expect((await mark(first?.id ?? '', false)).body).toEqual({ unread: 1 })
  expect((await mark(newId(), true)).body.code).toBe('notices.not_found')
  expect((await dov.put(path(id, `/notices/${first?.id}/reading`), { read: true })).status).toBe(404)
})

test('a list goes on where it ended, the newest first', async () => {
  for (const _ of [1, 2, 3]) await write(await northern())
  const all = (await ben.get('/api/v1/notices?limit=100')).body.data.map(({ id }: Notice) => id)
  const first = (await ben.get('/api/v1/notices?limit=2')).body
  const rest = (await ben.get(`/api/v1/notices?limit=100&cursor=${first.next}`)).body
  expect([...first.data, ...rest.data].map(({ id }: Notice) => id)).toEqual(all)
  expect((await ben.get('/api/v1/notices?cursor=nonsense')).status).toBe(400)
})

/** More than an agent may give alone. */
async function proposes(id: string) {
  const { body: complaint } = await ben.get(path(id))
  const proposed = await ben.post(path(id, '/remedies'), {
    issue: complaint.issues_list[0].id,
    kind: 'goodwill_payment',
    basis: 'goodwill',
    money: { amount: 90_000, currency: 'EUR' },
    explanation: 'The whole night was lost.',
  })
  expect(proposed).toMatchObject({ status: 201 })
  return proposed
}

test('what a colleague has answered already waits for nobody, and what else the line said stays unread', async () => {
  const [alone, beside] = [await northern(), await northern()]
  await max.post(path(beside, '/followers/me'), {})
  const refusals = [await proposes(alone), await proposes(beside)].map(({ body }) => `/remedies/${body.id}/refusal`)
  await write(beside)
  expect((await told(max)).map(({ what }) => what)).toMatchObject([
    [{ kind: 'answered' }, { kind: 'approval_asked', count: 1 }],
    [{ kind: 'approval_asked', count: 1 }],
  ])
  const answers = await Promise.all([alone, beside].map((id, at) => max.post(path(id, refusals[at]), { reason: 'Too much.' })))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await told(max)).toMatchObject([{ kind: 'answered', what: [{ kind: 'answered', count: 1 }], complaint: { id: beside } }])
  expect(await unread(cleo)).toBe(0)
})

test('an approval is asked of who can answer it, and its answer is told to who asked', async () => {
  const id = await northern()
  const proposed = await proposes(id)
  const asked = [await told(cleo), await told(max), await told(ben), await told(dov)].map(kindsOf)
  expect([asked[0], asked[1]].flat()).toContain('approval_asked')
  expect([asked[2], asked[3]]).toEqual([[], []])
  const refusing = `/remedies/${proposed.body.id}/refusal`
  const answers = [
    await cleo.post(path(id, refusing), { reason: 'Too much.' }),
    await max.post(path(id, refusing), { reason: 'Too much.' }),
  ]
  expect(answers.some(({ status }) => status < 300)).toBe(true)
  expect(kindsOf(await told(ben))).toEqual(['approval_decided'])
})

test('a program is told nothing, with a sentence', async () => {
  const program = await token('manager')
  expect((await program.get('/api/v1/notices')).body).toEqual({ data: [], next: null })
  expect((await program.post('/api/v1/notices/reading', {})).body.code).toBe('notices.people_only')
})

test('two who answer at once are one line', async () => {
  const id = await northern()
  await Promise.all([write(id), write(id), write(id)])
  expect(await told(ben)).toMatchObject([{ what: [{ kind: 'answered', count: 3 }] }])
})

test('after ninety days a line goes', async () => {
  const id = await northern()
  await write(id)
  clock.pass({ days: 91 })
  await sweepNotices.run({ step: (run) => open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
  expect(await db.selectFrom('notices_notices').select('id').execute()).toEqual([])
})
