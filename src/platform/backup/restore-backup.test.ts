import { randomUUID } from 'node:crypto'
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { takeComplaint } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import { openDatabase } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import { job } from '#platform/job.ts'
import { migrate } from '#platform/migrate.ts'
import { secretsOf } from '#platform/secrets.ts'
import { withDatabase } from '#test/database-setup.ts'
import { scene } from '#test/scene.ts'
import { frameWriter, type Header, readFrames } from './frames.ts'
import { CannotRestore, restoreBackup } from './restore-backup.ts'
import { rowsOf, tablesOf } from './tables.ts'
import { writeBackup } from './write-backup.ts'

const stage = await scene()
const { house, dataFolder, open: openWork } = stage
const databaseUrl = house.database.pool.options.connectionString ?? ''
const filesFolder = join(dataFolder, 'files')
const { fingerprint: keyFingerprint } = house.tools.secrets
const room = await mkdtemp(join(tmpdir(), 'redress-backup-'))
const dayAhead = () => Temporal.Now.instant().add({ hours: 24 })
const laterJob = job<{ n: number }>('wait-a-day', () => Promise.resolve())

afterAll(() => rm(room, { recursive: true, force: true }))

test('a backup taken while rows are being written is one moment, and is restored with every row, file, sequence and waiting job', async () => {
  await complain(1)
  await openWork(theDesk, async (work) => {
    await house.tools.files.keep(work, Buffer.from('a raw mail'), { sealed: true })
    await work.enqueue(laterJob, { n: 1 }, { at: dayAhead(), key: 'later/1', queue: 'one' })
  })
  const writer = writeOn()
  await writer.begun
  const to = join(room, 'under-load.redress')
  const manifest = await backup(to)
  expect(manifest.jobs).toBeGreaterThan(0)
  const written = await writer.stop()
  const target = await elsewhere()

  const restored = await restoreBackup({ ...target, keyFingerprint, from: to, say: () => undefined })

  expect(restored).toEqual(manifest)
  const found = await countsOf(target.databaseUrl)
  // Each complaint commits with its message, its files and its facts: in one moment they agree.
  expect(found.complaints).toBe(manifest.tables['complaints_complaints']?.rows)
  expect(found.complaints).toBeGreaterThan(1)
  expect(found.complaints).toBeLessThan(written + 2)
  expect(found.messages).toBe(found.complaints)
  expect(found.files).toBe(found.complaints + 1)
  expect(found.last).toBeGreaterThanOrEqual(found.complaints)
  expect(found.heads).toBe(found.facts)
  expect(await ask(target.databaseUrl, jobsWaiting)).toEqual([
    { identifier: 'wait-a-day', key: 'later/1', queue_name: 'one', n: '1', attempts: 25 },
  ])
  await expectSameFiles(target.filesFolder, manifest.files.count)
})

test('what is restored is the same, table by table', async () => {
  const to = join(room, 'quiet.redress')
  await backup(to)
  const target = await elsewhere()
  await restoreBackup({ ...target, keyFingerprint, from: to, say: () => undefined })

  expect(await everything(target.databaseUrl)).toEqual(await everything(databaseUrl))
})

test('the secret is not in the backup, and another secret is refused with a sentence', async () => {
  const to = join(room, 'secret.redress')
  await backup(to)
  const target = await elsewhere()
  const other = secretsOf('another secret that is long enough to be one').fingerprint

  const refused = restoreBackup({ ...target, keyFingerprint: other, from: to, say: () => undefined })
  await expect(refused).rejects.toThrow(/another REDRESS_SECRET/)
  await expect(refused).rejects.toBeInstanceOf(CannotRestore)
  const secret = (await readFile(join(dataFolder, 'secret'), 'utf8')).trim()
  const frames = []
  for await (const frame of readFrames(to)) frames.push(JSON.stringify(frame))
  expect(frames.join('\n')).not.toContain(secret)
})

test('a used database and a used folder are left alone', async () => {
  const to = join(room, 'used.redress')
  await backup(to)
  const target = await elsewhere()

  await expect(restoreBackup({ ...target, databaseUrl, keyFingerprint, from: to, say: () => undefined })).rejects.toThrow(/in use/)
  await expect(restoreBackup({ ...target, filesFolder, keyFingerprint, from: to, say: () => undefined })).rejects.toThrow(/files in/)
})

