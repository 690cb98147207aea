import type { Selectable } from 'kysely'
import type { NoticesRests } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

export type Rest = Selectable<NoticesRests>

/** When a colleague wants to be left alone; null where they never said. */
export async function findRest(work: Work, agent: Id): Promise<Rest | null> {
  const found = await work.db.selectFrom('notices_rests').selectAll().where('agent_id', '=', agent).executeTakeFirst()
  return found ?? null
}

export const isAway = ({ away_from, away_until }: Pick<Rest, 'away_from' | 'away_until'>, now: Temporal.Instant): boolean =>
  away_from !== null &&
  away_until !== null &&
  Temporal.Instant.compare(away_from, now) <= 0 &&
  Temporal.Instant.compare(now, away_until) < 0
