import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { noteRead, noteReadTrouble } from './note-health.ts'
import { watchMailboxes } from './watch-mailboxes.ts'

const post = await smtpDouble()
const stage = await scene({ SMTP_URL: `smtp://127.0.0.1:${post.port}?from=house@desk.example` })
const { db, open, clock } = stage
const fay = await stage.as('fay')

const watch = () => watchMailboxes.run({ step: (run) => open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
const alarms = async () =>
  (await fay.get('/api/v1/mailbox-alarms')).body.data as { mailbox: { id: string }; kind: string; missed: number | null }[]
const ofMailbox = async (id: string) => (await alarms()).filter(({ mailbox }) => mailbox.id === id).map(({ kind }) => kind)
const health = async (id: string) => (await fay.get('/api/v1/mailbox-health')).body.data.find((one: { id: string }) => one.id === id)

let made = 0
async function addMailbox(): Promise<string> {
  const imap = { host: '127.0.0.1', port: 1, security: 'none', user: 'x', password: 'y' }
  const { body } = await fay.post('/api/v1/mailboxes', { address: `watched${(made += 1)}@desk.example`, name: 'Watched', imap })
  return body.id
}

/** Three mails in every hour of the last weeks, up to the moment that is said. */
async function arrived(mailbox: string, until: Temporal.Instant) {
  const rows = Array.from({ length: 5 * 168 }, (_, hour) => ({
    id: newId(),
    source: 'imap',
    source_key: `test/${mailbox}/${hour}`,
    mailbox_id: mailbox,
    raw_sha256: '0'.repeat(64),
    size: 1,
    state: 'put_aside',
    put_aside: 'list',
    arrived_at: until.subtract({ hours: hour }),
  }))
  await db.insertInto('channels_mails').values(rows).execute()
  await db.updateTable('channels_mailboxes').set({ last_mail_at: until }).where('id', '=', mailbox).execute()
}

test('reading that fails is told after a quarter of an hour, once, to the administrators by mail, and its end is a fact', async () => {
  const id = await addMailbox()
  await open(theDesk, (work) => noteReadTrouble(work, id, 'NO [UNAVAILABLE] Come back later'))
  clock.pass({ minutes: 10 })
  await watch()
  expect(await ofMailbox(id)).toEqual([])
  clock.pass({ minutes: 6 })
  await watch()
  await watch()
  await stage.runJobs()
  expect(await ofMailbox(id)).toEqual(['unread'])
  expect(post.received.map(({ to }) => to)).toEqual([['fay@desk.example']])
  expect(post.received[0]?.raw).toContain('Come back later')
  expect(post.received[0]?.raw).toContain('watched1@desk.example cannot be read')
  expect(await health(id)).toMatchObject({ read_trouble: { said: 'NO [UNAVAILABLE] Come back later' }, alarms: ['unread'] })

  await open(theDesk, (work) => noteRead(work, id, 'idle'))
  await watch()
  expect(await ofMailbox(id)).toEqual([])
  expect((await stage.facts('house/channels')).filter((fact) => fact !== 'mailbox.changed')).toEqual([
    'mailbox.alarmed',
    'mailbox.recovered',
  ])
  expect(await health(id)).toMatchObject({ read_trouble: null, listening: { how: 'idle' }, alarms: [] })

  // It comes and goes: shown each time, mailed once in six hours.
  await open(theDesk, (work) => noteReadTrouble(work, id, 'Again'))
  clock.pass({ minutes: 20 })
  await watch()
  await stage.runJobs()
  expect(await ofMailbox(id)).toEqual(['unread'])
  expect(post.received).toHaveLength(1)
})

test('a mailbox that nobody reads at all is told too: its last sign is too old', async () => {
  const id = await addMailbox()
  await open(theDesk, (work) => noteRead(work, id, 'idle'))
  clock.pass({ minutes: 14 })
  await watch()
  expect(await ofMailbox(id)).toEqual([])
  clock.pass({ minutes: 2 })
  await watch()
  expect(await ofMailbox(id)).toEqual(['unread'])
})

test('a mailbox is told to be silent when far more is missed than usual, and is well again with the next mail', async () => {
  const id = await addMailbox()
  const last = clock.now().subtract({ hours: 12 })
  await arrived(id, last)
  await open(theDesk, (work) => noteRead(work, id, 'idle'))
  await watch()
  const [alarm] = (await alarms()).filter(({ mailbox }) => mailbox.id === id)
  expect(alarm).toMatchObject({ kind: 'silent' })
  expect(alarm?.missed).toBeGreaterThan(9)
  expect(alarm?.missed).toBeLessThan(14)
  expect((await health(id)).missed).toBeGreaterThan(10)
  await db.updateTable('channels_mailboxes').set({ last_mail_at: clock.now() }).where('id', '=', id).execute()
  await watch()
  expect(await ofMailbox(id)).toEqual([])
})

test('what waits is counted by mailbox and by why; a mailbox that ended is watched no more', async () => {
  const id = await addMailbox()
  await open(theDesk, (work) => noteReadTrouble(work, id, 'Gone'))
  clock.pass({ minutes: 20 })
  await watch()
  expect(await ofMailbox(id)).toEqual(['unread'])
  await db
    .insertInto('channels_mails')
    .values({
      id: newId(),
      source: 'imap',
      source_key: 'waits',
      mailbox_id: id,
      raw_sha256: '0'.repeat(64),
      size: 1,
      arrived_at: clock.now(),
    })
    .execute()
  expect((await health(id)).unread).toBe(1)
  const ben = await stage.as('ben')
  expect((await ben.get('/api/v1/mailbox-alarms')).status).toBe(200)
  const { version } = (await fay.get('/api/v1/mailboxes')).body.data.find((one: { id: string }) => one.id === id)
  await fay.patch(`/api/v1/mailboxes/${id}`, { ended: true }, version)
  await watch()
  expect(await ofMailbox(id)).toEqual([])
})
