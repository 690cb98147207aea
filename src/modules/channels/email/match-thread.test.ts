import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { mail, nextMessageId, receive, type WrittenMail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { replyAddress } from './reply-token.ts'

const stage = await scene()
const ben = await stage.as('ben')
const ours = 'complaints@desk.example'
await stage.db
  .insertInto('channels_mailboxes')
  .values({ id: newId(), address: ours, name: 'Complaints', team_id: stage.teams.north, created_at: stage.clock.now() })
  .execute()

/** What a mail may name of a complaint that Ada sent, copying Io, and that Ben answered. */
interface Named {
  first: string
  answer: string
  number: string
  token: string
}

const io = 'Io Pappa <io@customer.example>'
const mallory = 'Mallory <mallory@elsewhere.example>'

async function answered(): Promise<Named & { complaint: string }> {
  const first = nextMessageId()
  const { complaint_id } = await receive(stage, mail({ messageId: first, cc: io }))
  const complaint = complaint_id ?? ''
  const { body } = await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: 'We look into it.' })
  const sent = await stage.db.selectFrom('conversations_messages').select('message_id').where('id', '=', body.id).executeTakeFirstOrThrow()
  const { number } = (await ben.get(`/api/v1/complaints/${complaint}`)).body
  const token = await stage.open(theDesk, async (work) => replyAddress(work, ours, { id: complaint, number }))
  return { complaint, first, answer: sent.message_id ?? '', number, token: token ?? '' }
}

/** What is left of an answer when a gateway takes the References away: the conversation, which began with another one's mail. */
const index = (guid: string, answers = 1) => ({
  'Thread-Index': Buffer.concat([
    Buffer.from('01dc5b1a7c2f', 'hex'),
    Buffer.from(guid.replaceAll('-', ''), 'hex'),
    Buffer.alloc(5 * answers, 7),
  ])
    .toString('base64')
    .replace(/(.{24})/, '$1\r\n '),
  'Thread-Topic': 'The cabin was wet',
})

type Comes = 'attached' | 'opened' | 'unknown_sender'

const outlook = (id: string) => ({ 'In-Reply-To': `<${id}>`, 'Thread-Index': 'AQHbO1a5c0xkQm1ZpUS1nJ3u0g==', 'Thread-Topic': 'The cabin' })

const table: [string, (named: Named) => WrittenMail, Comes][] = [
  ['In-Reply-To names our answer', ({ answer }) => ({ fields: { 'In-Reply-To': `<${answer}>` } }), 'attached'],
  ['Outlook: In-Reply-To and Thread-Index, no References', ({ answer }) => ({ subject: 'AW: x', fields: outlook(answer) }), 'attached'],
  [
    'References name our answer among unknown ones',
    ({ answer }) => ({ fields: { References: `<x@y.example> <${answer}> <z@y.example>` } }),
    'attached',
  ],
  ['a chain that knows only the first mail', ({ first }) => ({ fields: { References: `<${first}>` } }), 'attached'],
  ['the reply address, without any chain', ({ token }) => ({ to: token }), 'attached'],
  [
    'the reply address in large letters, delivered by a relay',
    ({ token }) => ({ fields: { 'Delivered-To': token.toUpperCase() } }),
    'attached',
  ],
  ['the number in the subject', ({ number }) => ({ subject: `My case ${number}` }), 'attached'],
  ['who was copied in answers all', ({ answer }) => ({ from: io, fields: { 'In-Reply-To': `<${answer}>` } }), 'attached'],
  ['who was copied in names the number', ({ number }) => ({ from: io, subject: `[${number}]` }), 'attached'],
  ['a stranger with our Message-ID', ({ answer }) => ({ from: mallory, fields: { 'In-Reply-To': `<${answer}>` } }), 'unknown_sender'],
  ['a stranger with the customer’s Message-ID', ({ first }) => ({ from: mallory, fields: { References: `<${first}>` } }), 'unknown_sender'],
  ['a stranger with the reply address', ({ token }) => ({ from: mallory, to: token }), 'unknown_sender'],
  ['a stranger with the number', ({ number }) => ({ from: mallory, subject: `Re: [${number}]` }), 'unknown_sender'],
  [
    'a stranger who calls themselves Ada',
    ({ number }) => ({ from: `${ada.email} <x@elsewhere.example>`, subject: number }),
    'unknown_sender',
  ],
  ['a reply address with a signature that is not ours', ({ token }) => ({ to: token.replace(/-[0-9a-f]{4}/, '-0000') }), 'opened'],
  ['a plus address of the mailbox that names nothing', () => ({ to: 'complaints+news@desk.example' }), 'opened'],
  [
    'a number whose check digit is wrong',
    ({ number }) => ({ subject: number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) }),
    'opened',
  ],
  ['a prefix of the subject and nothing else', () => ({ subject: 'Re: The cabin was wet' }), 'opened'],
  ['words before a colon that are no prefix', () => ({ subject: 'Compre: The cabin was wet' }), 'opened'],
  ['more words before a colon', () => ({ subject: 'Hardware: The cabin was wet' }), 'opened'],
  ['a chain that nobody here knows', () => ({ fields: { References: '<a@elsewhere.example> <b@elsewhere.example>' } }), 'opened'],
]

