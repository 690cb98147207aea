import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { openLive } from '#platform/live.ts'
import { dovecotIsHere, startDovecot } from '#test/dovecot.ts'
import { mail, nextMessageId } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { startFetching } from './fetch-mail.ts'

const log = pino({ level: 'silent' })
const withDovecot = dovecotIsHere ? 'with Dovecot' : 'not tried: Dovecot is not installed here'

const staged = async () => {
  const stage = await scene()
  const server = await startDovecot()
  const live = openLive(stage.house.database.pool, log)
  const fay = await stage.as('fay')
  const fetching: { stop(): Promise<void> }[] = []
  const start = () => {
    const one = startFetching({ open: stage.open, pool: stage.house.database.pool, live, log })
    fetching.push(one)
    return one
  }
  afterAll(async () => {
    await Promise.all(fetching.map((one) => one.stop()))
    await live.close()
    await server.stop()
  })
  const imap = { host: '127.0.0.1', port: server.port, security: 'none', user: server.user, password: server.password, folder: 'INBOX' }
  const mails = () => stage.db.selectFrom('channels_mails').selectAll().orderBy('arrived_at').orderBy('id').execute()
  const mailbox = async (id: string) => (await fay.get('/api/v1/mailboxes')).body.data.find((one: { id: string }) => one.id === id)
  return { stage, server, fay, start, imap, mails, mailbox }
}

type Staged = Awaited<ReturnType<typeof staged>>
// Made here, not in the tests: what a test makes is not torn down with the file.
const [first, second] = dovecotIsHere ? [await staged(), await staged()] : []

/** Looks again until it is so, for at most a while. */
async function until<Found>(look: () => Promise<Found>, isSo: (found: Found) => boolean): Promise<Found> {
  for (let turn = 0; turn < 900; turn += 1) {
    const found = await look()
    if (isSo(found)) return found
    await pause(100)
  }
  throw new Error(`It did not come: ${JSON.stringify(await look())}`)
}

/** Who reads a mailbox has its lock, and lets it go when nobody reads there any more. */
async function lockedMailboxes(db: Staged['stage']['db']): Promise<number> {
  const { rows } = await sql<{ locked: number }>`select count(*)::int as locked from pg_locks
    where locktype = 'advisory' and classid = 7202 and database = (select oid from pg_database where datname = current_database())`.execute(
    db,
  )
  return rows[0]?.locked ?? 0
}

test.runIf(dovecotIsHere)(
  `a mailbox is read by IMAP as soon as mail comes, and nothing on the server is changed (${withDovecot})`,
  async () => {
    const { stage, server, fay, start, imap, mails, mailbox } = first as Staged
    start()
    const { body: added } = await fay.post('/api/v1/mailboxes', { address: server.user, name: 'Complaints', team: stage.teams.north, imap })
    await until(
      () => mailbox(added.id),
      (one) => one.health.last_read_at !== null,
    )

    const [one, other] = [mail({ messageId: nextMessageId() }), mail({ text: 'Another one.' })]
    await server.put(one)
    const [row] = await until(mails, (rows) => rows.length === 1)
    expect(row).toMatchObject({ source: 'imap', mailbox_id: added.id, recipient: server.user, state: 'stored', size: one.byteLength })
    await server.put(other)
    await until(mails, (rows) => rows.length === 2)
    await stage.runJobs()
    expect((await mails()).map(({ state }) => state)).toEqual(['opened', 'opened'])
    const complaint = (await fay.get(`/api/v1/complaints/${(await mails())[0]?.complaint_id}`)).body
    expect(complaint.team.name).toBe('North')
    // A mail that was read has its flag in its name: `:2,S`.
    expect((await server.inbox()).map(({ name }) => /:2,.*S/.test(name))).toEqual([false, false])
    expect((await mailbox(added.id)).health).toMatchObject({ read_trouble: null, last_mail_at: expect.any(String) })

    // A wrong password: the server's own words, since when. The right one again: it goes on where it was, and reads nothing twice.
    const wrong = await fay.patch(
      `/api/v1/mailboxes/${added.id}`,
      { imap: { ...imap, password: 'wrong' } },
      (await mailbox(added.id)).version,
    )
    expect(wrong.status).toBe(200)
    const troubled = await until(
      () => mailbox(added.id),
      (one) => one.health.read_trouble !== null,
    )
    expect(troubled.health.read_trouble).toMatch(/auth/i)
    expect(troubled.health.trouble_since).not.toBeNull()
    await server.put(mail({ text: 'Meanwhile.' }))
    await fay.patch(`/api/v1/mailboxes/${added.id}`, { imap }, troubled.version)
    await until(mails, (rows) => rows.length === 3)
    await until(
      () => mailbox(added.id),
      (one) => one.health.read_trouble === null && one.health.trouble_since === null,
    )

    // A mailbox that ended is read no more.
    await fay.patch(`/api/v1/mailboxes/${added.id}`, { ended: true }, (await mailbox(added.id)).version)
    await until(
      () => lockedMailboxes(stage.db),
      (locked) => locked === 0,
    )
    await server.put(mail({ text: 'Too late.' }))
    await pause(1_000)
    expect(await mails()).toHaveLength(3)
  },
  240_000,
)

test.runIf(dovecotIsHere)(
  `two nodes read a mailbox once; when all UIDs change, nothing is lost and nothing becomes two complaints (${withDovecot})`,
  async () => {
    const { stage, server, fay, start, imap, mails, mailbox } = second as Staged
    const one = start()
    const { body: added } = await fay.post('/api/v1/mailboxes', { address: server.user, name: 'Complaints', imap })
    // The first holds the mailbox before the second begins, so that it is the first whose end hands it over.
    await until(
      () => mailbox(added.id),
      ({ health }) => health.last_read_at !== null,
    )
    const other = start()
    await Promise.all([1, 2, 3].map((at) => server.put(mail({ text: `Number ${at}.` }))))
    await until(mails, (rows) => rows.length === 3)
    await stage.runJobs()
    await one.stop()
    await server.forgetUids()
    await server.put(mail({ text: 'Number 4.' }))
    // The other node would look by itself within a minute.
    await fay.patch(`/api/v1/mailboxes/${added.id}`, { name: 'Our complaints' }, added.version)
    await until(mails, (rows) => rows.length === 7)
    await other.stop()
    await stage.runJobs()
    const rows = await mails()
    expect(rows.filter(({ state }) => state === 'opened')).toHaveLength(4)
    expect(rows.filter(({ state }) => state !== 'opened').every(({ state }) => state === 'attached')).toBe(true)
  },
  240_000,
)

test.runIf(!dovecotIsHere)(`reading by IMAP is ${withDovecot}`, () => {
  expect(dovecotIsHere).toBe(false)
})
