import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { clock, db } = stage
const [ben, dov] = await Promise.all([stage.as('ben'), stage.as('dov')])

const complaint = async (): Promise<string> => {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was wet.', channel: 'phone', anonymous: true })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: stage.agents.ben, team: stage.teams.north })
  return body.id
}
interface Row {
  id: string
  due: string | null
  missing: string[] | null
}
const list = async (view: string, more = '', caller = ben) => (await caller.get(`/api/v1/complaints?view=${view}${more}`)).body
const idsIn = ({ data }: { data: Row[] }) => data.map(({ id }) => id)

const ids: string[] = []
for (let at = 0; at < 3; at += 1) {
  ids.push(await complaint())
  clock.pass({ hours: 26 })
}

test('complaints stand by their nearest limit for the decision, which their row says, a page at a time', async () => {
  const whole = await list('due')
  expect(idsIn(whole)).toEqual(ids)
  for (const { id, due } of whole.data as Row[]) {
    const { data } = (await ben.get(`/api/v1/complaints/${id}/clocks`)).body
    const finals = data.filter(({ kind, open }: { kind: string; open: boolean }) => kind === 'final' && open)
    expect(due).toBe(finals.map((one: { due: string }) => one.due).toSorted()[0])
  }
  const first = await list('due', '&limit=2')
  expect(idsIn(first)).toEqual(ids.slice(0, 2))
  expect(idsIn(await list('due', `&limit=2&cursor=${first.next}`))).toEqual(ids.slice(2))
  expect((await list('open')).data.every(({ due, missing }: Row) => due !== null && missing === null)).toBe(true)
  expect(idsIn(await list('due', '', dov))).toEqual([])
})

test('what was delivered is followed up, with what its closing still waits for', async () => {
  const [id = ''] = ids
  const issues = await db.selectFrom('complaints_issues').select('id').where('complaint_id', '=', id).execute()
  const decided = issues.map((issue) => ({ id: issue.id, outcome: 'upheld', sentence: 'The cabin is paid back.' }))
  expect((await ben.post(`/api/v1/complaints/${id}/closure`, { issues: decided })).body.state).toBe('follow_up')
  const { data } = await list('follow_up')
  expect(idsIn({ data })).toEqual([id])
  const { closing } = (await ben.get(`/api/v1/complaints/${id}`)).body
  expect(data[0].missing).toEqual(closing.missing.map(({ sentence }: { sentence: string }) => sentence))
  expect(data[0].missing.length).toBeGreaterThan(0)
  expect(idsIn(await list('due')).includes(id)).toBe(data[0].due !== null)
})
