import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ClientBase } from 'pg'
import { type Database, openDatabase } from '../database.ts'
import { filePath } from '../files.ts'
import { knownMigrations, migrate } from '../migrate.ts'
import { difference, frameCounter, waitingJobs } from './count-frames.ts'
import { type Frame, type Header, type Manifest, readFrames, UnreadableBackup } from './frames.ts'
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

/**
 * Restores a backup into an empty database and data folder. The whole file is read and counted before anything is touched; then all rows go in
 * by one transaction, which ends only when every count and hash is found again.
 */
export async function restoreBackup(asked: RestoreAsked): Promise<Manifest> {
  const { header, manifest } = await readWhole(asked.from)
  await refuseForeign(header, asked.keyFingerprint)
  const database = openDatabase(asked.databaseUrl, 4)
  try {
    await refuseUsed(database, asked.filesFolder)
    await reachSchemaOf(database, header)
    await putBack(database, asked, manifest)
    // What is newer than the backup runs on the rows that are there.
    await migrate(database)
    return manifest
  } finally {
    await database.close()
  }
}

async function readWhole(from: string): Promise<{ header: Header; manifest: Manifest }> {
  const { header, manifest, counted } = await countWhole(from)
  if (header?.format !== 'redress-backup' || header.version !== 1)
    throw new CannotRestore('This is not a backup that this version can read.')
  if (!manifest) throw new CannotRestore('This backup has no end: it was interrupted while it was written. Take another one.')
  const wrong = difference(counted, manifest)
  if (wrong) throw new CannotRestore(`This backup is damaged (${wrong}). Take another one.`)
  return { header, manifest }
}

async function countWhole(from: string) {
  const counter = frameCounter()
  let header: Header | undefined
  let manifest: Manifest | undefined
  try {
    for await (const frame of readFrames(from)) {
      if (frame.kind === 'header') header = frame.header
      if (frame.kind === 'manifest') manifest = frame.manifest
      counter.count(frame)
    }
  } catch (error) {
    throw error instanceof UnreadableBackup ? new CannotRestore(error.message, { cause: error }) : error
  }
  return { header, manifest, counted: counter.counted() }
}

async function refuseForeign(header: Header, keyFingerprint: string) {
  if (header.key_fingerprint !== keyFingerprint) {
    throw new CannotRestore(
      `This backup belongs to another REDRESS_SECRET (${header.key_fingerprint}; yours is ${keyFingerprint}). Set the one that was in use when it was taken.`,
    )
  }
  const known = await knownMigrations()
  if (header.migrations.some((name) => !known.includes(name)))
    throw new CannotRestore('This backup was taken by a newer Redress. Update this one, then restore.')
}

const inUse = 'Restore into an empty one: a fresh REDRESS_DATA folder, or an empty DATABASE_URL.'

async function refuseUsed({ pool }: Database, filesFolder: string) {
  if ((await readdir(filesFolder).catch(() => [])).length > 0)
    throw new CannotRestore(`There are files in ${filesFolder} already. ${inUse}`)
  const client = await pool.connect()
  try {
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query<{ used: boolean }>(`select exists (select from ${name}) as used`)
      if (rows[0]?.used) throw new CannotRestore(`This database is in use. ${inUse}`)
    }
  } finally {
    client.release()
  }
}

/** The schema as it was when the backup was taken. An empty database that went further already cannot go back. */
async function reachSchemaOf(database: Database, { migrations }: Header) {
  const { rows } = await database.pool.query<{ there: boolean }>(`select to_regclass('public.migrations_done') is not null as there`)
  const done = rows[0]?.there ? await database.pool.query<{ name: string }>('select name from migrations_done') : { rows: [] }
  if (done.rows.some(({ name }) => !migrations.includes(name)))
    throw new CannotRestore(`This database is of a later version than the backup. ${inUse}`)
  await migrate(database, migrations.at(-1))
}

interface Loading {
  client: ClientBase
  filesFolder: string
  tables: Map<string, Table>
  table: string
  say: (sentence: string) => void
}

async function putBack({ pool }: Database, { from, filesFolder, say }: RestoreAsked, manifest: Manifest) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]))
    const state: Loading = { client, filesFolder, tables, table: '', say }
    // What triggers derive is in the backup too; their sequel must not happen a second time.
    await eachTable(state, 'disable trigger user')
    for await (const frame of readFrames(from)) await load(state, frame)
    await eachTable(state, 'enable trigger user')
    for (const [name, at] of Object.entries(manifest.sequences))
      if (at > 0) await client.query('select setval($1::regclass, $2)', [name, at])
    const wrong = difference(await countAgain(state), manifest)
    if (wrong) throw new CannotRestore(`What was restored is not what was backed up (${wrong}). Nothing was kept.`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function eachTable({ client, tables }: Loading, change: string) {
  for (const name of tables.keys()) await client.query(`alter table ${name} ${change}`)
}

async function load(state: Loading, frame: Frame) {
  if (frame.kind === 'table') {
    state.table = frame.table
    state.say(`${frame.table} …`)
    // What a migration planted stands in the backup as it has become since.
    if (state.tables.has(frame.table)) await state.client.query(`delete from ${frame.table}`)
  }
  if (frame.kind === 'rows') await (state.table === waitingJobs ? loadJobs(state, frame.rows) : loadRows(state, frame.rows))
  if (frame.kind === 'file') await loadFile(state, frame)
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

async function loadFile({ filesFolder }: Loading, { name, bytes }: { name: string; bytes: Buffer }) {
  const { path, sha256, sealed } = placeOf(filesFolder, name)
  if (!sealed && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new CannotRestore(`The file ${sha256} is damaged in the backup.`)
  await mkdir(dirname(path), { recursive: true })
  const file = await open(`${path}.restoring`, 'w', 0o600)
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(`${path}.restoring`, path)
}

function placeOf(folder: string, name: string) {
  const [, sha256, seal] = /^([0-9a-f]{64})(\.sealed)?$/.exec(name) ?? []
  if (!sha256) throw new CannotRestore('The backup names a file in a way that we do not.')
  const sealed = seal !== undefined
  return { path: filePath(folder, sha256, sealed), sha256, sealed }
}

/** Reads back everything that was put in, as a backup would. */
async function countAgain({ client, tables, filesFolder }: Loading) {
  const counter = frameCounter()
  for (const table of tables.values()) {
    counter.count({ kind: 'table', table: table.name })
    for await (const rows of rowsOf(client, table)) counter.count({ kind: 'rows', rows })
  }
  counter.count({ kind: 'table', table: waitingJobs })
  const jobs = await client.query<{ job: string }>('select id::text as job from graphile_worker._private_jobs')
  counter.count({ kind: 'rows', rows: jobs.rows.map(({ job }) => job) })
  const files = await client.query<{ sha256: string; encrypted: boolean }>(
    'select sha256, encrypted from files_files order by sha256 collate "C"',
  )
  for (const { sha256, encrypted } of files.rows) {
    const bytes = await readFile(filePath(filesFolder, sha256, encrypted))
    counter.count({ kind: 'file', name: encrypted ? `${sha256}.sealed` : sha256, bytes })
  }
  return counter.counted()
}
