import { createTransport } from 'nodemailer'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { atTheEnd } from '#test/at-the-end.ts'
import { deliver, mail } from '#test/mails.ts'
import { nameServer } from '#test/name-server.ts'
import { scene } from '#test/scene.ts'
import { startReceiver } from '../receive-smtp.ts'

const names = await nameServer({
  'customer.example': { TXT: ['v=spf1 ip4:127.0.0.1 -all'] },
  'forged.example': { TXT: ['v=spf1 ip4:192.0.2.1 -all'] },
  '_dmarc.customer.example': { TXT: ['v=DMARC1; p=reject'] },
  '_dmarc.forged.example': { TXT: ['v=DMARC1; p=reject'] },
})
const stage = await scene({ DNS_SERVERS: names.address })
const ben = await stage.as('ben')
const { db } = stage

const receiver = await startReceiver({
  open: stage.open,
  configuration: { SMTP_LISTEN: '127.0.0.1:0', SMTP_TLS_CERT: undefined, SMTP_TLS_KEY: undefined },
  log: pino({ level: 'silent' }),
})
atTheEnd(async () => receiver?.stop())

async function bring(from: string) {
  const transport = createTransport({ host: '127.0.0.1', port: receiver?.port ?? 0, ignoreTLS: true })
  await transport.sendMail({ envelope: { from, to: 'help@desk.example' }, raw: Buffer.from(mail({ from })) })
  transport.close()
  await stage.runJobs()
  const row = await db.selectFrom('channels_mails').selectAll().where('from_address', '=', from).executeTakeFirstOrThrow()
  const { body } = await ben.get(`/api/v1/complaints/${row.complaint_id}/timeline`)
  const [item] = body.data.filter(
    ({ kind, message }: { kind: string; message?: { direction: string } }) => kind === 'message' && message?.direction === 'in',
  )
  return { row, message: item.message }
}

test('a mail that its sender’s domain vouches for is shown as proved', async () => {
  const { row, message } = await bring('ada@customer.example')
  expect(row).toMatchObject({
    helo: expect.any(String),
    authentication: { by: 'us', dmarc: { result: 'pass', domain: 'customer.example' } },
  })
  expect(message.authentication).toMatchObject({ by: 'us', spf: { result: 'pass' }, dmarc: { result: 'pass' } })
})

test('a forged one is taken all the same, and shown as denied', async () => {
  const { row, message } = await bring('boss@forged.example')
  expect(row.state).toBe('opened')
  expect(message.authentication).toMatchObject({ spf: { result: 'fail' }, dmarc: { result: 'fail', domain: 'forged.example' } })
})

test('of mail that came by another way only the server that the mailbox trusts is believed', async () => {
  const mailbox = { name: 'Box', created_at: stage.clock.now() }
  await db
    .insertInto('channels_mailboxes')
    .values({ ...mailbox, id: newId(), address: 'plain@desk.example' })
    .execute()
  await db
    .insertInto('channels_mailboxes')
    .values({ ...mailbox, id: newId(), address: 'fronted@desk.example', authentication_servers: ['mx.desk.example'] })
    .execute()
  const results = (recipient: string) =>
    deliver(stage, mail({ fields: { 'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=customer.example' } }), recipient)
  for (const recipient of ['plain@desk.example', 'fronted@desk.example']) await results(recipient)
  await stage.runJobs()
  const found = await db
    .selectFrom('channels_mails')
    .select(['recipient', 'authentication'])
    .where('source', '=', 'http')
    .orderBy('recipient')
    .execute()
  expect(found).toMatchObject([
    { recipient: 'fronted@desk.example', authentication: { by: 'server', dmarc: { result: 'pass' } } },
    { recipient: 'plain@desk.example', authentication: {} },
  ])
})

test('a mailbox says which servers it believes, and takes no nonsense', async () => {
  const fay = await stage.as('fay')
  const { body } = await fay.post('/api/v1/mailboxes', {
    address: 'new@desk.example',
    name: 'New',
    authentication_servers: ['mx.google.com'],
  })
  expect(body.authentication_servers).toEqual(['mx.google.com'])
  const wrong = await fay.post('/api/v1/mailboxes', {
    address: 'other@desk.example',
    name: 'New',
    authentication_servers: ['x'.repeat(300)],
  })
  expect(wrong.status).toBe(400)
})
