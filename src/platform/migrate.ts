import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Pool } from 'pg'
import type { DB } from './database.types.ts'

export const migrationsFolder = join(import.meta.dirname, '../../migrations')

/** Brings the database to this version, or to an earlier named one: forward only, each file once, one process at a time. Answers the names it ran. */
export async function migrate(database: { kysely: Kysely<DB>; pool: Pool }, upTo?: string): Promise<string[]> {
  const migrator = new Migrator({
    db: database.kysely,
    provider: { getMigrations: readMigrations },
    migrationTableName: 'migrations_done',
    migrationLockTableName: 'migrations_lock',
  })
  const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest())
  if (error)
    throw new Error(`The database could not be brought up to date: ${results?.find((one) => one.status === 'Error')?.migrationName}`, {
      cause: error,
    })
  await runMigrations({ pgPool: database.pool })
  return (results ?? []).map((one) => one.migrationName)
}

/** The names of the migrations of this version, oldest first. */
export const knownMigrations = async (): Promise<string[]> => Object.keys(await readMigrations())

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(migrationsFolder)).filter((file) => /^\d{8}-\d{4}-.*\.sql$/.test(file)).toSorted()
  const read = await Promise.all(
    files.map(async (file) => [file.replace('.sql', ''), await readFile(join(migrationsFolder, file), 'utf8')] as const),
  )
  return Object.fromEntries(read.map(([name, text]) => [name, { up: async (db) => void (await sql.raw(text).execute(db)) }]))
}
