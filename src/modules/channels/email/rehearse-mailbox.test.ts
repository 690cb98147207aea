import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { startImapDouble } from '#test/imap-double.ts'
import { mail, nextMessageId, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { keepMail } from './keep-mail.ts'

const stage = await scene()
const { db, open } = stage
const fay = await stage.as('fay')
const server = await startImapDouble('complaints@desk.example')
afterAll(() => server.stop())
const imap = { host: '127.0.0.1', port: server.port, security: 'none', user: server.user, password: server.password }
const { body: mailbox } = await fay.post('/api/v1/mailboxes', { address: server.user, name: 'Complaints', imap })
const rehearse = (last?: number) => fay.post('/api/v1/mailbox-rehearsals', { mailbox: mailbox.id, ...(last && { last }) })

/** Every table with its count of rows; every file. */
async function everything() {
  const { rows } = await sql<{
    name: string
  }>`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') order by 1`.execute(db)
  const counts: Record<string, number> = {}
  for (const { name } of rows)
    counts[name] = (await sql<{ count: number }>`select count(*)::int as count from ${sql.raw(name)}`.execute(db)).rows[0]?.count ?? 0
  const files = await readdir(join(stage.dataFolder, 'files'), { recursive: true }).catch(() => [])
  // Sessions and visits count whoever asks.
  for (const name of Object.keys(counts)) if (/sessions|http_/.test(name)) delete counts[name]
  return { counts, files: files.length }
}

test('a rehearsal says what would become of each mail, in the order in which they came, and writes nothing', async () => {
  // A complaint that is here already, and its customer.
  const before = await receive(stage, mail({ subject: 'The first one' }))
  const { number } = await db
    .selectFrom('complaints_complaints')
    .select('number')
    .where('id', '=', before.complaint_id ?? '')
    .executeTakeFirstOrThrow()
  const fresh = nextMessageId()
  await server.put(mail({ from: 'Nia <nia@customer.example>', subject: 'A new one', messageId: fresh }))
  await server.put(
    mail({
      from: 'Nia <nia@customer.example>',
      subject: 'Re: A new one',
      text: 'One thing more.',
      fields: { 'In-Reply-To': `<${fresh}>`, References: `<${fresh}>` },
    }),
  )
  await server.put(mail({ subject: `Re: ${number}`, text: 'Any news?' }))
  await server.put(mail({ from: 'Stranger <stranger@elsewhere.example>', subject: number, text: 'Let me in.' }))
  await server.put(mail({ fields: { 'Auto-Submitted': 'auto-replied' }, subject: 'Out of office', text: 'I am away.' }))
  await server.put(Buffer.from('\0\0\0'))
  const state = await everything()

  const { status, body } = await rehearse()
  expect(status).toBe(200)
  expect(body.in_folder).toBe(6)
  expect(body.data.map(({ does, why, complaint, here }: Record<string, never>) => ({ does, why, complaint, here }))).toEqual([
    { does: 'open', why: null, complaint: null, here: false },
    { does: 'attach', why: null, complaint: null, here: false },
    { does: 'attach', why: null, complaint: { id: before.complaint_id, number }, here: false },
    { does: 'aside', why: 'unknown_sender', complaint: null, here: false },
    { does: 'aside', why: 'auto_reply', complaint: null, here: false },
    { does: 'aside', why: expect.any(String), complaint: null, here: false },
  ])
  expect(body.data[0]).toMatchObject({ subject: 'A new one', from: { name: 'Nia', address: 'nia@customer.example' } })
  expect(await everything()).toEqual(state)
  expect(server.asked.some((asked) => asked.startsWith('SELECT'))).toBe(false)
})

test('what is here already is said to be, with what became of it; only the last mails are read', async () => {
  const raw = mail({ subject: 'Fetched in earnest' })
  await server.put(raw)
  await open(theDesk, (work) => keepMail(work, { raw, source: { mailbox: mailbox.id, uidValidity: 1n, uid: 7 }, recipient: server.user }))
  await stage.runJobs()
  const { body } = await rehearse(1)
  expect(body.data).toHaveLength(1)
  expect(body.data[0]).toMatchObject({
    subject: 'Fetched in earnest',
    does: 'open',
    here: true,
    complaint: { number: expect.stringMatching(/^RD-/) },
  })
})

test('a server that cannot be read is quoted; a mailbox without one is refused; who may not edit mailboxes may not rehearse', async () => {
  server.manners.vanished = true
  expect((await rehearse()).body).toMatchObject({ trouble: expect.stringContaining('There is no such folder'), data: [] })
  const { body: sending } = await fay.post('/api/v1/mailboxes', { address: 'out@desk.example', name: 'Out' })
  const none = await fay.post('/api/v1/mailbox-rehearsals', { mailbox: sending.id })
  expect([none.status, none.body.code]).toEqual([409, 'channels.cannot_read'])
  expect((await (await stage.as('ben')).post('/api/v1/mailbox-rehearsals', { mailbox: mailbox.id })).status).toBe(403)
})
