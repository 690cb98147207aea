import { expect, test } from 'vitest'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { mergeInto, northern, worklistHouse } from '#test/worklist-house.ts'

const { stage, opened } = await worklistHouse()
const { as, db, clock, teams, agents, ada, stranger } = stage
const [ben, cleo, dov] = await Promise.all([as('ben'), as('cleo'), as('dov')])

const list = async (q: string, more = '', caller = ben) => caller.get(`/api/v1/complaints?limit=100&q=${encodeURIComponent(q)}${more}`)
const found = async (q: string, more = '', caller = ben): Promise<string[]> =>
  ((await list(q, more, caller)).body.data as { id: string }[]).map(({ id }) => id)

const lamp = await opened({ text: 'The lamp arrived broken, order WX-88231-07', channel: 'phone', customer: ada })
const bill = await opened({ text: 'You charged me twice', channel: 'letter' })
const late = await opened({ text: 'Οι παραγγελίες δεν ήρθαν', channel: 'email', language: 'el' })
const old = await opened({ text: 'A story of long ago', channel: 'counter' })
const everything = [lamp, bill, late, old]

await db
  .updateTable('complaints_complaints')
  .set({ order_numbers: ['WX-88231-07'], urgency: 'high' })
  .where('id', '=', lamp)
  .execute()
await stage.open(theDesk, plantCategories)
await db.updateTable('complaints_issues').set({ category_code: 'billing_overcharge' }).where('complaint_id', '=', bill).execute()
await db.updateTable('complaints_complaints').set({ owner_id: agents.ben }).where('id', '=', bill).execute()
await db
  .updateTable('complaints_complaints')
  .set({ state: 'closed', closed_at: clock.now(), received_at: Temporal.Instant.from('2026-01-15T08:00:00Z') })
  .where('id', '=', old)
  .execute()
await ben.post(`/api/v1/complaints/${late}/tags`, { tag: 'parcel' })

const categories = await db.selectFrom('complaints_issues').select('category_code').where('complaint_id', '=', bill).execute()
const billing = categories[0]?.category_code ?? ''

test.each<[string, () => string[]]>([
  ['state:closed', () => [old]],
  ['is:running', () => [lamp, bill, late]],
  ['is:over', () => [old]],
  ['-is:over', () => [lamp, bill, late]],
  ['assignee:me', () => [bill]],
  ['assignee:"ben okoro"', () => [bill]],
  ['assignee:ben@desk.example', () => [bill]],
  ['υπεύθυνος:εγώ', () => [bill]],
  ['is:unassigned', () => [lamp, late, old]],
  ['assignee:none,me', () => everything],
  ['urgent', () => [lamp]],
  ['επείγον', () => [lamp]],
  ['-urgent', () => [bill, late, old]],
  ['channel:phone', () => [lamp]],
  ['canal:carta,teléfono', () => [lamp, bill]],
  ['language:el', () => [late]],
  ['tag:parcel', () => [late]],
  ['-tag:parcel', () => [lamp, bill, old]],
  ['team:north', () => everything],
  ['team:me', () => everything],
  ['team:none', () => []],
  ['customer:"Ada Lindqvist"', () => [lamp]],
  ['customer:ada@customer.example', () => [lamp]],
  ['order:88231', () => [lamp]],
  ['has:order', () => [lamp]],
  ['has:tag', () => [late]],
  ['has:promise', () => []],
  ['created<2026-02-01', () => [old]],
  ['created:2026-01-15', () => [old]],
  ['created>2026-02-01', () => [lamp, bill, late]],
  ['created<3d', () => [lamp, bill, late]],
  ['created>3d', () => [old]],
  ['closed:today', () => [old]],
  ['closed:none', () => [lamp, bill, late]],
  ['changed<1h', () => everything],
  ['lamps', () => [lamp]],
  ['ΠΑΡΑΓΓΕΛΙΑ', () => [late]],
  ['paraggelies', () => [late]],
  ['"long ago"', () => [old]],
  ['-lamp', () => [bill, late, old]],
  ['8823107', () => [lamp]],
  ['Lindqvist', () => [lamp]],
  ['charged state:received', () => [bill]],
  ['charged state:closed', () => []],
  ['&', () => []],
])('%s finds what it says, and nothing else', async (q, expected) => {
  const answer = await list(q)
  expect(answer.body.data?.map(({ id }: { id: string }) => id).toSorted()).toEqual(expected().toSorted())
})

