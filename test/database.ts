import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '#platform/database.ts'
import { atTheEnd } from './at-the-end.ts'
import { withDatabase } from './database-setup.ts'

/** A migrated, empty database of this test file's own, cloned from the template and dropped afterwards. */
export async function testDatabase(): Promise<Database & { url: string }> {
  const server = inject('databaseUrl')
  const name = `redress_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name} template redress_template`)
  const url = withDatabase(server, name)
  const database = openDatabase(url, 10)
  atTheEnd(async () => {
    await database.close()
    await onServer(server, `drop database ${name} with (force)`)
  })
  return { ...database, url }
}

async function onServer(url: string, statement: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
