import type { FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import { type Actor, isStaff } from '../actor.ts'
import type { DB } from '../database.types.ts'
import { refuse } from '../refusal.ts'

/** How often somebody may come. Counted in the database, so that many servers count together. */
const limits = {
  /** Who is signed in, or a token: requests a second. */
  staff: { visits: 100, seconds: 1 },
  /** Strangers and links, for anything that writes: requests a minute. */
  stranger: { visits: 120, seconds: 60 },
}

/** Counts a request, and refuses with Retry-After the one that is too many. Strangers may read freely; a proxy in front counts that. */
export function visitCounter(database: Kysely<DB>, now: () => Temporal.Instant) {
  return async (actor: Actor, request: FastifyRequest): Promise<void> => {
    const staff = isStaff(actor)
    if (!staff && request.method === 'GET') return
    const { visits, seconds } = staff ? limits.staff : limits.stranger
    const window = Temporal.Instant.fromEpochMilliseconds(Math.floor(now().epochMilliseconds / (seconds * 1000)) * seconds * 1000)
    const visitor = staff ? `${actor.kind}/${actor.id}` : `ip/${request.ip}`
    const { rows } = await sql<{
      visits: number
    }>`insert into http_visits as v (visitor, "window", visits) values (${visitor}, ${window}, 1)
      on conflict (visitor, "window") do update set visits = v.visits + 1 returning visits`.execute(database)
    if ((rows[0]?.visits ?? 0) > visits) throw refuse('platform.too_many', { seconds })
  }
}
