import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { refuseOtherNode } from '#platform/pinned-node.ts'
import { readSchema } from './read-schema.ts'

// Makes anew what is generated: migrations/schema.sql, src/platform/database.types.ts, docs/permissions.md. With --check it only compares.
refuseOtherNode()
const root = join(import.meta.dirname, '..')
const only = process.argv.includes('--check')

const folder = await mkdtemp(join(tmpdir(), 'redress-schema-'))
const postgres = await startEmbeddedPostgres({ folder, say: () => undefined })
const database = openDatabase(postgres.url, 4)
const stale: string[] = []
try {
  await migrate(database)
  await settle('migrations/schema.sql', await readSchema(database.pool))
  await settle('src/platform/database.types.ts', await databaseTypes(postgres.url))
  // Loaded late: the house is built on the types that were just made.
  const { permissionTable } = await import('./permission-table.ts')
  await settle('docs/permissions.md', await permissionTable(postgres.url))
} finally {
  await database.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
if (stale.length > 0) {
  process.stderr.write(`Not up to date: ${stale.join(', ')}. Run: node_modules/.bin/node scripts/regenerate.ts\n`)
  process.exitCode = 1
}

async function settle(file: string, text: string) {
  const path = join(root, file)
  const before = await readFile(path, 'utf8').catch(() => '')
  if (before === text) return
  if (only) stale.push(file)
  else await writeFile(path, text)
}

async function databaseTypes(url: string): Promise<string> {
  const out = join(folder, 'database.types.ts')
  const mapping = JSON.stringify({ timestamptz: 'Temporal.Instant', date: 'Temporal.PlainDate', int8: 'number' })
  const settings = [
    '--dialect',
    'postgres',
    '--url',
    url,
    '--out-file',
    out,
    '--type-mapping',
    mapping,
    '--default-schema',
    'public',
    '--exclude-pattern',
    '(graphile_worker.*|migrations_*)',
  ]
  const ran = spawnSync(process.execPath, [join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'), ...settings], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`kysely-codegen: ${ran.stderr}${ran.stdout}`)
  return readFile(out, 'utf8')
}
