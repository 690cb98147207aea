import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { atTheEnd } from '#test/at-the-end.ts'
import { bounce, mail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const folder = await mkdtemp(join(tmpdir(), 'redress-import-'))
atTheEnd(() => rm(folder, { recursive: true, force: true }))
await stage.db
  .insertInto('channels_mailboxes')
  .values({ id: newId(), address: 'old@desk.example', name: 'Old', team_id: stage.teams.south, created_at: stage.clock.now() })
  .execute()

const postmark = 'From ada@customer.example Sat Nov 21 09:00:00 2026\r\n'
const mbox = (mails: Buffer[]) => Buffer.concat(mails.flatMap((one) => [Buffer.from(postmark), one, Buffer.from('\r\n')]))
const letters = (count: number, about: string) =>
  Array.from({ length: count }, (_, at) => mail({ from: `Ada <ada${at}@customer.example>`, text: `${about}, letter ${at}.` }))

/** The command as an operator gives it, beside the desk of this scene. */
function give(...args: string[]): ChildProcess {
  const database = stage.house.database.pool.options.connectionString ?? ''
  return spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), 'import', ...args], {
    cwd: folder,
    env: {
      ...process.env,
      DATABASE_URL: database,
      REDRESS_DATA: stage.dataFolder,
      REDRESS_URL: 'http://desk.example',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (words) => (said += String(words)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}
const importing = (...args: string[]) => ended(give(...args))

const states = async () =>
  (await stage.db.selectFrom('channels_mails').select(['state', 'source']).execute()).reduce<Record<string, number>>(
    (sum, { state, source }) => ({ ...sum, [`${source} ${state}`]: (sum[`${source} ${state}`] ?? 0) + 1 }),
    {},
  )

test('an mbox is imported, and the account adds up: on the screen, in the report, in the rows', async () => {
  const path = join(folder, 'first.mbox')
  const mails = [
    ...letters(3, 'The first archive'),
    bounce({ original: 'x@elsewhere.example', recipient: 'x@customer.example' }),
    Buffer.from('X-Mozilla-Status: 0008\r\n\r\ngone'),
  ]
  await writeFile(path, mbox(mails))
  const { code, said } = await importing('mbox', path, '--mailbox', 'old@desk.example', '--report', 'report.json')
  expect(said).toContain('4 mails in = 0 attached + 3 opened + 1 put aside + 0 already here.')
  expect(code).toBe(0)
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))
  expect(report).toMatchObject({
    sha256: createHash('sha256').update(mbox(mails)).digest('hex'),
    complete: true,
    counts: { in: 4, attached: 0, opened: 3, put_aside: 1, already_here: 0 },
    put_aside: { bounce: 1 },
    put_aside_mails: [
      {
        why: 'bounce',
        sha256: createHash('sha256')
          .update(Buffer.concat([mails[3] ?? Buffer.alloc(0), Buffer.from('\r\n')]))
          .digest('hex'),
      },
    ],
    skipped: [{ why: 'deleted' }],
  })
  expect(await states()).toEqual({ 'import opened': 3, 'import put_aside': 1 })
  const teams = await stage.db.selectFrom('complaints_complaints').select('team_id').execute()
  expect(teams.map(({ team_id }) => team_id)).toEqual(teams.map(() => stage.teams.south))

  expect((await importing('mbox', path)).said).toContain('4 mails in = 0 attached + 0 opened + 0 put aside + 4 already here.')
  // The jobs that stood by in case the import died have nothing left to do.
  await stage.house.database.pool.query('update graphile_worker._private_jobs set run_at = now()')
  await stage.runJobs()
  expect(await states()).toEqual({ 'import opened': 3, 'import put_aside': 1 })
  expect(await stage.db.selectFrom('conversations_messages').select('id').where('direction', '=', 'out').execute()).toEqual([])
}, 600_000)

test('killed in the middle, again and again, it goes on where it was, and imports every mail once', async () => {
  const path = join(folder, 'long.mbox')
  const count = 60
  await writeFile(path, mbox(letters(count, 'The long archive')))
  const before = (await states())['import opened'] ?? 0
  const here = async () => ((await states())['import opened'] ?? 0) - before
  for (let kills = 0, last = 0; kills < 3 && (await here()) < count; kills += 1) {
    const child = give('mbox', path)
    const end = once(child, 'close')
    while (child.exitCode === null && (await here()) < last + 8) await pause(5)
    child.kill('SIGKILL')
    await end
    last = await here()
    expect(last).toBeGreaterThan(0)
  }
  const { code, said } = await importing('mbox', path)
  expect(code).toBe(0)
  expect(said).toMatch(/60 mails in = 0 attached \+ \d+ opened \+ 0 put aside \+ \d+ already here\./)
  expect(await here()).toBe(count)
  const words = await stage.db.selectFrom('complaints_complaints').select('words').where('words', 'like', 'The long archive%').execute()
  expect(new Set(words.map((one) => one.words)).size).toBe(count)
  expect(words).toHaveLength(count)
}, 600_000)

test('told to stop, it ends after the mail at hand, says so and how to go on', async () => {
  const path = join(folder, 'stopped.mbox')
  await writeFile(path, mbox(letters(400, 'The stopped archive')))
  const child = give('mbox', path, '--report', 'stopped.json')
  const end = ended(child)
  const found = async () =>
    (await stage.db.selectFrom('complaints_complaints').select('id').where('words', 'like', 'The stopped archive%').execute()).length
  while ((await found()) < 5) await pause(10)
  child.kill('SIGTERM')
  const { code, said } = await end
  expect(said).toContain('Stopped. The same command goes on')
  expect(code).toBe(1)
  const report = JSON.parse(await readFile(join(folder, 'stopped.json'), 'utf8'))
  expect(report.complete).toBe(false)
  expect(report.counts.opened).toBe(await found())
}, 600_000)

test('a Maildir is imported; a dry run only says what would be', async () => {
  const maildir = join(folder, 'Maildir')
  for (const below of ['cur', 'new', 'tmp']) await mkdir(join(maildir, below), { recursive: true })
  await writeFile(join(maildir, 'cur/1700000000.a.host:2,S'), mail({ text: 'Read in the Maildir.' }))
  await writeFile(join(maildir, 'tmp/1700000001.b.host'), mail({ text: 'Not whole yet.' }))
  const before = await states()
  const dry = await importing('maildir', maildir, '--dry-run')
  expect(dry.said).toContain('1 mails in = 0 attached + 1 opened')
  expect(dry.said).toContain('A dry run')
  expect(await states()).toEqual(before)
  expect((await importing('maildir', maildir)).said).toContain('1 mails in = 0 attached + 1 opened')
}, 600_000)

// Once in hundreds of runs such a process was never seen to end; the next one did, like all others.
test.each([
  [['mbox'], 'Say what to import'],
  [['pst', 'x'], 'Say what to import'],
  [['mbox', 'nowhere.mbox'], 'nowhere.mbox is not there.'],
  [['mbox', '.'], 'is a folder: say maildir'],
  [['mbox', 'first.mbox', '--mailbox', 'nobody@desk.example'], 'No mailbox here has the address nobody@desk.example'],
  [['mbox', 'first.mbox', '--fast'], "Unknown option '--fast'"],
])('%j is refused with a sentence', { retry: 2, timeout: 60_000 }, async (args, sentence) => {
  const { code, said } = await importing(...args)
  expect(said).toContain(sentence)
  expect(said).not.toContain('    at ')
  expect(code).toBe(1)
})
