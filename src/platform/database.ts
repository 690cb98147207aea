import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import { namedPool } from './database/named-pool.ts'
import { type Transact, transactOn } from './database/transact.ts'
import type { DB } from './database.types.ts'

const oid = { int8: 20, date: 1082, timestamptz: 1184 }

// PostgreSQL says `2026-11-21 20:00:00.123+00` in a session whose zone is UTC.
types.setTypeParser(oid.timestamptz, (said) => Temporal.Instant.from(`${said.replace(' ', 'T')}:00`))
types.setTypeParser(oid.date, (said) => Temporal.PlainDate.from(said))
types.setTypeParser(oid.int8, (said) => safeInteger(said))

// pg asks an object that it does not know for its `toPostgres`; without it an instant would arrive as quoted JSON.
for (const known of [Temporal.Instant, Temporal.PlainDate]) {
  Object.defineProperty(known.prototype, 'toPostgres', { value: toPostgres, configurable: true })
}

export interface Database {
  kysely: Kysely<DB>
  pool: Pool
  transact: Transact
  close(): Promise<void>
}

/** Opens a pool of connections. READ COMMITTED, UTC. */
export function openDatabase(url: string, connections = 16): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    options: '-c timezone=UTC -c statement_timeout=60000',
    application_name: 'redress',
    // Statements that do not wait for each other travel together.
    pipeline: true,
  })
  // An idle connection that dies is replaced at the next use; the pool only needs somebody to hear it.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const named = namedPool(pool)
  const dialect = new PostgresDialect({ pool: named })
  const kysely = new Kysely<DB>({ dialect })
  return { kysely, pool, transact: transactOn(kysely, { dialect, pool: named }), close: () => kysely.destroy() }
}

function safeInteger(said: string): number {
  const number = Number(said)
  if (!Number.isSafeInteger(number)) throw new Error(`${said} is too large for a number`)
  return number
}

function toPostgres(this: Temporal.Instant | Temporal.PlainDate): string {
  return this.toString()
}
