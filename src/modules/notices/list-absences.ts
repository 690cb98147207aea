import { agentNamed } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import type { Absence } from './contract.ts'

/** Colleagues who are away now, the first to come back on top. */
export async function listAbsences(work: Work): Promise<{ data: Absence[] }> {
  const rows = await work.db
    .selectFrom('notices_rests as r')
    .innerJoin('people_agents as a', 'a.id', 'r.agent_id')
    .select(['a.id', 'a.name', 'r.away_from', 'r.away_until', agentNamed('r.stand_in_id').as('stand_in')])
    .where('r.away_from', '<=', work.now)
    .where('r.away_until', '>', work.now)
    .where('a.deactivated_at', 'is', null)
    .orderBy('r.away_until')
    .limit(500)
    .execute()
  return {
    data: rows.map(({ id, name, away_from, away_until, stand_in }) => ({
      agent: { id, name },
      from: String(away_from),
      until: String(away_until),
      stand_in,
    })),
  }
}
