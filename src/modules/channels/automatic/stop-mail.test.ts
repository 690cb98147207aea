import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { mail, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { acknowledge } from './acknowledge.ts'
import { spend } from './automatic-budgets.ts'

const [post, house] = [await smtpDouble(), await smtpDouble()]
const stage = await scene({ SMTP_URL: `smtp://127.0.0.1:${house.port}?from=desk@desk.example` })
const [ben, cleo, eve, fay] = [await stage.as('ben'), await stage.as('cleo'), await stage.as('eve'), await stage.as('fay')]
const smtp = { host: '127.0.0.1', port: post.port, security: 'none' }
const added = await fay.post('/api/v1/mailboxes', { address: 'complaints@desk.example', name: 'Complaints', smtp })
const mailbox = added.body.id as string

const stopsNow = async () => (await ben.get('/api/v1/mail-stops')).body
const endAll = async () => {
  for (const { id } of (await stopsNow()).running) expect((await cleo.delete(`/api/v1/mail-stops/${id}`)).status).toBe(200)
  await stage.runJobs()
}
const setBudgets = async (figures: object) => {
  const { version } = (await fay.get('/api/v1/mail-budgets')).body
  expect((await fay.patch('/api/v1/mail-budgets', figures, version)).status).toBe(200)
}
const marksOf = async (complaint: string | null) => (await ben.get(`/api/v1/complaints/${complaint}`)).body.marks as string[]
let writers = 0
const somebody = () => receive(stage, mail({ from: `writer${(writers += 1)}@customer.example` }))
const lettersTo = (box: typeof post, address: string) => box.received.filter(({ to }) => to.includes(address))
const reply = async (complaint: string | null) => {
  const { body } = await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: 'We look into it.' })
  await stage.runJobs()
  return body.id as string
}
const messageOf = (id: string) => stage.db.selectFrom('conversations_messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('the switch of automatic mail: nobody is acknowledged, the agent sees it, and people’s replies leave as usual', async () => {
  const { status, body } = await cleo.post('/api/v1/mail-stops', { holds: 'automatic', note: 'A storm?' })
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ holds: 'automatic', begun_by: 'Cleo Marín', note: 'A storm?', mailbox: null }),
  ])
  const row = await somebody()
  expect(await marksOf(row.complaint_id)).toContain('unacknowledged')
  expect(post.received).toEqual([])
  await reply(row.complaint_id)
  expect(post.received).toHaveLength(1)
  await endAll()
  const next = await somebody()
  expect(await marksOf(next.complaint_id)).not.toContain('unacknowledged')
  expect(await stage.facts('house/channels')).toEqual(expect.arrayContaining(['mail.stopped', 'mail.resumed']))
})

test('the switch of one mailbox stops that mailbox only; twice is refused; who may not, may not', async () => {
  const other = await fay.post('/api/v1/mailboxes', { address: 'other@desk.example', name: 'Other', smtp })
  expect((await cleo.post('/api/v1/mail-stops', { holds: 'automatic', mailbox: other.body.id })).status).toBe(201)
  const again = await fay.post('/api/v1/mail-stops', { holds: 'automatic', mailbox: other.body.id })
  expect([again.status, again.body.code]).toEqual([409, 'channels.stopped_already'])
  expect(await marksOf((await somebody()).complaint_id)).not.toContain('unacknowledged')
  const there = await receive(stage, mail({ from: 'there@customer.example', to: 'other@desk.example' }), 'other@desk.example')
  expect(await marksOf(there.complaint_id)).toContain('unacknowledged')
  expect((await ben.post('/api/v1/mail-stops', { holds: 'automatic' })).status).toBe(403)
  expect((await eve.post('/api/v1/mail-stops', { holds: 'outgoing' })).status).toBe(403)
  expect((await cleo.post('/api/v1/mail-stops', { holds: 'outgoing', mailbox: newId() })).status).toBe(404)
  const { running } = await stopsNow()
  await endAll()
  expect((await cleo.delete(`/api/v1/mail-stops/${running[0].id}`)).body.code).toBe('channels.stop_not_found')
})

test('“hold everything”: what is queued waits, visibly, and leaves once when a person lets it go', async () => {
  const row = await somebody()
  await cleo.post('/api/v1/mail-stops', { holds: 'outgoing' })
  const before = post.received.length
  const replies = [await reply(row.complaint_id), await reply(row.complaint_id)]
  expect(await messageOf(replies[0] ?? '')).toMatchObject({ state: 'queued', state_reason: 'held' })
  expect(await marksOf(row.complaint_id)).toContain('held')
  expect((await stopsNow()).held).toBe(2)
  await stage.runJobs()
  expect(post.received).toHaveLength(before)
  await endAll()
  expect(post.received).toHaveLength(before + 2)
  for (const id of replies) expect(await messageOf(id)).toMatchObject({ state: 'sent', state_reason: null })
  expect(await marksOf(row.complaint_id)).not.toContain('held')
})

