import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { openLive } from '#platform/live.ts'
import { type ImapDouble, startImapDouble } from '#test/imap-double.ts'
import { mail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { startFetching } from './fetch-mail.ts'

const stage = await scene()
const { db } = stage
const fay = await stage.as('fay')
const log = pino({ level: 'silent' })
const live = openLive(stage.house.database.pool, log)
const running: { stop(): Promise<void> }[] = []
afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()))
  await live.close()
})
const patience = { silence: 400, poll: 400, lookAgain: 300 }

function read(): { stop(): Promise<void> } {
  const one = startFetching({ open: stage.open, pool: stage.house.database.pool, live, log, patience })
  running.push(one)
  return one
}

let made = 0
/** A mailbox on a server of its own. Its mails came within this hour unless said otherwise. */
async function mailboxOn(manners: Parameters<typeof startImapDouble>[1] = {}, backlog = 0) {
  const address = `box${(made += 1)}@desk.example`
  const server = await startImapDouble(address, manners)
  running.push({ stop: () => server.stop() })
  for (let at = 1; at <= backlog; at += 1) await server.put(mail({ to: address, text: `Number ${at}.` }))
  const imap = { host: '127.0.0.1', port: server.port, security: 'none', user: server.user, password: server.password }
  const { body } = await fay.post('/api/v1/mailboxes', { address, name: 'Complaints', imap })
  return { id: body.id as string, address, server }
}

const mailsOf = (mailbox: string) =>
  db.selectFrom('channels_mails').selectAll().where('mailbox_id', '=', mailbox).where('source', '=', 'imap').orderBy('id').execute()
const row = (mailbox: string) => db.selectFrom('channels_mailboxes').selectAll().where('id', '=', mailbox).executeTakeFirstOrThrow()

async function until<Found>(look: () => Promise<Found>, isSo: (found: Found) => boolean): Promise<Found> {
  for (let turn = 0; turn < 1800; turn += 1) {
    const found = await look()
    if (isSo(found)) return found
    await pause(50)
  }
  throw new Error(`It did not come: ${JSON.stringify(await look()).slice(0, 2000)}`)
}

const uidsOf = (mails: { source_key: string }[]) => mails.map(({ source_key }) => Number(source_key.split('/').at(-1)))
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
const bodies = ({ asked }: ImapDouble) => asked.filter((one) => one.includes('BODY.PEEK[]')).length

test('a backlog is fetched in batches, oldest first, each mail once', async () => {
  const { id, server } = await mailboxOn({}, 260)
  const reader = read()
  const mails = await until(
    () => mailsOf(id),
    (found) => found.length === 260,
  )
  expect(uidsOf(mails)).toEqual(upTo(260))
  expect(bodies(server)).toBeLessThan(20)
  await reader.stop()
})

test('who is stopped in the middle goes on where it was, and a line that breaks again and again costs nothing', async () => {
  const { id, server } = await mailboxOn({ breaksAfter: 40 }, 90)
  const first = read()
  await until(
    () => mailsOf(id),
    (found) => found.length > 10,
  )
  await first.stop()
  const second = read()
  const mails = await until(
    () => mailsOf(id),
    (found) => found.length === 90,
  )
  expect(uidsOf(mails)).toEqual(upTo(90))
  server.manners.breaksAfter = 0
  await until(
    () => row(id),
    ({ last_read_at, read_trouble }) => last_read_at !== null && read_trouble === null,
  )
  await second.stop()
}, 240_000)

test.each(['no', 'breaks'] as const)(
  'a mail that is never handed over (%s) leaves a stub, and the next ones come',
  async (how) => {
    const { id } = await mailboxOn({ withholds: { uid: 3, how } }, 6)
    const reader = read()
    const mails = await until(
      () => mailsOf(id),
      (found) => found.length === 6,
    )
    expect(uidsOf(mails)).toEqual(upTo(6))
    expect(mails.map(({ state, put_aside }) => (state === 'put_aside' ? put_aside : state))).toEqual([
      'stored',
      'stored',
      'withheld',
      'stored',
      'stored',
      'stored',
    ])
    await reader.stop()
  },
  240_000,
)

