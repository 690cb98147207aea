import { afterEach, expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { mail, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { parseMail } from './mime/parse-mail.ts'
import { closeLines } from './send-mail.ts'

const stage = await scene()
const [ben, fay] = await Promise.all([stage.as('ben'), stage.as('fay')])
const server = await smtpDouble()
const smtp = { host: '127.0.0.1', port: server.port, security: 'none' }
const plain = await fay.post('/api/v1/mailboxes', { address: 'care@desk.example', name: 'Care', smtp })
const tagged = await fay.post('/api/v1/mailboxes', { address: 'help@desk.example', name: 'Help', smtp, plus_addresses: true })

afterEach(() => {
  server.received.length = 0
  closeLines()
})

/** What we sent to somebody, as their mail program reads it. */
async function lastTo(address: string) {
  await stage.runJobs()
  const letter = server.received.findLast(({ to }) => to.includes(address))
  if (!letter) throw new Error(`Nothing went to ${address}`)
  return parseMail(Buffer.from(letter.raw))
}

type Letter = Awaited<ReturnType<typeof lastTo>>

const answerTo = ({ replyTo, from }: Letter) => replyTo[0]?.address ?? from?.address ?? ''

/** How programs answer: what of our letter they send back. */
const programs: [string, (letter: Letter) => Record<string, string>][] = [
  [
    'with the whole chain',
    ({ messageId, references }) => ({
      'In-Reply-To': `<${messageId}>`,
      References: [...references, messageId].map((id) => `<${id}>`).join(' '),
    }),
  ],
  [
    'as Outlook does, with In-Reply-To and Thread-Index only',
    ({ messageId }) => ({ 'In-Reply-To': `<${messageId}>`, 'Thread-Index': 'AQHbO1a5c0xkQm1ZpUS1nJ3u0g==' }),
  ],
]

const inMessages = (complaint: string) =>
  stage.db.selectFrom('conversations_messages').select('text').where('complaint_id', '=', complaint).where('direction', '=', 'in').execute()

test.each(programs)('the customer writes first, we answer, they answer %s, and again', async (_how, fields) => {
  const opened = await receive(stage, mail({ to: 'care@desk.example' }), 'care@desk.example')
  const complaint = opened.complaint_id ?? ''
  for (const turn of ['first', 'second']) {
    await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: `Our ${turn} answer.` })
    const letter = await lastTo(ada.email)
    expect(letter.replyTo).toEqual([])
    expect(letter.inReplyTo).toHaveLength(1)
    const row = await receive(
      stage,
      mail({ to: answerTo(letter), subject: 'AW: whatever', text: `The ${turn} reply.`, fields: fields(letter) }),
    )
    expect(row).toMatchObject({ state: 'attached', complaint_id: complaint })
  }
  expect(await inMessages(complaint)).toHaveLength(3)
})

test.each(programs)('we write first, about what was told by telephone; the customer answers %s', async (_how, fields) => {
  const made = await ben.post('/api/v1/complaints', {
    text: 'The ferry left without me.',
    channel: 'phone',
    customer: { email: 'pia@customer.example' },
  })
  await ben.post(`/api/v1/complaints/${made.body.id}/messages`, { text: 'You called us today.', mailbox: plain.body.id })
  const letter = await lastTo('pia@customer.example')
  const row = await receive(stage, mail({ from: 'pia@customer.example', subject: 'Hello', fields: fields(letter), to: answerTo(letter) }))
  expect(row).toMatchObject({ state: 'attached', complaint_id: made.body.id })
  expect(await inMessages(made.body.id)).toHaveLength(2)
})

test('we write first to an address that nobody had; a program that forgets every header answers to the reply address', async () => {
  const made = await ben.post('/api/v1/complaints', {
    text: 'Shouted at the counter.',
    channel: 'counter',
    customer: { phone: '+30 210 555 0199' },
  })
  const to = 'rea@customer.example'
  const asked = { text: 'You were here today.', to: [to], confirmed_recipients: [to], mailbox: tagged.body.id }
  expect((await ben.post(`/api/v1/complaints/${made.body.id}/messages`, asked)).status).toBe(201)
  const letter = await lastTo(to)
  expect(letter.from?.address).toBe('help@desk.example')
  expect(answerTo(letter)).toMatch(/^help\+rd\d{10,}-[0-9a-f]{20}@desk\.example$/)
  const row = await receive(stage, mail({ from: to, to: answerTo(letter), subject: 'Hello', text: 'Yes, I was.' }), answerTo(letter))
  expect(row).toMatchObject({ state: 'attached', complaint_id: made.body.id, mailbox_id: tagged.body.id })
})

test('we write to a supplier; they answer, and the customer hears of neither', async () => {
  const { complaint_id } = await receive(stage, mail({ to: 'care@desk.example' }), 'care@desk.example')
  const complaint = complaint_id ?? ''
  await stage.runJobs()
  server.received.length = 0
  const to = 'parts@supplier.example'
  await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: 'Which part broke?', to: [to], confirmed_recipients: [to] })
  const letter = await lastTo(to)
  const row = await receive(
    stage,
    mail({ from: to, to: answerTo(letter), text: 'The pump.', fields: { 'In-Reply-To': `<${letter.messageId}>` } }),
  )
  expect(row).toMatchObject({ state: 'attached', complaint_id: complaint })
  await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: 'Thank you.', to: [to] })
  await lastTo(to)
  expect(server.received.flatMap(({ to: reached }) => reached)).not.toContain(ada.email)
})

test('a mailbox has no reply addresses until somebody says that its server delivers them', async () => {
  expect([plain.body.plus_addresses, tagged.body.plus_addresses]).toEqual([false, true])
  const { body } = await fay.patch(`/api/v1/mailboxes/${plain.body.id}`, { plus_addresses: true }, plain.body.version)
  expect(body.plus_addresses).toBe(true)
})
