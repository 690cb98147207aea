import { expect, test } from 'vitest'
import { statusesOf } from '#test/caller.ts'
import { worklistHouse } from '#test/worklist-house.ts'

const { stage, opened } = await worklistHouse()
const { as, db, teams, agents, facts, token } = stage
const [ben, cleo, dov, max, fay] = await Promise.all([as('ben'), as('cleo'), as('dov'), as('max'), as('fay')])
await opened({ text: 'One of the north' })
await opened({ text: 'Two of the north' })

const namesSeenBy = async (caller = ben): Promise<string[]> =>
  ((await caller.get('/api/v1/views')).body.data as { name: string }[]).map(({ name }) => name)

test('a view is kept in codes, counted, renamed, and read in the names of now', async () => {
  const saved = await ben.post('/api/v1/views', {
    name: 'Ours',
    query: 'ομάδα:north κατάσταση:νέο υπεύθυνος:κανείς',
    sort: 'oldest',
    columns: ['owner', 'tags', 'channel'],
  })
  expect(saved).toMatchObject({
    status: 201,
    body: {
      name: 'Ours',
      query: 'team:North state:received assignee:none',
      sort: 'oldest',
      columns: ['channel', 'tags', 'owner'],
      shared: null,
      broken: null,
      may: { edit: true, share: false },
    },
  })
  const { id, version } = saved.body
  const kept = await db.selectFrom('worklist_views').select('query').where('id', '=', id).executeTakeFirstOrThrow()
  expect(kept.query).toBe(`team:${teams.north} state:received assignee:none`)
  expect((await ben.get('/api/v1/view-counts')).body.data).toEqual([{ view: id, count: 2 }])
  const renamed = await ben.patch(`/api/v1/views/${id}`, { name: 'New ones' }, version)
  expect(renamed.body).toMatchObject({ name: 'New ones', version: version + 1, query: saved.body.query })
  expect(await ben.patch(`/api/v1/views/${id}`, { name: 'Too late' }, version)).toMatchObject({ status: 412 })
  await db.updateTable('people_teams').set({ name: 'Far North' }).where('id', '=', teams.north).execute()
  expect((await ben.get('/api/v1/views')).body.data[0].query).toBe('team:"Far North" state:received assignee:none')
  await db.updateTable('people_teams').set({ name: 'North' }).where('id', '=', teams.north).execute()
  expect(await namesSeenBy(dov)).toEqual([])
  expect(await dov.patch(`/api/v1/views/${id}`, { name: 'x' }, 2)).toMatchObject({ status: 404, body: { code: 'worklist.view_not_found' } })
  expect((await facts('house/worklist')).slice(0, 2)).toEqual(['view.saved', 'view.edited'])
})

test('a query that is not understood is not kept', async () => {
  expect(await ben.post('/api/v1/views', { name: 'x', query: 'state:opne' })).toMatchObject({
    status: 400,
    body: { code: 'worklist.unknown_value' },
  })
  expect(await ben.post('/api/v1/views', { name: '  ', query: '' })).toMatchObject({ status: 400 })
})

test('sharing is for supervisors with their teams, and for managers with all', async () => {
  const view = { name: 'For all of us', query: 'is:late' }
  expect(await ben.post('/api/v1/views', { ...view, shared: 'all' })).toMatchObject({
    status: 403,
    body: { code: 'worklist.not_yours_to_share' },
  })
  expect(await cleo.post('/api/v1/views', { ...view, shared: 'team', team: teams.south })).toMatchObject({
    status: 403,
    body: { code: 'worklist.team_not_yours' },
  })
  expect(await cleo.post('/api/v1/views', { ...view, shared: 'team' })).toMatchObject({
    status: 400,
    body: { code: 'worklist.team_missing' },
  })
  const shared = await cleo.post('/api/v1/views', { ...view, shared: 'team', team: teams.north })
  expect(shared).toMatchObject({ status: 201, body: { shared: 'team', team: { name: 'North' }, owner: { id: agents.cleo } } })
  expect(await namesSeenBy(ben)).toContain('For all of us')
  expect(await namesSeenBy(dov)).not.toContain('For all of us')
  expect(await ben.patch(`/api/v1/views/${shared.body.id}`, { name: 'Mine now' }, 1)).toMatchObject({
    status: 403,
    body: { code: 'worklist.not_yours_to_edit' },
  })
  const wider = await max.patch(`/api/v1/views/${shared.body.id}`, { shared: 'all' }, 1)
  expect(wider.body).toMatchObject({ shared: 'all', team: null })
  expect(await namesSeenBy(dov)).toContain('For all of us')
  expect((await max.patch(`/api/v1/views/${shared.body.id}`, { shared: null }, 2)).body.shared).toBeNull()
  expect(await namesSeenBy(dov)).not.toContain('For all of us')
  expect(await namesSeenBy(cleo)).toContain('For all of us')
})

