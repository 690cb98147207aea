import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'

const oid = { int8: 20, timestamptz: 1184 }

/**
 * The few connections of better-auth: the one exception to Work, for it cannot join a transaction. It reads and writes `Date`, where the rest
 * of the house has Temporal, and says userId where the tables say user_id.
 */
export function ownConnection(url: string): Kysely<unknown> {
  const pool = new Pool({
    connectionString: url,
    max: 4,
    options: '-c timezone=UTC -c statement_timeout=20000',
    application_name: 'redress sessions',
    types: { getTypeParser: parserOf },
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
}

function parserOf(type: number, format?: 'text' | 'binary') {
  if (type === oid.timestamptz) return (said: string) => new Date(said)
  if (type === oid.int8) return Number
  return types.getTypeParser(type, format ?? 'text')
}
