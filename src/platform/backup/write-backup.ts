import { readFile, rename, rm } from 'node:fs/promises'
import { Client, type ClientBase } from 'pg'
import { filePath } from '../files.ts'
import { frameCounter, waitingJobs } from './count-frames.ts'
import { type Frame, frameWriter, type Manifest } from './frames.ts'
import { rowsOf, sequencesOf, tablesOf } from './tables.ts'

export interface BackupAsked {
  databaseUrl: string
  filesFolder: string
  keyFingerprint: string
  to: string
  now: Temporal.Instant
  say: (sentence: string) => void
}

type Write = (frame: Frame) => Promise<void>

/** Writes one consistent snapshot of database and files, while the desk goes on. The key itself is never in it. */
export async function writeBackup(asked: BackupAsked): Promise<Manifest> {
  const client = new Client({ connectionString: asked.databaseUrl, options: '-c timezone=UTC' })
  await client.connect()
  const unfinished = `${asked.to}.unfinished`
  await rm(unfinished, { force: true })
  const out = frameWriter(unfinished)
  try {
    const manifest = await writeSnapshot(client, asked, (frame) => out.write(frame))
    await out.end()
    await rename(unfinished, asked.to)
    return manifest
  } catch (error) {
    await out.drop()
    await rm(unfinished, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function writeSnapshot(client: ClientBase, { keyFingerprint, filesFolder, now, say }: BackupAsked, out: Write): Promise<Manifest> {
  const counter = frameCounter()
  const write: Write = (frame) => {
    counter.count(frame)
    return out(frame)
  }
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ name: string }>('select name from migrations_done order by name collate "C"')
  const migrations = rows.map(({ name }) => name)
  await write({
    kind: 'header',
    header: { format: 'redress-backup', version: 1, created_at: now.toString(), key_fingerprint: keyFingerprint, migrations },
  })
  await writeTables(client, write, say)
  await writeJobs(client, write)
  await writeFiles(client, { write, folder: filesFolder, say })
  const manifest = { ...counter.counted(), sequences: await sequencesOf(client) }
  await write({ kind: 'manifest', manifest })
  return manifest
}

async function writeTables(client: ClientBase, write: Write, say: BackupAsked['say']) {
  for (const table of await tablesOf(client)) {
    await write({ kind: 'table', table: table.name })
    let count = 0
    for await (const rows of rowsOf(client, table)) {
      await write({ kind: 'rows', rows })
      count += rows.length
    }
    if (count > 0) say(`${table.name}: ${count} rows`)
  }
}

/** Jobs that wait are kept by what they are, and put back by adding them anew. */
async function writeJobs(client: ClientBase, write: Write) {
  const { rows } = await client.query<{ job: string }>(`select row_to_json(w)::text as job from (
      select t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts - j.attempts as attempts_left, j.key
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where j.attempts < j.max_attempts order by j.id) w`)
  await write({ kind: 'table', table: waitingJobs })
  if (rows.length > 0) await write({ kind: 'rows', rows: rows.map(({ job }) => job) })
}

async function writeFiles(client: ClientBase, { write, folder, say }: { write: Write; folder: string; say: BackupAsked['say'] }) {
  const { rows } = await client.query<{ sha256: string; encrypted: boolean }>(
    'select sha256, encrypted from files_files order by sha256 collate "C"',
  )
  for (const [at, file] of rows.entries()) {
    const bytes = await readFile(filePath(folder, file.sha256, file.encrypted))
    await write({ kind: 'file', name: file.encrypted ? `${file.sha256}.sealed` : file.sha256, bytes })
    if ((at + 1) % 500 === 0) say(`files: ${at + 1} of ${rows.length}`)
  }
  if (rows.length > 0) say(`files: ${rows.length}`)
}
