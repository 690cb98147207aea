import { sql } from 'kysely'
import type { Duty, Person, Role } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { answersAny } from '../rules/deputies.ts'

/** Who works here and can answer requests, as they would act. */
export async function findApprovers(work: Work): Promise<Person[]> {
  const rows = await work.db
    .selectFrom('people_agents as a')
    .select(['a.id', 'a.name', 'a.role', 'a.duties', 'a.language'])
    .select(
      sql<{ id: Id; leads: boolean }[]>`coalesce((select json_agg(json_build_object('id', m.team_id, 'leads', m.leads))
        from people_memberships m where m.agent_id = a.id), '[]')`.as('teams'),
    )
    .where('a.deactivated_at', 'is', null)
    .orderBy(sql`fold(a.name)`)
    .orderBy('a.id')
    .execute()
  // The columns' checks hold the same codes.
  return rows.filter(answersAny).map(({ teams, role, duties, language, ...row }) => ({
    ...row,
    kind: 'person',
    role: role as Role,
    duties: duties as Duty[],
    language: language as Language,
    teams: teams.map(({ id }) => id),
    leads: teams.filter(({ leads }) => leads).map(({ id }) => id),
  }))
}

const all: readonly string[] = ['manager', 'auditor', 'administrator']
const sightOf = ({ role, teams, leads }: Person): readonly Id[] => (role === 'supervisor' ? leads : teams)

/** Whether somebody sees the complaints of every team that another sees. */
export const seesAllOf = (one: Person, other: Person): boolean =>
  all.includes(one.role) || (!all.includes(other.role) && sightOf(other).every((team) => sightOf(one).includes(team)))