test('a category is found by its code, its name in any language, and that of its branch', async () => {
  const row = await db.selectFrom('complaints_categories').selectAll().where('code', '=', billing).executeTakeFirstOrThrow()
  const names = Object.values(row.names as Record<string, string>)
  for (const name of [billing, row.parent_code ?? '', ...names]) expect(await found(`category:"${name}"`)).toEqual([bill])
  expect((await found('category:none')).toSorted()).not.toContain(bill)
})

test('a limit is found by how near it is, and what is late by itself', async () => {
  const [soon] = (await db
    .selectFrom('clocks_clocks')
    .select('due_at')
    .where('complaint_id', '=', lamp)
    .where('nearest', '=', true)
    .execute()) as [{ due_at: Temporal.Instant }]
  const days = Math.ceil(clock.now().until(soon.due_at).total('hours') / 24)
  expect(await found(`due<${days + 1}d`)).toContain(lamp)
  expect(await found('due<1h')).not.toContain(lamp)
  expect(await found('is:late')).toEqual([])
  await db
    .updateTable('clocks_clocks')
    .set({ due_at: clock.now().subtract({ hours: 1 }) })
    .where('complaint_id', '=', lamp)
    .where('nearest', '=', true)
    .execute()
  expect(await found('is:late')).toEqual([lamp])
  expect(await found('due<0d')).toEqual([lamp])
})

test.each([
  ['foo:bar', 'worklist.unknown_operator'],
  ['state:opne', 'worklist.unknown_value'],
  ['created>soon', 'worklist.not_a_moment'],
  ['assignee:zzz', 'worklist.unknown_person'],
  ['category:zzz', 'worklist.unknown_category'],
  ['state:', 'worklist.no_value'],
  ['order:1', 'worklist.too_short'],
  ['tag:x '.repeat(45), 'worklist.too_long'],
])('%s is refused with a sentence that says how it is written, in a list and in a search alike', async (q, code) => {
  const listed = await list(q)
  expect(listed).toMatchObject({ status: 400, body: { code } })
  expect(listed.body.detail).not.toContain('{{')
  expect(listed.body.detail.length).toBeGreaterThan(30)
  // A search reads no more than it can be asked for.
  const sought = await ben.get(`/api/v1/search?q=${encodeURIComponent(q.slice(0, 350))}`)
  expect(sought).toMatchObject({ status: 400, body: { code } })
})

test('without a view operators speak for themselves; with one they narrow it', async () => {
  expect(await found('state:closed')).toEqual([old])
  expect(await found('state:closed', '&view=open')).toEqual([])
  expect(await found('channel:letter', '&view=mine')).toEqual([bill])
})

test.each(['burning', 'limit', 'received', 'oldest', 'changed', 'quiet'])(
  'ordered by %s a list holds the same complaints, page by page, none twice',
  async (sort) => {
    const whole = await found('', `&view=all&sort=${sort}`)
    expect(whole.toSorted()).toEqual((await found('', '&view=all')).toSorted())
    const paged: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const { body } = await ben.get(`/api/v1/complaints?view=all&sort=${sort}&limit=1${next && `&cursor=${next}`}`)
      paged.push(...body.data.map(({ id }: { id: string }) => id))
      next = body.next
    }
    expect(paged).toEqual(whole)
    for (const view of ['mine', 'open', 'waiting', 'closed', 'due', 'follow_up'])
      expect((await ben.get(`/api/v1/complaints?view=${view}&sort=${sort}`)).status).toBe(200)
  },
)

test('orders are what they are called', async () => {
  const all = (sort: string) => found('', `&view=all&sort=${sort}`)
  expect((await all('oldest'))[0]).toBe(old)
  expect((await all('received')).at(-1)).toBe(old)
  expect(await all('burning')).toEqual([lamp, bill, late, old])
  await ben.post(`/api/v1/complaints/${bill}/tags`, { tag: 'money' })
  expect((await all('changed'))[0]).toBe(bill)
  clock.pass({ hours: 1 })
  await ben.post(`/api/v1/complaints/${lamp}/tags`, { tag: 'glass' })
  expect((await all('quiet')).slice(0, 3)).toEqual([late, bill, lamp])
})