test('me is whoever looks', async () => {
  const view = (await max.post('/api/v1/views', { name: 'My desk', query: 'assignee:me', shared: 'all' })).body
  const one = await opened({ text: 'Three of the north' })
  await ben.post(`/api/v1/complaints/${one}/assignment`, { owner: agents.ben })
  const countFor = async (caller = ben) =>
    (await caller.get('/api/v1/view-counts')).body.data.find((row: { view: string }) => row.view === view.id).count
  expect([await countFor(ben), await countFor(cleo), await countFor(dov)]).toEqual([1, 0, 0])
})

test('a view that was taken away comes back, and stands where it stood', async () => {
  const [first, second] = await Promise.all(['Alpha', 'Beta'].map((name) => fay.post('/api/v1/views', { name, query: 'urgent' })))
  const order = [second?.body.id, first?.body.id]
  expect((await fay.put('/api/v1/view-order', { views: order })).body.views).toEqual(order)
  const own = async () => (await namesSeenBy(fay)).filter((name) => ['Alpha', 'Beta'].includes(name))
  expect(await own()).toEqual(['Beta', 'Alpha'])
  expect((await fay.delete(`/api/v1/views/${second?.body.id}`)).status).toBe(200)
  expect(await own()).toEqual(['Alpha'])
  expect((await fay.delete(`/api/v1/views/${second?.body.id}`)).status).toBe(404)
  expect((await ben.post(`/api/v1/views/${second?.body.id}/restoration`)).status).toBe(404)
  expect((await fay.post(`/api/v1/views/${second?.body.id}/restoration`)).body).toMatchObject({ name: 'Beta' })
  expect(await own()).toEqual(['Beta', 'Alpha'])
})

test('a view whose team has ended says so, is not counted, and is mended', async () => {
  const id = crypto.randomUUID()
  await db.insertInto('people_teams').values({ id, name: 'Harbour', created_at: stage.clock.now() }).execute()
  const view = (await ben.post('/api/v1/views', { name: 'Harbour’s', query: 'team:harbour urgent' })).body
  await db.updateTable('people_teams').set({ ended_at: stage.clock.now() }).where('id', '=', id).execute()
  const [broken] = (await ben.get('/api/v1/views')).body.data.filter((one: { id: string }) => one.id === view.id)
  expect(broken).toMatchObject({ query: 'team:Harbour urgent' })
  expect(broken.broken).toContain('The team “Harbour” does not exist any more')
  expect((await ben.get('/api/v1/view-counts')).body.data).toContainEqual({ view: view.id, count: null })
  expect(await ben.get(`/api/v1/complaints?q=${encodeURIComponent(broken.query)}`)).toMatchObject({
    status: 400,
    body: { code: 'worklist.team_ended' },
  })
  const mended = await ben.patch(`/api/v1/views/${view.id}`, { query: 'team:north urgent' }, 1)
  expect(mended.body).toMatchObject({ broken: null, query: 'team:North urgent' })
})

test('columns are each person’s own, and a program has its own too', async () => {
  expect((await ben.get('/api/v1/list-columns')).body).toEqual({ columns: null })
  expect((await ben.put('/api/v1/list-columns', { columns: ['owner', 'state', 'owner'] })).body).toEqual({ columns: ['state', 'owner'] })
  expect((await cleo.get('/api/v1/list-columns')).body).toEqual({ columns: null })
  expect((await ben.put('/api/v1/list-columns', { columns: null })).body).toEqual({ columns: null })
  const program = await token('agent')
  expect((await program.put('/api/v1/list-columns', { columns: ['tags'] })).body).toEqual({ columns: ['tags'] })
  expect(await ben.put('/api/v1/list-columns', { columns: ['nonsense'] })).toMatchObject({ status: 400 })
})

test('the same change twice at once: one is made, the other is told to look again', async () => {
  const { id } = (await ben.post('/api/v1/views', { name: 'Twice', query: '' })).body
  const answers = await Promise.all(['a', 'b'].map((name) => ben.patch(`/api/v1/views/${id}`, { name }, 1)))
  expect(statusesOf(answers)).toEqual([200, 412])
})
