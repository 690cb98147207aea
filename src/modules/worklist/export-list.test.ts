import { expect, test } from 'vitest'
import { worklistHouse } from '#test/worklist-house.ts'

const { stage, opened } = await worklistHouse()
const { as, db, ada, stranger } = stage
const [ben, dov, eve] = await Promise.all([as('ben'), as('dov'), as('eve')])
const risky = await opened({ text: '=cmd|calc!A1', customer: ada })
const card = await opened({ text: 'My card is 4111 1111 1111 1111, "please", my account GR16 0110 1250 0000 0001 2300 695', customer: ada })
await ben.post(`/api/v1/complaints/${risky}/tags`, { tag: 'first' })

const rowsOf = async (query: string, caller = ben) => {
  const { status, bytes, headers } = await caller.get(`/api/v1/complaints.csv?${query}`)
  return { status, headers, lines: bytes.toString('utf8').split('\r\n') }
}

test('a list leaves as a table with the columns that are shown, in words', async () => {
  const { headers, lines } = await rowsOf('q=tag:first&columns=state,channel,tags')
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(headers['content-disposition']).toMatch(/^attachment; filename="?complaints-\d{4}-\d\d-\d\d\.csv/)
  expect(lines[0]).toBe('\ufeff"Number","Customer","Subject","In their words","Channel","Where it stands","Tags"')
  expect(lines[1]).toMatch(/^"RD-[\d-]+","Ada Lindqvist","'=cmd\|calc!A1","'=cmd\|calc!A1","telephone","received","first"$/)
  expect(lines.slice(2)).toEqual([''])
})

test('card numbers and account numbers are masked, quotes are doubled', async () => {
  const { lines } = await rowsOf('q=card')
  expect(lines[1]).toContain('•••• •••• •••• 1111, ""please""')
  expect(lines.join('')).not.toMatch(/4111 1111|0110 1250/)
})

test('one’s own columns are those of the table', async () => {
  await ben.put('/api/v1/list-columns', { columns: ['urgency'] })
  expect((await rowsOf('q=card')).lines[0]).toContain('"In their words","Urgency"')
  await ben.put('/api/v1/list-columns', { columns: null })
  expect((await rowsOf('q=card')).lines[0]).toContain('"Channel","Category","Received","Decide by","Who"')
})

test('a long list leaves whole, in its order', async () => {
  const columns = [
    'id',
    'number',
    'state',
    'channel',
    'received_at',
    'entered_at',
    'entered_by',
    'language',
    'team_id',
    'subject',
    'words',
    'last_activity_at',
  ] as const
  const base = await db.selectFrom('complaints_complaints').select(columns).where('id', '=', card).executeTakeFirstOrThrow()
  const many = Array.from({ length: 620 }, (_, at) => ({
    ...base,
    id: crypto.randomUUID(),
    number: `RD-2020-${String(100_000 + at)}-1`,
    words: 'one of many',
    subject: 'Many',
    received_at: base.received_at.subtract({ minutes: at + 1 }),
  }))
  await db.insertInto('complaints_complaints').values(many).execute()
  const { lines } = await rowsOf('q=many&sort=received&columns=')
  expect(lines.slice(1, -1).map((line) => line.slice(1, 17))).toEqual(many.map(({ number }) => number))
  const { body } = await eve.get('/api/v1/list-exports?limit=1')
  expect(body.data[0]).toMatchObject({ rows: 620, by: { name: 'Ben Okoro' }, query: 'sort=received many' })
})

test('what is not understood is refused before anything is sent, and nothing is written down', async () => {
  const before = await stage.facts('house/exports')
  expect((await ben.get('/api/v1/complaints.csv?q=state:opne')).body).toMatchObject({ code: 'worklist.unknown_value' })
  expect((await ben.get('/api/v1/complaints.csv?view=nonsense')).body).toMatchObject({ code: 'worklist.unknown_list' })
  expect((await stranger.get('/api/v1/complaints.csv')).status).toBe(401)
  expect(await stage.facts('house/exports')).toEqual(before)
})

test('who sees none gets a table of none', async () => {
  expect((await rowsOf('view=all', dov)).lines.length).toBe(2)
})
