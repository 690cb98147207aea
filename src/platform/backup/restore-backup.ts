import { createHash } from 'node:crypto'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ClientBase } from 'pg'
import { openDatabase } from '../database.ts'
import { filePath } from '../files.ts'
import { migrate } from '../migrate.ts'
import { type Frame, type Header, type Manifest, readFrames } from './frames.ts'
import { rowsOf, type Table, tablesOf } from './tables.ts'

export interface RestoreAsked {
  databaseUrl: string
  filesFolder: string
  keyFingerprint: string
  from: string
  say: (sentence: string) => void
}

/** What the operator is told when a backup cannot be restored here. */
export class CannotRestore extends Error {}

/** Restores a backup into an empty database and data folder, then compares every count and hash with its manifest. */
export async function restoreBackup({ databaseUrl, filesFolder, keyFingerprint, from, say }: RestoreAsked): Promise<Manifest> {
  const database = openDatabase(databaseUrl, 4)
  const client = await database.pool.connect()
  try {
    await refuseUsed(client)
    const state: Loading = {
      client,
      filesFolder,
      tables: new Map(),
      table: '',
      files: { count: 0, bytes: 0, hash: createHash('sha256') },
      manifest: null,
    }
    for await (const frame of readFrames(from)) {
      if (frame.kind === 'header') await prepare(database, frame.header, keyFingerprint)
      await load(state, frame, say)
      if (frame.kind === 'header') state.tables = new Map((await tablesOf(client)).map((table) => [table.name, table]))
    }
    if (!state.manifest) throw new CannotRestore('This backup has no end: it was interrupted while it was written. Take another one.')
    await placeSequences(client, state.manifest)
    await compare(state, state.manifest)
    await migrate(database)
    return state.manifest
  } finally {
    client.release()
    await database.close()
  }
}

interface Loading {
  client: ClientBase
  filesFolder: string
  tables: Map<string, Table>
  table: string
  files: { count: number; bytes: number; hash: ReturnType<typeof createHash> }
  manifest: Manifest | null
}

async function refuseUsed(client: ClientBase) {
  const { rows } = await client.query<{ used: boolean }>(`select to_regclass('public.migrations_done') is not null as used`)
  if (rows[0]?.used)
    throw new CannotRestore('This database is in use. Restore into an empty one: a fresh REDRESS_DATA folder, or an empty DATABASE_URL.')
}

async function prepare(database: ReturnType<typeof openDatabase>, header: Header, keyFingerprint: string) {
  if (header.format !== 'redress-backup' || header.version !== 1)
    throw new CannotRestore('This is not a backup that this version can read.')
  if (header.key_fingerprint !== keyFingerprint) {
    throw new CannotRestore(
      `This backup belongs to another REDRESS_SECRET (${header.key_fingerprint}; yours is ${keyFingerprint}). Set the one that was in use when it was taken.`,
    )
  }
  // The schema as it was when the backup was taken; what is newer runs after the rows are there.
  await migrate(database, header.migrations.at(-1))
}

async function load(state: Loading, frame: Frame, say: RestoreAsked['say']) {
  if (frame.kind === 'table') state.table = frame.table
  if (frame.kind === 'rows') await (state.table === 'jobs' ? loadJobs(state, frame.rows) : loadRows(state, frame.rows))
  if (frame.kind === 'file') await loadFile(state, frame)
  if (frame.kind === 'manifest') state.manifest = frame.manifest
  if (frame.kind === 'table') say(`${frame.table} …`)
}

async function loadRows({ client, tables, table }: Loading, rows: string[]) {
  const known = tables.get(table)
  if (!known) throw new CannotRestore(`The backup holds a table that this version does not know: ${table}.`)
  await client.query(
    `insert into ${table} (${known.columns}) select ${known.columns} from json_populate_recordset(null::${table}, $1::json)`,
    [`[${rows.join(',')}]`],
  )
}

async function loadJobs({ client }: Loading, jobs: string[]) {
  await client.query(
    `select graphile_worker.add_job(identifier, payload, queue_name, run_at, attempts_left, key)
      from json_to_recordset($1::json) as w(identifier text, payload json, queue_name text, run_at timestamptz, attempts_left int, key text)`,
    [`[${jobs.join(',')}]`],
  )
}

async function loadFile({ filesFolder, files }: Loading, { name, bytes }: { name: string; bytes: Buffer }) {
  const sealed = name.endsWith('.sealed')
  const sha256 = name.replace('.sealed', '')
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new CannotRestore('The backup names a file in a way that we do not.')
  if (!sealed && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new CannotRestore(`The file ${sha256} is damaged in the backup.`)
  const path = filePath(filesFolder, sha256, sealed)
  await mkdir(dirname(path), { recursive: true })
  const file = await open(`${path}.restoring`, 'w', 0o600)
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(`${path}.restoring`, path)
  files.count += 1
  files.bytes += bytes.byteLength
  files.hash.update(sha256).update('\n')
}

async function placeSequences(client: ClientBase, manifest: Manifest) {
  for (const [name, at] of Object.entries(manifest.sequences)) if (at > 0) await client.query('select setval($1::regclass, $2)', [name, at])
}

async function compare(state: Loading, manifest: Manifest) {
  await state.client.query('begin')
  for (const [name, { rows: wanted, sha256 }] of Object.entries(manifest.tables)) {
    const { rows, hash } = await countedAgain(state, name)
    if (rows !== wanted || hash !== sha256) throw new CannotRestore(`${name} is not what was backed up: ${rows} of ${wanted} rows, or their content differs.`)
  }
  await state.client.query('commit')
  const { count, bytes, sha256 } = manifest.files
  if (state.files.count !== count || state.files.bytes !== bytes || state.files.hash.digest('hex') !== sha256) {
    throw new CannotRestore(`The files are not what was backed up: ${state.files.count} of ${count}.`)
  }
}

async function countedAgain({ client, tables }: Loading, name: string): Promise<{ rows: number; hash: string }> {
  const hash = createHash('sha256')
  const table = tables.get(name)
  let rows = 0
  for await (const some of table ? rowsOf(client, table) : []) {
    for (const row of some) hash.update(row).update('\n')
    rows += some.length
  }
  return { rows, hash: hash.digest('hex') }
}
