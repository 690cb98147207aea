import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { scene } from '#test/scene.ts'
import type { Complaint } from '../contract.ts'
import { plantCategories } from '../kind/edit-categories.ts'

const { as, facts, teams, agents, db, clock, open } = await scene()
await open(theDesk, plantCategories)
const [ben, cleo, dov, eve, max] = await Promise.all([as('ben'), as('cleo'), as('dov'), as('eve'), as('max')])

async function opened(team: 'north' | 'south' | null = 'north'): Promise<Complaint> {
  clock.pass({ minutes: 1 })
  const answer = await cleo.post('/api/v1/complaints', {
    text: 'The cabin was wet.',
    channel: 'phone',
    customer: { name: 'Ada', email: 'ada@customer.example' },
  })
  expect(answer.status).toBe(201)
  if (team) await db.updateTable('complaints_complaints').set({ team_id: teams[team] }).where('id', '=', answer.body.id).execute()
  return answer.body as Complaint
}

const several = (count: number) => Promise.all(Array.from({ length: count }, () => opened())).then((all) => all.map(({ id }) => id))
const act = (
  caller: typeof ben,
  complaints: string[],
  { key = newId(), ...what }: { name: string; key?: string; [field: string]: unknown },
) => caller.post('/api/v1/complaints/bulk', { complaints, act: what }, { 'idempotency-key': key })
const undo = (caller: typeof ben, bulk: string) => caller.post(`/api/v1/complaints/bulk/${bulk}/undoing`)
const read = async (id: string) => (await max.get(`/api/v1/complaints/${id}`)).body as Complaint

test('many complaints are given in one request, each with its own fact', async () => {
  const ids = await several(3)
  const answer = await act(cleo, ids, { name: 'owner', owner: agents.ben })
  expect(answer).toMatchObject({ status: 200, body: { done: ids.toSorted(), refused: [] } })
  for (const id of ids) {
    expect(await read(id)).toMatchObject({ owner: { id: agents.ben }, state: 'open' })
    expect(await facts(`complaint/${id}`)).toContain('complaint.assigned')
  }
})

test('what the caller may not see is refused as if it were not there, and the others are done', async () => {
  const [own, theirs] = [await opened('north'), await opened('south')]
  const nothing = newId()
  const { body } = await act(ben, [own.id, theirs.id, nothing], { name: 'tag', tag: 'storm' })
  expect(body.done).toEqual([own.id])
  const seen = body.refused as { complaint: string; code: string; number: null; sentence: string }[]
  expect(new Set(seen.map(({ complaint }) => complaint))).toEqual(new Set([theirs.id, nothing]))
  expect(new Set(seen.map(({ code, number, sentence }) => JSON.stringify({ code, number, sentence }))).size).toBe(1)
  expect((await read(theirs.id)).tags).toEqual([])
})

test('one whose state forbids it is refused with its sentence and keeps nothing of the act', async () => {
  const [good, merged] = [await opened(), await opened()]
  const into = await opened()
  expect((await cleo.post(`/api/v1/complaints/${merged.id}/merging`, { into: into.id, reason: 'The same matter' })).status).toBeLessThan(
    300,
  )
  const { body } = await act(cleo, [good.id, merged.id], { name: 'owner', owner: agents.ben })
  expect(body.done).toEqual([good.id])
  expect(body.refused).toMatchObject([{ complaint: merged.id, number: merged.number, code: 'complaints.ended' }])
  expect(body.refused[0].sentence.length).toBeGreaterThan(10)
})

test('a category is set where there is one issue, and refused where each has to be judged', async () => {
  const [one, two] = [await opened(), await opened()]
  await cleo.post(`/api/v1/complaints/${two.id}/issues`, { title: 'And the food was cold' })
  const { body } = await act(cleo, [one.id, two.id], { name: 'category', category: 'product_defect' })
  expect(body).toMatchObject({ done: [one.id], refused: [{ complaint: two.id, code: 'complaints.several_issues' }] })
  expect((await read(one.id)).category).toBe('product_defect')
  expect((await act(cleo, [one.id], { name: 'category', category: 'no_such_thing' })).body.refused).toHaveLength(1)
})

test('an unknown colleague, nobody at all, too many and an act that is none are refused with a sentence', async () => {
  const { id } = await opened()
  expect((await act(cleo, [id], { name: 'owner', owner: newId() })).body.refused).toMatchObject([{ code: 'complaints.unknown_person' }])
  expect((await act(cleo, [], { name: 'tag', tag: 'x' })).status).toBe(400)
  const tooMany = Array.from({ length: 201 }, () => newId())
  expect((await act(cleo, tooMany, { name: 'tag', tag: 'x' })).status).toBe(400)
  expect((await act(cleo, [id], { name: 'close' })).status).toBe(400)
  expect((await act(eve, [id], { name: 'tag', tag: 'x' })).status).toBe(403)
})

