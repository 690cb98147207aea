import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { addMailbox, deliver, mail, nextMessageId, receive } from '#test/mails.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'

// What comes after closing is looked at here, not what stands before it.
openGates(['complaint.close', 'complaint.deliver'])
const stage = await scene()
const ben = await stage.as('ben')
await addMailbox(stage, { team_id: stage.teams.north })

// She has proved herself: each of her complaints is acknowledged.
await stage.db.insertInto('channels_senders').values({ address: ada.email, verdict: 'trusted' }).execute()

const read = async (id: string | null) => (await ben.get(`/api/v1/complaints/${id}`)).body

/** A complaint of Ada, copied to Io, that was closed so many days ago. */
async function closed(days: number) {
  const messageId = nextMessageId()
  const { complaint_id } = await receive(stage, mail({ messageId, cc: 'io@customer.example' }))
  const { issues_list, number } = await read(complaint_id)
  const issues = [{ id: issues_list[0].id, outcome: 'upheld', sentence: 'You were right.' }]
  expect((await ben.post(`/api/v1/complaints/${complaint_id}/closure`, { issues })).body.state).toBe('closed')
  const closed_at = stage.clock.now().subtract({ hours: 24 * days })
  await stage.db.updateTable('complaints_complaints').set({ closed_at }).where('id', '=', complaint_id).execute()
  return { id: complaint_id ?? '', number: number as string, fields: { References: `<${messageId}>` } }
}

async function daysAre(reopen_days: number) {
  const fay = await stage.as('fay')
  const { body } = await fay.get('/api/v1/organisation')
  expect((await fay.patch('/api/v1/organisation', { reopen_days }, body.version)).body.reopen_days).toBe(reopen_days)
}

test('within thirty days what the customer writes opens the complaint again', async () => {
  const { id, fields } = await closed(29)
  expect(await receive(stage, mail({ fields }))).toMatchObject({ state: 'attached', complaint_id: id })
  expect((await read(id)).state).toBe('open')
})

test('later a new complaint follows it: each shows the other, it is acknowledged like any, and the old one stays closed', async () => {
  const { id, number, fields } = await closed(31)
  const row = await receive(stage, mail({ fields, text: 'It rains in again.' }))
  expect(row.state).toBe('opened')
  const [before, after] = [await read(id), await read(row.complaint_id)]
  expect(before).toMatchObject({
    state: 'closed',
    links: [{ id: after.id, number: after.number, state: 'received', kind: 'follow_up', role: 'later' }],
  })
  expect(after).toMatchObject({
    words: expect.stringContaining('rains in again'),
    customer: { id: stage.ada },
    links: [{ id, number, state: 'closed', kind: 'follow_up', role: 'earlier' }],
  })
  expect(await stage.facts(`complaint/${id}`)).toContain('complaint.continued')
  expect(await stage.facts(`complaint/${after.id}`)).toEqual(expect.arrayContaining(['complaint.followed', 'acknowledgement.written']))
  expect((await ben.post(`/api/v1/complaints/${id}/reopening`, { reason: 'It is the same cabin.' })).body.state).toBe('open')
})

test('what they write next to the old one goes to its follow-up, not to a third', async () => {
  const { id, number, fields } = await closed(40)
  const follow = await receive(stage, mail({ fields }))
  expect(await receive(stage, mail({ subject: `Re: ${number}` }))).toMatchObject({ state: 'attached', complaint_id: follow.complaint_id })
  expect((await read(id)).links).toHaveLength(1)
})

test('two mails at once to a complaint that ended long ago make one follow-up', async () => {
  const { id, fields } = await closed(40)
  await Promise.all([1, 2].map(() => deliver(stage, mail({ fields }))))
  await Promise.all([stage.runJobs(), stage.runJobs()])
  const { links } = await read(id)
  expect(links).toHaveLength(1)
  const rows = await stage.db
    .selectFrom('channels_mails')
    .select('state')
    .where('complaint_id', '=', links[0].id)
    .orderBy('state')
    .execute()
  expect(rows.map(({ state }) => state)).toEqual(['attached', 'opened'])
})

test('who only takes part opens nothing of their own', async () => {
  const { id, fields } = await closed(40)
  expect(await receive(stage, mail({ from: 'io@customer.example', fields }))).toMatchObject({ state: 'attached', complaint_id: id })
})

test('a restricted complaint is opened again however late: a new one would show what only some may see', async () => {
  const { id, fields } = await closed(400)
  await stage.db.updateTable('complaints_complaints').set({ restriction: 'staff_conduct' }).where('id', '=', id).execute()
  expect(await receive(stage, mail({ fields }))).toMatchObject({ state: 'attached', complaint_id: id })
})

test('the administrator sets the days; none of them means that every later mail opens a new one', async () => {
  await daysAre(3)
  const short = await closed(4)
  expect((await receive(stage, mail({ fields: short.fields }))).state).toBe('opened')
  await daysAre(365)
  const long = await closed(300)
  expect((await receive(stage, mail({ fields: long.fields }))).state).toBe('attached')
  await daysAre(0)
  const none = await closed(0)
  stage.clock.pass({ seconds: 1 })
  expect((await receive(stage, mail({ fields: none.fields }))).state).toBe('opened')
  const fay = await stage.as('fay')
  const { body } = await fay.get('/api/v1/organisation')
  expect((await fay.patch('/api/v1/organisation', { reopen_days: -1 }, body.version)).status).toBe(400)
  await daysAre(30)
})

test('a colleague who may not see the follow-up does not learn of it', async () => {
  const { id, fields } = await closed(40)
  const row = await receive(stage, mail({ fields }))
  await stage.db
    .updateTable('complaints_complaints')
    .set({ team_id: stage.teams.south, owner_id: null })
    .where('id', '=', row.complaint_id)
    .execute()
  expect((await read(id)).links).toEqual([])
})
