import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { addMailbox, deliver, mail, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { acknowledge } from './acknowledge.ts'

const stage = await scene()
const ben = await stage.as('ben')
await addMailbox(stage, { team_id: stage.teams.north })

const acknowledgementsOf = (complaint: string | null) =>
  stage.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaint ?? '')
    .where('kind', '=', 'acknowledgement')
    .execute()
const reasonOf = async (complaint: string | null) =>
  (
    await stage.db
      .selectFrom('channels_marks')
      .select('reason')
      .where('complaint_id', '=', complaint ?? '')
      .where('mark', '=', 'unacknowledged')
      .executeTakeFirst()
  )?.reason
const complaintOf = async (id: string | null) => (await ben.get(`/api/v1/complaints/${id}`)).body

test('a mail is acknowledged: number, moment, team and link; no word of who sent it, not even the subject', async () => {
  const row = await receive(
    stage,
    mail({ from: 'Zoe Zebra <zoe@customer.example>', subject: 'Buy cheap pills', text: 'Visit pills.example now.' }),
  )
  const written = await acknowledgementsOf(row.complaint_id)
  expect(written).toHaveLength(1)
  const { id, subject, text, ...more } = written[0] as (typeof written)[number]
  const { number } = await complaintOf(row.complaint_id)
  expect(subject).toBe(`We have received your complaint [${number}]`)
  for (const said of [number, 'North', 'Harbour Ferries']) expect(text).toContain(said)
  expect(text).toMatch(/http:\/\/desk\.example\/c\/[\w-]{40,}/)
  expect(text).toMatch(/\w+day,? \d{1,2} \w+ \d{4}/)
  expect(`${subject} ${text}`).not.toMatch(/pills|zebra|zoe/i)
  expect(more).toMatchObject({ language: 'en', author: 'desk', in_reply_to: row.message_id })
  const recipients = await stage.db
    .selectFrom('conversations_recipients')
    .select(['address', 'name'])
    .where('message_id', '=', id)
    .execute()
  expect(recipients).toEqual([{ address: 'zoe@customer.example', name: null }])
})

test('it is written in the language of the mail', async () => {
  const greek = await receive(stage, mail({ from: 'eleni@customer.example', text: 'Η καμπίνα ήταν βρεγμένη και δεν ήρθε κανείς.' }))
  const spanish = await receive(
    stage,
    mail({ from: 'luz@customer.example', text: 'Hola, la cabina estaba mojada y nadie vino. ¿Por qué?' }),
  )
  expect((await acknowledgementsOf(greek.complaint_id))[0]?.text).toContain('Ένας άνθρωπος το διαβάζει')
  expect((await acknowledgementsOf(spanish.complaint_id))[0]?.text).toContain('Una persona la lee')
})

test('a customer whom a program names by e-mail is acknowledged; one who called is not', async () => {
  const written = { text: 'The kettle leaks.', customer: { name: 'Kai', email: 'kai@customer.example' } }
  const api = await ben.post('/api/v1/complaints', { ...written, channel: 'api' })
  const phone = await ben.post('/api/v1/complaints', { ...written, channel: 'phone' })
  await stage.runJobs()
  expect(await acknowledgementsOf(api.body.id)).toHaveLength(1)
  expect(await acknowledgementsOf(phone.body.id)).toEqual([])
})

test('who left no address is not acknowledged by mail, and nothing is withheld', async () => {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The kettle leaks.', channel: 'api', anonymous: true })
  await stage.runJobs()
  expect(await acknowledgementsOf(body.id)).toEqual([])
  expect((await complaintOf(body.id)).marks).not.toContain('unacknowledged')
})

test('an address that has not proved itself gets one automatic mail a day; the agent sees what was not sent, until somebody answers', async () => {
  const from = 'target@customer.example'
  const first = await receive(stage, mail({ from }))
  const second = await receive(stage, mail({ from: 'TARGET@customer.example', text: 'Another one.' }))
  expect(await acknowledgementsOf(first.complaint_id)).toHaveLength(1)
  expect(await acknowledgementsOf(second.complaint_id)).toEqual([])
  expect((await complaintOf(second.complaint_id)).marks).toContain('unacknowledged')
  expect(await stage.facts(`complaint/${second.complaint_id}`)).toContain('acknowledgement.withheld')
  await ben.post(`/api/v1/complaints/${second.complaint_id}/messages`, { text: 'We look into it.' })
  expect((await complaintOf(second.complaint_id)).marks).not.toContain('unacknowledged')
  stage.clock.pass({ hours: 24 })
  const third = await receive(stage, mail({ from, text: 'A day later.' }))
  expect(await acknowledgementsOf(third.complaint_id)).toHaveLength(1)
})