test('the same request twice with its key is one act', async () => {
  const { id } = await opened()
  const key = newId()
  const first = await act(cleo, [id], { name: 'tag', tag: 'storm', key })
  const second = await act(cleo, [id], { name: 'tag', tag: 'storm', key })
  expect(second.body).toEqual(first.body)
  expect((await facts(`complaint/${id}`)).filter((fact) => fact === 'complaint.tagged')).toHaveLength(1)
})

test('within ten seconds each gets back what it had', async () => {
  const [received, owned] = [await opened(), await opened()]
  await cleo.post(`/api/v1/complaints/${owned.id}/assignment`, { owner: agents.cleo })
  const { body } = await act(cleo, [received.id, owned.id], { name: 'owner', owner: agents.ben })
  clock.pass({ seconds: 9 })
  expect((await undo(cleo, body.bulk)).body).toEqual({ restored: [received.id, owned.id].toSorted(), kept: [] })
  expect(await read(received.id)).toMatchObject({ owner: null, state: 'received' })
  expect(await read(owned.id)).toMatchObject({ owner: { id: agents.cleo }, state: 'open' })
  expect(await undo(cleo, body.bulk)).toMatchObject({ status: 409, body: { code: 'complaints.undo_passed' } })
})

test('a tag that was there before stays, and the urgency that it raised goes back', async () => {
  const [plain, worn] = [await opened(), await opened()]
  await cleo.post(`/api/v1/complaints/${worn.id}/tags`, { tag: 'urgent' })
  const { body } = await act(cleo, [plain.id, worn.id], { name: 'tag', tag: 'urgent' })
  expect(await read(plain.id)).toMatchObject({ tags: ['urgent'], urgency: 'high' })
  await undo(cleo, body.bulk)
  expect(await read(plain.id)).toMatchObject({ tags: [], urgency: 'normal' })
  expect(await read(worn.id)).toMatchObject({ tags: ['urgent'], urgency: 'high' })
})

test('urgency and category go back too', async () => {
  const ids = await several(2)
  const ranked = await act(cleo, ids, { name: 'urgency', urgency: 'critical' })
  await undo(cleo, ranked.body.bulk)
  const sorted = await act(cleo, ids, { name: 'category', category: 'product_defect' })
  expect(sorted.body.refused).toEqual([])
  await undo(cleo, sorted.body.bulk)
  for (const id of ids) expect(await read(id)).toMatchObject({ urgency: 'normal', category: null })
})

test('what somebody changed since stays as they made it, and the undoing says which', async () => {
  const [alone, edited] = [await opened(), await opened()]
  const { body } = await act(cleo, [alone.id, edited.id], { name: 'owner', owner: agents.cleo })
  await ben.post(`/api/v1/complaints/${edited.id}/assignment`, { owner: agents.ben })
  const undone = await undo(cleo, body.bulk)
  expect(undone.body.restored).toEqual([alone.id])
  expect(undone.body.kept).toMatchObject([{ complaint: edited.id, number: edited.number, code: 'complaints.changed_since' }])
  expect((await read(edited.id)).owner?.id).toBe(agents.ben)
})

test('who gave complaints to a team whose work they do not see takes them back', async () => {
  const { id } = await opened()
  const { body } = await act(ben, [id], { name: 'team', team: teams.south })
  expect((await ben.get(`/api/v1/complaints/${id}`)).status).toBe(404)
  expect((await undo(ben, body.bulk)).body.restored).toEqual([id])
  expect((await ben.get(`/api/v1/complaints/${id}`)).status).toBe(200)
})

test('later, or by another, nothing is undone', async () => {
  const { id } = await opened()
  const { body } = await act(cleo, [id], { name: 'owner', owner: agents.ben })
  expect(await undo(dov, body.bulk)).toMatchObject({ status: 409, body: { code: 'complaints.undo_passed' } })
  expect((await undo(max, body.bulk)).status).toBe(409)
  clock.pass({ seconds: 13 })
  expect((await undo(cleo, body.bulk)).status).toBe(409)
  expect((await read(id)).owner?.id).toBe(agents.ben)
})

test('two who act on the same complaints at once both come through', async () => {
  const ids = await several(4)
  const answers = await Promise.all([
    act(cleo, ids, { name: 'tag', tag: 'one' }),
    act(max, ids.toReversed(), { name: 'tag', tag: 'two' }),
    act(ben, ids, { name: 'owner', owner: agents.ben }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  for (const id of ids) expect(await read(id)).toMatchObject({ tags: ['one', 'two'], owner: { id: agents.ben } })
})
