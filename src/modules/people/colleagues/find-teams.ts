import { sql } from 'kysely'
import type { Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayManagePeople } from '../access.ts'
import type { Team } from '../contract.ts'
import '../refusals.ts'

/** The teams with these ids, those that have ended too, in no order. */
export async function findTeams(work: Work, ids: readonly Id[]) {
  if (ids.length === 0) return []
  return work.db
    .selectFrom('people_teams')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
}

export async function findTeam(work: Work, id: Id) {
  return (await findTeams(work, [id]))[0] ?? null
}

/** What a team is called; empty when there is none. */
export async function teamName(work: Work, id: Id | null): Promise<string> {
  return (id && (await findTeam(work, id))?.name) || ''
}

const withMembers = (work: Work) =>
  work.db
    .selectFrom('people_teams as t')
    .selectAll('t')
    .select([
      sql<boolean>`t.id is not distinct from (select default_team_id from people_organisation)`.as('is_default'),
      sql<
        Team['members']
      >`coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'leads', m.leads) order by fold(a.name), a.id)
        from people_memberships m join people_agents a on a.id = m.agent_id
        where m.team_id = t.id and a.deactivated_at is null), '[]')`.as('members'),
    ])

export async function listTeams(work: Work): Promise<{ data: Team[] }> {
  const rows = await withMembers(work).where('t.ended_at', 'is', null).orderBy(sql`fold(t.name) collate "C"`).limit(500).execute()
  return { data: rows.map((row) => presentTeam(work, row)) }
}

export async function teamFor(work: Work, id: Id): Promise<Team> {
  const row = await withMembers(work).where('t.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('people.team_not_found')
  return presentTeam(work, row)
}

type TeamRow = Awaited<ReturnType<ReturnType<typeof withMembers>['executeTakeFirstOrThrow']>>

function presentTeam(work: Work, { created_at: _created, ...team }: TeamRow): Team {
  const edit = mayManagePeople(work.actor) && !team.ended_at
  return {
    ...team,
    language: team.language as Language | null,
    ended_at: team.ended_at?.toString() ?? null,
    may: { edit, end: edit && !team.is_default },
  }
}

/** The running teams of these names, whatever their capitals. */
export async function findTeamsByName(work: Work, names: string[]): Promise<{ id: string; name: string }[]> {
  if (names.length === 0) return []
  return work.db
    .selectFrom('people_teams')
    .select(['id', 'name'])
    .where('ended_at', 'is', null)
    .where((match) =>
      match(
        match.fn<string>('lower', ['name']),
        'in',
        names.map((name) => name.toLowerCase()),
      ),
    )
    .execute()
}