test('a cursor of one order is none of another', async () => {
  const { body } = await ben.get('/api/v1/complaints?view=all&sort=burning&limit=3')
  const leap = Buffer.from(JSON.stringify([9, 0, '2026-01-01T00:00:00Z', lamp])).toString('base64url')
  expect((await ben.get(`/api/v1/complaints?view=all&sort=oldest&cursor=${leap}`)).body.code).toBe('platform.unknown_cursor')
  expect(body.next).not.toBeNull()
})

test('a search takes the same operators, and its words are marked', async () => {
  const hits = async (q: string, more = '') => (await ben.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`)).body
  const of = async (q: string) => new Set((await hits(q)).data.map((hit: { complaint: { id: string } | null }) => hit.complaint?.id))
  expect(await of('lamp urgent')).toEqual(new Set([lamp]))
  expect(await of('lamp -urgent')).toEqual(new Set())
  expect(await of('channel:letter')).toEqual(new Set([bill]))
  expect(await of('lamp -broken')).toEqual(new Set())
  const [hit] = (await hits('lamp urgent')).data
  expect(hit.excerpt.slice(...hit.marks[0])).toBe('lamp')
  const pages: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: { data: { id: string }[]; next: string | null } = await hits('team:north', `&limit=1${next && `&cursor=${next}`}`)
    pages.push(...page.data.map(({ id }) => id))
    next = page.next
  }
  expect(pages.toSorted()).toEqual(everything.toSorted())
})

test('the name of a file is found, a picture inside a mail is not, and a part of its words is enough', async () => {
  const file = {
    complaint_id: lamp,
    media_type: 'application/pdf',
    size: 1,
    sha256: 'a'.repeat(64),
    added_by: 'desk',
    added_at: clock.now(),
  }
  const note = { complaint_id: lamp, id: crypto.randomUUID(), author: 'desk', text: 'see file', at: clock.now() }
  await db.insertInto('conversations_notes').values(note).execute()
  const rows = [
    { ...file, id: crypto.randomUUID(), name: 'Τιμολόγιο_2026-zebra.pdf', note_id: note.id },
    { ...file, id: crypto.randomUUID(), name: 'zebra-logo.png', inline: true, note_id: note.id },
    { ...file, id: crypto.randomUUID(), name: 'zebra-of-a-draft.png' },
  ]
  await db.insertInto('conversations_attachments').values(rows).execute()
  for (const q of ['zebra', 'ΤΙΜΟΛΟΓΙΟ']) {
    const { data } = (await ben.get(`/api/v1/search?kind=attachment&q=${encodeURIComponent(q)}`)).body
    expect(data).toMatchObject([{ kind: 'attachment', id: rows[0]?.id, complaint: { id: lamp }, excerpt: 'Τιμολόγιο_2026-zebra.pdf' }])
  }
  expect(await found('has:attachment')).toEqual([lamp])
  expect((await dov.get('/api/v1/search?q=zebra')).body.data).toEqual([])
  await db
    .deleteFrom('conversations_attachments')
    .where('id', '=', rows[0]?.id ?? '')
    .execute()
  expect((await ben.get('/api/v1/search?q=zebra')).body.data).toEqual([])
})

test('another team finds nothing by any operator, and a stranger is asked to sign in', async () => {
  for (const q of ['', 'is:running', 'tag:parcel', 'lamp', 'customer:ada', 'team:north', 'has:order'])
    expect(await found(q, '&view=all', dov)).toEqual([])
  expect((await stranger.get('/api/v1/complaints?q=lamp')).status).toBe(401)
})

test('what was merged is found by its state, and with it what it says', async () => {
  const other = await opened({ text: 'Another gramophone', channel: 'phone', customer: ada })
  await mergeInto(cleo, other, lamp)
  expect(await found('state:merged')).toEqual([other])
  expect(await found('gramophone')).toEqual([other])
  expect(northern(teams)).toBe(teams.north)
})