test('when all UIDs change in the middle of a backlog, none of it is lost', async () => {
  const { id, server } = await mailboxOn({ breaksAfter: 5 })
  const weekAgo = Temporal.Now.instant().subtract({ hours: 24 * 7 })
  await db
    .updateTable('channels_mailboxes')
    .set({ created_at: weekAgo.subtract({ hours: 1 }) })
    .where('id', '=', id)
    .execute()
  for (let at = 0; at < 40; at += 1) await server.put(mail({ text: `Day by day ${at}.` }), weekAgo.add({ hours: at * 4 }))
  const reader = read()
  await until(
    () => mailsOf(id),
    (found) => found.length >= 10,
  )
  server.manners.breaksAfter = 0
  await server.forgetUids()
  await until(
    () => row(id),
    ({ last_read_at }) => last_read_at !== null,
  )
  await reader.stop()
  // What was fetched twice is the same mail to the byte; reading it once more makes nothing of it.
  expect(new Set((await mailsOf(id)).map(({ raw_sha256 }) => raw_sha256)).size).toBe(40)
}, 240_000)

test('a folder that is gone is said in the server’s words, tried less and less often, and read again when it is back', async () => {
  const { id, server } = await mailboxOn({ vanished: true }, 1)
  const reader = read()
  const troubled = await until(
    () => row(id),
    ({ read_trouble, next_try_at }) => read_trouble !== null && next_try_at !== null,
  )
  expect(troubled.read_trouble).toContain('There is no such folder')
  expect(troubled.read_trouble_since).not.toBeNull()
  expect(troubled.listening).toBeNull()
  server.manners.vanished = false
  await until(
    () => mailsOf(id),
    (found) => found.length === 1,
  )
  await until(
    () => row(id),
    ({ read_trouble, next_try_at, read_trouble_since }) => [read_trouble, next_try_at, read_trouble_since].every((one) => one === null),
  )
  await reader.stop()
}, 240_000)

test('a server that says nothing by itself is asked; one that idles is listened to anew, long before it would forget us', async () => {
  const [silent, idling] = [await mailboxOn({ idles: false }), await mailboxOn()]
  const reader = read()
  await until(
    () => row(silent.id),
    ({ listening }) => listening === 'poll',
  )
  await until(
    () => row(idling.id),
    ({ listening }) => listening === 'idle',
  )
  await silent.server.put(mail())
  await until(
    () => mailsOf(silent.id),
    (found) => found.length === 1,
  )
  await until(
    async () => idling.server.asked.filter((one) => one === 'IDLE').length,
    (times) => times >= 3,
  )
  await reader.stop()
  expect((await row(idling.id)).listening).toBeNull()
}, 240_000)

test('of a mail that is too large the beginning is kept, visibly, and the next one comes', async () => {
  const { id, server } = await mailboxOn()
  await server.put(mail({ text: 'x'.repeat(36 * 1024 * 1024) }))
  await server.put(mail())
  const reader = read()
  const mails = await until(
    () => mailsOf(id),
    (found) => found.length === 2,
  )
  expect(mails.map(({ put_aside, size }) => [put_aside, size])).toEqual([
    ['too_large', 1024 * 1024],
    [null, expect.any(Number)],
  ])
  await reader.stop()
}, 240_000)

test('when the process that reads a mailbox dies, another goes on within a minute, and nothing is read twice', async () => {
  const { id, server } = await mailboxOn({}, 2)
  const first = read()
  await until(
    () => mailsOf(id),
    (found) => found.length === 2,
  )
  const second = read()
  await pause(700)
  // The database ends the connection that holds the locks, as it does when a process dies.
  await stage.house.database.pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 7202 and pid <> pg_backend_pid()
     and database = (select oid from pg_database where datname = current_database())`,
  )
  await server.put(mail())
  const mails = await until(
    () => mailsOf(id),
    (found) => found.length === 3,
  )
  expect(uidsOf(mails)).toEqual(upTo(3))
  await Promise.all([first.stop(), second.stop()])
}, 240_000)
