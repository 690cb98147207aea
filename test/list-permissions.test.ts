import { expect, test } from 'vitest'
import type { Caller } from './caller.ts'
import { type ColleagueName, colleagues } from './cast.ts'
import { mergeInto, worklistHouse } from './worklist-house.ts'

const { stage, opened } = await worklistHouse()
const { as, db, teams, agents, clock, token, ada, facts } = stage

/** What each complaint says, so that a search finds all of them. */
const word = 'pangolin'
const plain = await opened({ text: `The ${word} of the north` })
const nobodys = await opened({ text: `A ${word} of no team`, team: null })
const southern = await opened({ text: `The ${word} of the south`, team: teams.south })
const owned = await opened({ text: `The ${word} of the south, with Ben`, team: teams.south })
const secret = await opened({ text: `The ${word} that few may see` })
const closed = await opened({ text: `The ${word} that is over` })
const [one, other] = [
  await opened({ text: `A ${word} told twice`, customer: ada }),
  await opened({ text: `The ${word} again`, customer: ada }),
]
const all = [plain, nobodys, southern, owned, secret, closed, one, other]

await db.updateTable('complaints_complaints').set({ owner_id: agents.ben }).where('id', '=', owned).execute()
await db.updateTable('complaints_complaints').set({ restriction: 'staff_conduct' }).where('id', '=', secret).execute()
await db.insertInto('complaints_named_people').values({ complaint_id: secret, agent_id: agents.eve, named_at: clock.now() }).execute()
await db.updateTable('complaints_complaints').set({ state: 'closed', closed_at: clock.now() }).where('id', '=', closed).execute()
await mergeInto(await as('cleo'), one, other)

const gotBy = async (caller: Caller) => {
  const answers = await Promise.all(all.map(async (id) => ({ id, status: (await caller.get(`/api/v1/complaints/${id}`)).status })))
  return answers.filter(({ status }) => status === 200).map(({ id }) => id)
}

interface Page {
  data: { id: string; complaint?: { id: string } | null }[]
  next: string | null
}

/** Walks a list to its end, two rows a page. */
async function walked(caller: Caller, url: string): Promise<Page['data']> {
  const rows: Page['data'] = []
  let next: string | null = ''
  while (next !== null) {
    const page: { body: Page } = await caller.get(`${url}&limit=2${next && `&cursor=${next}`}`)
    rows.push(...page.body.data)
    next = page.body.next
  }
  return rows
}

async function tabled(caller: Caller, query: string): Promise<string[]> {
  const { status, bytes } = await caller.get(`/api/v1/complaints.csv?${query}`)
  expect(status).toBe(200)
  const numbers = [...bytes.toString('utf8').matchAll(/RD-\d{4}-\d{6,}-\d/g)].map(([number]) => number)
  const rows = await db.selectFrom('complaints_complaints').select(['id', 'number']).execute()
  return numbers.flatMap((number) => rows.filter((row) => row.number === number).map(({ id }) => id))
}

const sorted = (ids: Iterable<string>) => [...new Set(ids)].toSorted()

/** Every way out of the house shows the same complaints. */
async function compare(caller: Caller, mine: string) {
  const seen = sorted(await gotBy(caller))
  const lists = ['view=all', `q=${word}`, `q=${word}&sort=limit`, 'view=all&sort=burning', 'view=all&sort=quiet', 'view=all&sort=changed']
  for (const query of lists) {
    expect([query, sorted((await walked(caller, `/api/v1/complaints?${query}`)).map(({ id }) => id))]).toEqual([query, seen])
  }
  const hits = await walked(caller, `/api/v1/search?q=${word}`)
  expect(sorted(hits.flatMap(({ complaint }) => complaint?.id ?? []))).toEqual(seen)
  for (const query of ['view=all', `q=${word}`]) expect([query, sorted(await tabled(caller, query))]).toEqual([query, seen])
  // Narrowed by operators nothing is seen that is not seen without them.
  for (const q of [
    'is:restricted',
    'team:none',
    'assignee:ben',
    'state:merged',
    'is:over',
    `-${word}`,
    'customer:lindqvist',
    'has:tag',
    'created>2026-01-01',
  ]) {
    const listed = (await walked(caller, `/api/v1/complaints?q=${encodeURIComponent(q)}`)).map(({ id }) => id)
    expect([q, mine, listed.filter((id) => !seen.includes(id))]).toEqual([q, mine, []])
    expect([q, sorted(await tabled(caller, `q=${encodeURIComponent(q)}`))]).toEqual([q, sorted(listed)])
  }
  return seen
}

const expected: Record<ColleagueName, string[]> = {
  ben: [plain, nobodys, owned, closed, one, other],
  cleo: [plain, nobodys, closed, one, other],
  dov: [nobodys, southern, owned],
  eve: all,
  max: all.filter((id) => id !== secret),
  fay: all.filter((id) => id !== secret),
}

test.each(Object.keys(colleagues) as ColleagueName[])(
  '%s sees the same in a list, one by one, in a search and in a table',
  async (name) => {
    expect(await compare(await as(name), name)).toEqual(sorted(expected[name]))
  },
)

test('so does a program, limited to a team or not', async () => {
  expect(await compare(await token('agent', { teams: ['south'] }), 'a program of the south')).toEqual(sorted([nobodys, southern, owned]))
  expect(await compare(await token('administrator'), 'a program')).toEqual(sorted(all.filter((id) => id !== secret)))
})

test('each table that left is written down, with how much it held', async () => {
  const began = await facts('house/exports')
  expect(began.filter((fact) => fact === 'list.exported').length).toBe(began.filter((fact) => fact === 'list.export_ended').length)
  const { body } = await (await as('eve')).get('/api/v1/list-exports?limit=2')
  expect(body.data[0]).toMatchObject({ query: 'created>2026-01-01', columns: ['channel', 'category', 'received', 'due', 'owner'] })
  expect(body.data[0].rows).toBeGreaterThan(0)
  expect((await (await as('ben')).get('/api/v1/list-exports')).status).toBe(403)
})
