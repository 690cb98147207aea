import { sql } from 'kysely'
import type { Duty, Person, Role } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** A colleague as the actor that they would be, to ask beforehand what they may see; null for who is not here, or has left. */
export async function findPerson(work: Work, id: Id): Promise<Person | null> {
  const row = await work.db
    .selectFrom('people_agents as a')
    .select(['a.id', 'a.name', 'a.role', 'a.duties', 'a.language'])
    .select(
      sql<{ id: Id; leads: boolean }[]>`coalesce((select json_agg(json_build_object('id', m.team_id, 'leads', m.leads))
      from people_memberships m where m.agent_id = a.id), '[]')`.as('teams'),
    )
    .where('a.id', '=', id)
    .where('a.deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    kind: 'person',
    id: row.id,
    name: row.name,
    // held to the same codes by check constraints
    role: row.role as Role,
    duties: row.duties as Duty[],
    teams: row.teams.map(({ id: team }) => team),
    leads: row.teams.filter(({ leads }) => leads).map(({ id: team }) => team),
    language: row.language as Language,
  }
}