test.each(table)('%s', async (_name, written, comes) => {
  const { complaint, ...named } = await answered()
  const row = await receive(stage, mail(written(named)))
  expect(row.put_aside ?? row.state).toBe(comes)
  expect(row.complaint_id === complaint).toBe(comes === 'attached')
  expect(row.suggested_complaint_id).toBe(comes === 'unknown_sender' ? complaint : null)
})

const begun = async () => {
  const guid = crypto.randomUUID()
  const { complaint_id } = await receive(stage, mail({ cc: io, fields: index(guid, 0) }))
  return { guid, complaint: complaint_id ?? '' }
}

test('an answer of which only the Thread-Index is left belongs to the complaint that its conversation began', async () => {
  const { guid, complaint } = await begun()
  const answer = await receive(stage, mail({ from: io, subject: 'RE: something else', fields: index(guid) }))
  expect(answer).toMatchObject({ state: 'attached', complaint_id: complaint })
})

test('so does an answer to the conversation that our own mail began', async () => {
  const { complaint } = await answered()
  const row = await receive(stage, mail({ subject: 'AW: x', fields: index(complaint) }))
  expect(row).toMatchObject({ state: 'attached', complaint_id: complaint })
})

test('a stranger in the same conversation, and a template sent once more under another subject, begin anew', async () => {
  const { guid, complaint } = await begun()
  const stranger = await receive(stage, mail({ from: mallory, fields: index(guid) }))
  expect(stranger).toMatchObject({ state: 'opened', suggested_complaint_id: null })
  const template = await receive(stage, mail({ subject: 'The kettle leaks', fields: index(guid, 0) }))
  expect(template.state).toBe('opened')
  expect(template.complaint_id).not.toBe(complaint)
  const again = await receive(stage, mail({ subject: 'The cabin was wet', text: 'Still wet.', fields: index(guid, 0) }))
  expect(again.complaint_id).toBe(complaint)
})

test.each([
  ['too short', 'AQHbO1a5c0xkQm1ZpUS1nJ3u0g=='],
  ['no base64', 'hello, this is no index at all, is it?'],
  ['nothing but zeros', Buffer.alloc(27).toString('base64')],
])('a Thread-Index that is %s names nothing', async (_name, said) => {
  await receive(stage, mail({ fields: { 'Thread-Index': said } }))
  expect((await receive(stage, mail({ fields: { 'Thread-Index': said } }))).state).toBe('opened')
})

test('of two complaints that a mail names, our own Message-ID counts before the number', async () => {
  const [one, other] = [await answered(), await answered()]
  const row = await receive(stage, mail({ subject: other.number, fields: { 'In-Reply-To': `<${one.answer}>` } }))
  expect(row.complaint_id).toBe(one.complaint)
})

