import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { askingFor } from '#platform/name-server.ts'
import { nameServer } from '#test/name-server.ts'
import { authenticateMail } from './authenticate-mail.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const key = {
  domainName: 'customer.example',
  keySelector: 'mail',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}

const { address, asked } = await nameServer({
  'customer.example': { TXT: ['v=spf1 ip4:192.0.2.10 -all'] },
  'mail._domainkey.customer.example': { TXT: [`v=DKIM1; k=rsa; p=${published}`] },
  '_dmarc.customer.example': { TXT: ['v=DMARC1; p=reject'] },
  'careless.example': { TXT: ['something else'] },
})

const signed = async (text = 'My lamp is broken.'): Promise<Buffer> => {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim: key })
  const { message } = await transport.sendMail({ from: 'Ada <ada@customer.example>', to: 'help@desk.example', subject: 'Lamp', text })
  return message as Buffer
}

const from = (remoteAddress: string, raw: Buffer, envelopeFrom = 'ada@customer.example') =>
  authenticateMail({ raw, remoteAddress, helo: 'mail.customer.example', envelopeFrom, host: 'desk.example' }, askingFor([address]))

test('a mail from its own server with its own signature is proved', async () => {
  expect(await from('192.0.2.10', await signed())).toEqual({
    by: 'us',
    server: null,
    spf: { result: 'pass', domain: 'customer.example' },
    dkim: { result: 'pass', domain: 'customer.example' },
    dmarc: { result: 'pass', domain: 'customer.example' },
  })
})

test('a signature proves a mail that came through another server', async () => {
  expect(await from('198.51.100.7', await signed())).toMatchObject({ spf: { result: 'fail' }, dmarc: { result: 'pass' } })
})

test('a mail that was changed on its way, from a foreign server, fails', async () => {
  const changed = Buffer.from((await signed()).toString().replace('broken', 'stolen'))
  expect(await from('198.51.100.7', changed)).toMatchObject({
    dkim: { result: 'neutral' },
    dmarc: { result: 'fail', domain: 'customer.example' },
  })
})

test('somebody else’s server, which is right for its own domain, proves nothing for this one', async () => {
  const raw = Buffer.from('From: ada@customer.example\r\nTo: help@desk.example\r\n\r\nPay me.\r\n')
  expect(await from('192.0.2.10', raw, 'x@careless.example')).toMatchObject({ dmarc: { result: 'fail' } })
})

test('a domain that publishes nothing is neither proved nor denied', async () => {
  const raw = Buffer.from('From: joe@careless.example\r\n\r\nHello.\r\n')
  expect(await from('192.0.2.10', raw, 'joe@careless.example')).toMatchObject({
    spf: { result: 'none' },
    dkim: { result: 'none' },
    dmarc: { result: 'none' },
  })
})

test.each([
  '',
  '\r\n',
  'no mail at all',
  'From: a@b, c@d\r\nFrom: e@f\r\n\r\n',
  `From: ${'x'.repeat(5_000)}@${'y.'.repeat(2_000)}example\r\n\r\n`,
  'DKIM-Signature: v=1; d=\0;\r\n\r\n',
])('what is hardly a mail is answered too: %j', async (raw) => {
  const found = await from('192.0.2.10', Buffer.from(raw))
  expect(found.dmarc?.result ?? 'none').not.toBe('pass')
})

test('the same question is asked once for many mails, and one mail cannot make us ask for ever', async () => {
  await from('192.0.2.10', await signed('First.'))
  const before = asked.length
  await from('192.0.2.10', await signed('Second.'))
  expect(asked.length).toBe(before)
  const ask = askingFor([address])
  const answers = await Promise.allSettled(Array.from({ length: 200 }, (_, turn) => ask(`n${turn}.customer.example`, 'TXT')))
  expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
  expect(asked.length).toBeLessThanOrEqual(before + 40)
})

test('a name server that does not answer leaves a mail unproved, not unread', async () => {
  const nobody = askingFor(['127.0.0.1:9'])
  const raw = await signed('Third.')
  const found = await authenticateMail(
    { raw, remoteAddress: '192.0.2.10', helo: null, envelopeFrom: 'ada@customer.example', host: 'desk.example' },
    nobody,
  )
  expect(found.dmarc?.result ?? 'temperror').not.toBe('pass')
})