test('a backup that is cut off, damaged or something else is refused before anything is written', async () => {
  const whole = join(room, 'whole.redress')
  await backup(whole)
  const target = await elsewhere()
  const tried = async (name: string, spoil: (file: string) => Promise<void>) => {
    const from = join(room, name)
    await writeFile(from, await readFile(whole))
    await spoil(from)
    return restoreBackup({ ...target, keyFingerprint, from, say: () => undefined })
  }
  const size = (await readFile(whole)).byteLength

  await expect(tried('cut', (file) => truncate(file, size - 40))).rejects.toThrow(/ends in the middle/)
  await expect(tried('half', (file) => truncate(file, Math.floor(size / 2)))).rejects.toThrow(/ends in the middle/)
  await expect(tried('damaged', (file) => flip(file, Math.floor(size / 2)))).rejects.toThrow(CannotRestore)
  await expect(tried('else', (file) => writeFile(file, 'a letter to the mayor'))).rejects.toThrow(/not a backup/)
  await expect(tried('changed', (file) => rewrite(file, (row) => row.replace('Harbour Ferries', 'Harbour Fairies')))).rejects.toThrow(
    /is damaged \(people_organisation/,
  )
  expect(await ask(target.databaseUrl, `select to_regclass('migrations_done') as there`)).toEqual([{ there: null }])
})

test('a backup of an earlier version is restored and brought up to date; one of a later version is refused', async () => {
  const target = await elsewhere()
  const older = await elsewhere()
  const early = openDatabase(older.databaseUrl, 2)
  await migrate(early, '20261121-0840-channels')
  await early.pool.query(`insert into people_teams (id, name, created_at) values ('${randomUUID()}', 'North', now())`)
  await early.close()
  const from = join(room, 'early.redress')
  await writeBackup({ ...older, keyFingerprint, to: from, now: Temporal.Now.instant(), say: () => undefined })

  await restoreBackup({ ...target, keyFingerprint, from, say: () => undefined })

  expect(await ask(target.databaseUrl, 'select name from people_teams')).toEqual([{ name: 'North' }])
  const names = 'select count(*)::int as done from migrations_done'
  expect(await ask(target.databaseUrl, names)).toEqual(await ask(databaseUrl, names))

  const later = join(room, 'later.redress')
  await rewriteHeader(from, later, (header) => ({ ...header, migrations: [...header.migrations, '29991231-2359-the-end'] }))
  await expect(restoreBackup({ ...(await elsewhere()), keyFingerprint, from: later, say: () => undefined })).rejects.toThrow(
    /newer Redress/,
  )
})

test('what was being sent when the backup was taken is found among the dead where it is restored', async () => {
  await house.database.pool.query(`insert into jobs_workers (worker_id, lock_key, started_at) values ('worker-of-then', 77, now())`)
  const to = join(room, 'sending.redress')
  await backup(to)
  await house.database.pool.query('delete from jobs_workers')
  const target = await elsewhere()
  await restoreBackup({ ...target, keyFingerprint, from: to, say: () => undefined })

  expect(await ask(target.databaseUrl, 'select worker_id from jobs_workers')).toEqual([{ worker_id: 'worker-of-then' }])
})

const jobsWaiting = `select t.identifier, j.key, q.queue_name, j.payload ->> 'n' as n, j.max_attempts as attempts from graphile_worker._private_jobs j
  join graphile_worker._private_tasks t on t.id = j.task_id left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  where t.identifier = 'wait-a-day'`

async function countsOf(url: string) {
  const [found] = await ask<Record<'complaints' | 'messages' | 'files' | 'last' | 'facts' | 'heads', number>>(
    url,
    `select (select count(*)::int from complaints_complaints) as complaints, (select count(*)::int from conversations_messages) as messages,
      (select count(*)::int from files_files) as files, (select last_value::int from complaints_counter) as last,
      (select count(*)::int from facts_facts) as facts, (select sum(seq)::int from facts_streams) as heads`,
  )
  if (!found) throw new Error('Nothing was counted')
  return found
}

const backup = (to: string) =>
  writeBackup({ databaseUrl, filesFolder, keyFingerprint, to, now: Temporal.Now.instant(), say: () => undefined })

function complain(n: number) {
  const files = [{ name: `proof-${n}.txt`, mediaType: 'text/plain', bytes: Buffer.from(`proof ${n} ${'ώ'.repeat(n % 50)}`) }]
  const text = `The ferry was late, the ${n}th time.\nΚαι πάλι – “tarde” \\ "again" \u2028 \t end.`
  return openWork(theDesk, (work) =>
    takeComplaint(work, { text, channel: 'web_form', language: 'el', customer: { email: `who${n}@customer.example` }, files }),
  )
}

/** Somebody writes without a pause until told to stop. */
function writeOn() {
  let [going, written] = [true, 0]
  const begun = Promise.withResolvers<void>()
  const done = (async () => {
    while (going) {
      await complain(++written + 1)
      if (written === 5) begun.resolve()
    }
  })()
  return {
    begun: begun.promise,
    async stop() {
      going = false
      await done
      return written
    },
  }
}

/** An empty database and an empty folder. */
async function elsewhere() {
  const server = inject('databaseUrl')
  const name = `redress_${randomUUID().replaceAll('-', '')}`
  await ask(server, `create database ${name}`)
  afterAll(async () => void (await ask(server, `drop database ${name} with (force)`)))
  return { databaseUrl: withDatabase(server, name), filesFolder: join(room, name, 'files') }
}

async function ask<Row extends object>(url: string, query: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
    .query<Row>(query)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

async function everything(url: string): Promise<Record<string, string[]>> {
  const client = new Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  await client.query('begin')
  const found: Record<string, string[]> = {}
  for (const table of await tablesOf(client)) {
    found[table.name] = []
    for await (const rows of rowsOf(client, table)) found[table.name]?.push(...rows)
  }
  await client.end()
  return found
}

async function expectSameFiles(restored: string, count: number) {
  const rows = await ask<{ sha256: string }>(databaseUrl, 'select sha256 from files_files')
  const [here, there] = [filesFolder, restored].map((folder) => openFiles(folder, house.tools.secrets))
  let same = 0
  for (const { sha256 } of rows) {
    const bytes = await there?.read(sha256).catch(() => null)
    if (bytes && bytes.equals((await here?.read(sha256)) ?? Buffer.alloc(0))) same += 1
  }
  expect(same).toBe(count)
}

async function flip(path: string, at: number) {
  const file = await open(path, 'r+')
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at)
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, at)
  await file.close()
}

async function rewrite(path: string, change: (row: string) => string) {
  const frames = []
  for await (const frame of readFrames(path)) frames.push(frame.kind === 'rows' ? { ...frame, rows: frame.rows.map(change) } : frame)
  await rm(path)
  const out = frameWriter(path)
  for (const frame of frames) await out.write(frame)
  await out.end()
}

async function rewriteHeader(from: string, to: string, change: (header: Header) => Header) {
  const out = frameWriter(to)
  for await (const frame of readFrames(from)) await out.write(frame.kind === 'header' ? { ...frame, header: change(frame.header) } : frame)
  await out.end()
}