test('the reply address proves its writer; the number does not', async () => {
  const proved = async (from: string) =>
    (await stage.db.selectFrom('channels_senders').select('proved_at').where('address', '=', from).executeTakeFirst())?.proved_at ?? null
  const { complaint, number, token } = await answered()
  await stage.db.deleteFrom('channels_senders').where('address', '=', 'io@customer.example').execute()
  await receive(stage, mail({ from: io, subject: number }))
  expect(await proved('io@customer.example')).toBeNull()
  expect((await receive(stage, mail({ from: io, to: token }))).complaint_id).toBe(complaint)
  expect(await proved('io@customer.example')).not.toBeNull()
})

test('the address that SMTP was told names the complaint, too; our tagged addresses never take part', async () => {
  const { complaint, token } = await answered()
  const row = await receive(stage, mail({ cc: token, text: 'Nothing but words.' }), token)
  expect(row).toMatchObject({ state: 'attached', complaint_id: complaint })
  const { body } = await ben.get(`/api/v1/complaints/${complaint}/recipients`)
  const addresses = [...body.data, ...body.others].map(({ address }: { address: string }) => address)
  expect(addresses.toSorted()).toEqual([ada.email, 'io@customer.example'])
})

test('a stranger’s mail shows the complaint that it names, and one click adds it there: from then on they take part', async () => {
  const { complaint, number } = await answered()
  const row = await receive(stage, mail({ from: mallory, subject: `About ${number}`, text: 'I am her lawyer.' }))
  const listed = async (who: 'ben' | 'dov') => {
    const { body } = await (await stage.as(who)).get('/api/v1/mails-aside?limit=100')
    return body.data.find(({ id }: { id: string }) => id === row.id)?.suggested
  }
  expect(await listed('ben')).toEqual({ id: complaint, number })
  // A colleague who may not see the complaint does not learn of it here.
  expect(await listed('dov')).toBeUndefined()
  expect((await ben.post(`/api/v1/mails-aside/${row.id}/attachment`, { complaint })).status).toBe(200)
  expect(await receive(stage, mail({ from: mallory, subject: number, text: 'Once more.' }))).toMatchObject({ complaint_id: complaint })
})

test('whom the customer addresses beside us takes part; another name of ours does not', async () => {
  const { complaint_id } = await receive(stage, mail({ to: `${ours}, lawyer@office.example, info@desk.example` }))
  const { body } = await ben.get(`/api/v1/complaints/${complaint_id}/recipients`)
  expect(body.data.map(({ address, role, reason }: Record<string, string>) => [role, address, reason])).toEqual([
    ['to', ada.email, 'complained'],
    ['cc', 'lawyer@office.example', 'copied'],
  ])
})

test('answers written into what we asked, where nothing marks it as ours, are shown with it; without any, only the answer above', async () => {
  const { complaint_id } = await receive(stage, mail())
  const asked = 'Which cabin was it?\n\nWhat did the steward say, and when?'
  const { body } = await ben.post(`/api/v1/complaints/${complaint_id}/messages`, { text: asked })
  const { message_id } = await stage.db
    .selectFrom('conversations_messages')
    .select('message_id')
    .where('id', '=', body.id)
    .executeTakeFirstOrThrow()
  const head = 'From: Complaints <complaints@desk.example>\nSent: Saturday, 21 November 2026 10:00\nTo: Ada\nSubject: RE: The cabin'
  const shown = async (above: string, history: string) => {
    const text = `${above}\n\n${head}\n\n${history}`
    const row = await receive(stage, mail({ text, fields: { 'In-Reply-To': `<${message_id}>` } }))
    const found = stage.db.selectFrom('conversations_messages').select(['text', 'visible_text']).where('mail_id', '=', row.id)
    return found.executeTakeFirstOrThrow()
  }
  const within = await shown('Thank you for asking, and sorry for the delay.', asked.replace('it?', 'it?\nNumber twelve.'))
  expect(within.visible_text).toBe(within.text.trim())
  expect((await shown('Number twelve; he said nothing.', asked)).visible_text).toBe('Number twelve; he said nothing.')
})
