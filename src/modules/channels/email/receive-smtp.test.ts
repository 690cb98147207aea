import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import type { OpenWork } from '#platform/open-work.ts'
import { mail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { mailLimit } from './keep-mail.ts'
import { startReceiver } from './receive-smtp.ts'

const stage = await scene()
const log = pino({ level: 'silent' })
const listening = { SMTP_LISTEN: '127.0.0.1:0', SMTP_TLS_CERT: undefined, SMTP_TLS_KEY: undefined }

async function receiver(open: OpenWork = stage.open) {
  const started = await startReceiver({ open, configuration: listening, log })
  if (!started) throw new Error('It does not listen')
  afterAll(() => started.stop())
  return started
}

const { port } = await receiver()
const send = (raw: Uint8Array, to: string | string[], at = port) => {
  const transport = createTransport({ host: '127.0.0.1', port: at, secure: false, ignoreTLS: true })
  return transport.sendMail({ envelope: { from: 'ada@customer.example', to }, raw: Buffer.from(raw) }).finally(() => transport.close())
}
const rows = () => stage.db.selectFrom('channels_mails').selectAll().orderBy('arrived_at').orderBy('id').execute()

test('without SMTP_LISTEN nothing listens', async () => {
  expect(await startReceiver({ open: stage.open, configuration: { ...listening, SMTP_LISTEN: undefined }, log })).toBeNull()
})

test('a mail that was answered with 250 is kept, read, and opens a complaint; also for an address without a mailbox', async () => {
  const sent = mail()
  const info = await send(sent, 'whoever@desk.example')
  expect(info.response).toMatch(/^250/)
  const [row] = await rows()
  expect(row).toMatchObject({
    source: 'smtp',
    state: 'stored',
    recipient: 'whoever@desk.example',
    envelope_from: 'ada@customer.example',
    remote_address: '127.0.0.1',
  })
  await stage.runJobs()
  expect((await rows())[0]?.state).toBe('opened')
})

test('the same mail delivered again is the one that is here', async () => {
  const sent = mail({ text: 'Delivered twice.' })
  const before = (await rows()).length
  await send(sent, 'whoever@desk.example')
  await send(sent, 'whoever@desk.example')
  await Promise.all([1, 2, 3].map(() => send(sent, 'whoever@desk.example')))
  expect(await rows()).toHaveLength(before + 1)
})

test('a mail to several of our mailboxes is a mail for each', async () => {
  for (const address of ['one@desk.example', 'two@desk.example'])
    await stage.db.insertInto('channels_mailboxes').values({ id: newId(), address, name: address, created_at: stage.clock.now() }).execute()
  const before = (await rows()).length
  await send(mail({ text: 'To you all.' }), ['one@desk.example', 'TWO+tag@desk.example', 'friend@customer.example'])
  expect(new Set((await rows()).slice(before).map(({ recipient }) => recipient))).toEqual(
    new Set(['TWO+tag@desk.example', 'one@desk.example']),
  )
})

test('a mail that could not be committed is not answered with 250: the sender is asked to try again', async () => {
  const broken = await receiver(() => Promise.reject(new Error('the database is gone')))
  await expect(send(mail(), 'x@desk.example', broken.port)).rejects.toMatchObject({ responseCode: 451 })
})

test('a mail above the limit is refused with a sentence, whether its size is announced or not; nothing is kept of it', async () => {
  const before = (await rows()).length
  const large = Buffer.concat([
    mail(),
    Buffer.alloc(mailLimit, 'a line of seventy-six characters and its end, again and again and again\r\n'),
  ])
  await expect(send(large, 'x@desk.example')).rejects.toMatchObject({ responseCode: 552 })
  expect(await speak([`EHLO me`, 'MAIL FROM:<a@b.example> SIZE=99999999'])).toMatch(/552/)
  expect(await rows()).toHaveLength(before)
})

test('it offers neither sign-in nor a certificate that everybody knows', async () => {
  const said = await speak(['EHLO me', 'STARTTLS', 'AUTH PLAIN AAAA'])
  expect(said).toContain('SIZE')
  expect(said).not.toMatch(/250[- ](STARTTLS|AUTH)/)
  expect(said).not.toMatch(/^220 .*TLS|235/m)
})

/** Says lines by hand, one after the other's answer. */
function speak(lines: string[]): Promise<string> {
  return new Promise((resolve) => {
    const waiting = [...lines, 'QUIT']
    let said = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (chunk) => {
      said += String(chunk)
      if (/^\d{3} .*\r\n$/m.test(String(chunk))) socket.write(`${waiting.shift() ?? 'QUIT'}\r\n`)
    })
    socket.on('close', () => resolve(said))
    socket.on('error', () => resolve(said))
  })
}
