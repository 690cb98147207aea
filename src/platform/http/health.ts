import type { FastifyInstance } from 'fastify'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../database.types.ts'
import { refuse } from '../refusal.ts'

/** `/healthz`: the process answers. `/readyz`: the database answers too. */
export function serveHealth(app: FastifyInstance, database: Kysely<DB>) {
  const open = { config: { requires: 'anyone' }, schema: { hide: true } }
  app.get('/healthz', open, () => ({ healthy: true }))
  app.get('/readyz', open, async () => {
    await sql`select 1`.execute(database).catch(() => {
      throw refuse('platform.not_ready')
    })
    return { ready: true }
  })
}