test('an address that has proved itself gets one for each complaint, up to twenty a day', async () => {
  await stage.db
    .insertInto('channels_senders')
    .values({ address: ada.email, proved_at: stage.clock.now() })
    .onConflict((conflict) => conflict.column('address').doUpdateSet({ proved_at: stage.clock.now() }))
    .execute()
  const rows = []
  for (let at = 0; at < 21; at += 1) rows.push(await receive(stage, mail({ text: `Number ${at}.` })))
  const counts = await Promise.all(rows.map(async ({ complaint_id }) => (await acknowledgementsOf(complaint_id)).length))
  expect(counts.slice(0, 20).every((count) => count === 1)).toBe(true)
  expect(counts[20]).toBe(0)
})

test('no automatic mail goes to machines, to addresses that nobody reads, or to ourselves', async () => {
  const generated = await receive(stage, mail({ from: 'form@shop.example', fields: { 'Auto-Submitted': 'auto-generated' } }))
  const nobody = await receive(stage, mail({ from: 'no-reply@shop.example' }))
  const ours = await ben.post('/api/v1/complaints', {
    text: 'The kettle leaks.',
    channel: 'api',
    customer: { name: 'Us', email: 'Complaints@desk.example' },
  })
  await stage.runJobs()
  const why = { [generated.complaint_id ?? '']: 'automatic', [nobody.complaint_id ?? '']: 'machine', [ours.body.id]: 'ours' }
  for (const [complaint, reason] of Object.entries(why)) {
    expect(await acknowledgementsOf(complaint)).toEqual([])
    expect((await complaintOf(complaint)).marks).toContain('unacknowledged')
    expect(await reasonOf(complaint)).toBe(reason)
  }
})

test('a list is not written to', async () => {
  const before = await stage.db.selectFrom('conversations_messages').select('id').where('direction', '=', 'out').execute()
  await receive(stage, mail({ from: 'lia@customer.example', fields: { 'List-Id': '<crew.desk.example>' } }))
  const after = await stage.db.selectFrom('conversations_messages').select('id').where('direction', '=', 'out').execute()
  expect(after).toHaveLength(before.length)
})

test('twice and at once it is written once', async () => {
  const row = await receive(stage, mail({ from: 'twice@customer.example' }))
  const steps = {
    step: <Result>(run: Parameters<typeof stage.open<Result>>[1]) => stage.open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'test',
  }
  await Promise.all([1, 2, 3].map(() => acknowledge.run(steps, { complaint: row.complaint_id ?? '' })))
  expect(await acknowledgementsOf(row.complaint_id)).toHaveLength(1)
})

test('who says the same again after we wrote is a machine, also when the address has proved itself', async () => {
  const from = 'robot@customer.example'
  await stage.db.insertInto('channels_senders').values({ address: from, proved_at: stage.clock.now() }).execute()
  const person = await receive(stage, mail({ from, text: 'My ferry never came, and nobody told me why.' }))
  const away = (hour: string) => mail({ from, subject: `Away since ${hour}`, text: `I am away since ${hour}. Your mail waits for me.` })
  const once = await receive(stage, away('9:15'))
  const again = await receive(stage, away('9:16'))
  const counts = await Promise.all([person, once, again].map(async ({ complaint_id }) => (await acknowledgementsOf(complaint_id)).length))
  expect(counts).toEqual([1, 1, 0])
  expect(await reasonOf(again.complaint_id)).toBe('repeated')
})

test('a mail whose domain vouches for its sender is acknowledged like that of a proved address', async () => {
  const from = 'vouched@customer.example'
  const rows = []
  for (const text of ['The first of them.', 'The second of them.']) {
    const raw = mail({ from, text })
    const { body } = await deliver(stage, raw)
    await stage.db
      .updateTable('channels_mails')
      .set({ authentication: JSON.stringify({ dmarc: { result: 'pass' } }) })
      .where('id', '=', body.id)
      .execute()
    await stage.runJobs()
    rows.push(await stage.db.selectFrom('channels_mails').selectAll().where('id', '=', body.id).executeTakeFirstOrThrow())
  }
  expect(await Promise.all(rows.map(async ({ complaint_id }) => (await acknowledgementsOf(complaint_id)).length))).toEqual([1, 1])
})
