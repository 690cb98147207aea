import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '#platform/database.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { fill } from './fill.ts'

export interface FilledDatabase {
  url: string
  folder: string
  database: Database
  close(): Promise<void>
}

/** A database of our own in a scratch folder, filled; or, in a folder that is named, kept for the next time. */
export async function filledDatabase(asked: {
  complaints: number
  folder: string | undefined
  say: (sentence: string) => void
}): Promise<FilledDatabase> {
  const folder = asked.folder ?? (await mkdtemp(join(tmpdir(), 'redress-bench-')))
  // A scratch folder is given over whole: as root, the server's user could not enter one within it.
  const postgres = await startEmbeddedPostgres({ folder: asked.folder ? join(folder, 'postgres') : folder, say: asked.say })
  const database = openDatabase(postgres.url, 12)
  await migrate(database)
  const { rows } = await database.pool.query<{ held: number }>('select count(*)::int as held from complaints_complaints')
  if (rows[0]?.held === 0) await fill(database.pool, asked.complaints, asked.say)
  return {
    // An address without a host, which pg reads, is none to DATABASE_URL; the socket's folder goes before the host's name.
    url: postgres.url.replace('@/', '@localhost/'),
    folder,
    database,
    async close() {
      await database.close()
      await postgres.stop()
      if (!asked.folder) await rm(folder, { recursive: true, force: true })
    },
  }
}