test('a mailbox that has used up its budget stops, raises one alarm, and tells the administrators once', async () => {
  const spentSoFar = await stage.db
    .selectFrom('channels_spending')
    .select('in_hour')
    .where('spender', '=', `mailbox/${mailbox}`)
    .executeTakeFirst()
  await setBudgets({ mailbox_an_hour: (spentSoFar?.in_hour ?? 0) + 2 })
  const rows = []
  for (let at = 0; at < 5; at += 1) rows.push(await somebody())
  const marked = await Promise.all(rows.map(async ({ complaint_id }) => (await marksOf(complaint_id)).includes('unacknowledged')))
  expect(marked).toEqual([false, false, true, true, true])
  const { running } = await stopsNow()
  expect(running).toEqual([
    expect.objectContaining({ reason: 'mailbox_budget', mailbox: expect.objectContaining({ id: mailbox }), begun_by: null }),
  ])
  const told = lettersTo(house, 'fay@desk.example')
  expect(told).toHaveLength(1)
  expect(told[0]?.raw).toContain('complaints@desk.example')
  expect(told[0]?.raw).toMatch(/^Auto-Submitted: auto-generated/m)
  // A person looked: it begins anew.
  await endAll()
  expect(await marksOf((await somebody()).complaint_id)).not.toContain('unacknowledged')
  await setBudgets({ mailbox_an_hour: 300 })
})

test('an address that is refused again and again is a suspected loop: one alarm, for this address alone', async () => {
  const from = 'again@customer.example'
  for (let at = 0; at < 13; at += 1) await receive(stage, mail({ from, text: `Complaint ${at} of the same morning.` }))
  const { running } = await stopsNow()
  expect(running).toEqual([expect.objectContaining({ reason: 'loop', address: from, mailbox: null })])
  expect(lettersTo(post, from)).toHaveLength(1)
  expect(await marksOf((await somebody()).complaint_id)).not.toContain('unacknowledged')
  // Of the address itself the record says nothing.
  const { rows } = await stage.house.database.pool.query(`select data::text as said from facts_facts where stream = 'house/channels'`)
  expect(rows.some(({ said }) => said.includes(from))).toBe(false)
  await endAll()
})

test('one complaint gets so many automatic mails a day and no more', async () => {
  await setBudgets({ complaint_a_day: 1 })
  const row = await somebody()
  await stage.db.deleteFrom('channels_marks').execute()
  await stage.db.deleteFrom('conversations_message_ids').execute()
  await stage.db.updateTable('conversations_messages').set({ kind: 'notice' }).where('kind', '=', 'acknowledgement').execute()
  await stage.open(theDesk, (work) => work.enqueue(acknowledge, { complaint: row.complaint_id ?? '' }))
  await stage.runJobs()
  expect(await marksOf(row.complaint_id)).toContain('unacknowledged')
  await setBudgets({ complaint_a_day: 3 })
})

test('two at once are not both the last one: of an address, and of a mailbox', async () => {
  const from = 'race@customer.example'
  const at = { text: 'The kettle leaks.', channel: 'api', customer: { name: 'Race', email: from } }
  const made = await Promise.all([1, 2, 3, 4].map((order) => ben.post('/api/v1/complaints', { ...at, text: `Kettle ${order} leaks.` })))
  const steps = {
    step: <Result>(run: Parameters<typeof stage.open<Result>>[1]) => stage.open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'test',
  }
  await Promise.all(made.map(({ body }) => acknowledge.run(steps, { complaint: body.id })))
  await stage.runJobs()
  expect(lettersTo(post, from)).toHaveLength(1)
  const limit = { spender: 'race', anHour: 3, aDay: 100 }
  const over = await Promise.all(Array.from({ length: 8 }, () => stage.open(theDesk, (work) => spend(work, [limit]))))
  expect(over.filter((one) => one === null)).toHaveLength(3)
})

test('budgets are changed by administrators, one after the other', async () => {
  const { version } = (await ben.get('/api/v1/mail-budgets')).body
  expect((await fay.patch('/api/v1/mail-budgets', { desk_a_day: 0 }, version)).status).toBe(400)
  expect((await fay.patch('/api/v1/mail-budgets', { desk_a_day: 9_000 }, version)).body.desk_a_day).toBe(9_000)
  expect((await fay.patch('/api/v1/mail-budgets', { desk_a_day: 8_000 }, version)).status).toBe(412)
  expect((await cleo.patch('/api/v1/mail-budgets', { desk_a_day: 8_000 }, version + 1)).status).toBe(403)
})
