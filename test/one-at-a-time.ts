import { Client } from 'pg'
import { inject } from 'vitest'

/** What may not run twice at the same moment, in whatever process: a lock in the database of the tests, free again when its holder ends. */
export async function oneAtATime<T>(name: string, act: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inject('databaseUrl') })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    return await act()
  } finally {
    await client.end()
  }
}
