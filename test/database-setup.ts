import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Database, openDatabase } from '#platform/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { migrate } from '#platform/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
  }
}

let started: { postgres: EmbeddedPostgres; folder: string } | undefined

/** Starts one real PostgreSQL for all tests and migrates a template, which each test file clones. */
export async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'redress-test-'))
  const postgres = await startEmbeddedPostgres({ folder, say: () => undefined })
  const main = openDatabase(postgres.url, 2)
  await hurry(main)
  await main.pool.query('create database redress_template')
  await main.close()
  const template = openDatabase(withDatabase(postgres.url, 'redress_template'), 4)
  await migrate(template)
  await template.close()
  project.provide('databaseUrl', postgres.url)
  started = { postgres, folder }
}

/** Stops it and leaves nothing behind. */
export async function teardown() {
  await started?.postgres.stop()
  if (started) await rm(started.folder, { recursive: true, force: true })
}

/** What is thrown away at the end need not outlive a power cut. Tests of what does start a PostgreSQL of their own, with our own settings. */
async function hurry({ pool }: Database) {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) await pool.query(`alter system set ${setting} = off`)
  await pool.query('select pg_reload_conf()')
}

export function withDatabase(url: string, name: string): string {
  return url.replace(/\/redress(?=\?|$)/, `/${name}`)
}
