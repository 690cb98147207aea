import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Client, type ClientBase } from 'pg'
import { filePath } from '../files.ts'
import { type FrameWriter, frameWriter, type Manifest } from './frames.ts'
import { rowsOf, sequencesOf, tablesOf } from './tables.ts'

export interface BackupAsked {
  databaseUrl: string
  filesFolder: string
  keyFingerprint: string
  to: string
  now: Temporal.Instant
  say: (sentence: string) => void
}

/** Writes one consistent snapshot of database and files, while the desk goes on. The key itself is never in it. */
export async function writeBackup({ databaseUrl, filesFolder, keyFingerprint, to, now, say }: BackupAsked): Promise<Manifest> {
  const client = new Client({ connectionString: databaseUrl, options: '-c timezone=UTC' })
  await client.connect()
  const out = frameWriter(to)
  try {
    await client.query('begin isolation level repeatable read read only')
    const migrations = await client.query<{ name: string }>('select name from migrations_done order by name')
    await out.write({
      kind: 'header',
      header: {
        format: 'redress-backup',
        version: 1,
        created_at: now.toString(),
        key_fingerprint: keyFingerprint,
        migrations: migrations.rows.map(({ name }) => name),
      },
    })
    const tables = await writeTables(client, out, say)
    const jobs = await writeJobs(client, out)
    const files = await writeFiles(client, { out, folder: filesFolder, say })
    const manifest = { tables, files, sequences: await sequencesOf(client), jobs }
    await out.write({ kind: 'manifest', manifest })
    await out.end()
    return manifest
  } finally {
    await client.end()
  }
}

async function writeTables(client: ClientBase, out: FrameWriter, say: BackupAsked['say']): Promise<Manifest['tables']> {
  const counted: Manifest['tables'] = {}
  for (const table of await tablesOf(client)) {
    const hash = createHash('sha256')
    let rows = 0
    await out.write({ kind: 'table', table: table.name })
    for await (const some of rowsOf(client, table)) {
      for (const row of some) hash.update(row).update('\n')
      rows += some.length
      await out.write({ kind: 'rows', rows: some })
    }
    counted[table.name] = { rows, sha256: hash.digest('hex') }
    if (rows > 0) say(`${table.name}: ${rows} rows`)
  }
  return counted
}

/** Jobs that wait are kept by what they are, and put back by adding them anew. */
async function writeJobs(client: ClientBase, out: FrameWriter): Promise<number> {
  const { rows } = await client.query<{ job: string }>(`select row_to_json(w)::text as job from (
      select t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts - j.attempts as attempts_left, j.key
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where j.attempts < j.max_attempts order by j.id) w`)
  await out.write({ kind: 'table', table: 'jobs' })
  if (rows.length > 0) await out.write({ kind: 'rows', rows: rows.map(({ job }) => job) })
  return rows.length
}

async function writeFiles(
  client: ClientBase,
  { out, folder, say }: { out: FrameWriter; folder: string; say: BackupAsked['say'] },
): Promise<Manifest['files']> {
  const { rows } = await client.query<{ sha256: string; encrypted: boolean }>('select sha256, encrypted from files_files order by sha256')
  const hash = createHash('sha256')
  let bytes = 0
  for (const [at, file] of rows.entries()) {
    const content = await readFile(filePath(folder, file.sha256, file.encrypted))
    await out.write({ kind: 'file', name: file.encrypted ? `${file.sha256}.sealed` : file.sha256, bytes: content })
    hash.update(file.sha256).update('\n')
    bytes += content.byteLength
    if ((at + 1) % 500 === 0) say(`files: ${at + 1} of ${rows.length}`)
  }
  return { count: rows.length, bytes, sha256: hash.digest('hex') }
}
