import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { NewTeam, Team, TeamChange } from '../contract.ts'
import { findAgents } from './find-agents.ts'
import { teamFor } from './find-teams.ts'
import { lockPeople } from './lock-people.ts'
import '../refusals.ts'

/** Adds a team. Refuses a name that a running team has. */
export async function createTeam(work: Work, asked: NewTeam): Promise<Team> {
  await lockPeople(work)
  await nameIsFree(work, asked.name, null)
  const id = newId()
  await work.db
    .insertInto('people_teams')
    .values({ id, name: asked.name.trim(), language: asked.language ?? null, created_at: work.now })
    .execute()
  await work.announce({ fact: 'team.created', house: 'people', team: id })
  return teamFor(work, id)
}

/** Changes a team's name, language, or who is in it. */
export async function editTeam(work: Work, id: Id, { version, change }: { version: number; change: TeamChange }): Promise<Team> {
  await lockPeople(work)
  const before = await teamFor(work, id)
  if (before.ended_at) throw refuse('people.team_not_found')
  if (before.version !== version) throw refuse('platform.stale_version', { version: before.version })
  if (change.name) await nameIsFree(work, change.name, id)

  const { members, ...columns } = change
  await work.db
    .updateTable('people_teams')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .execute()
  if (members) await setMembers(work, id, members)
  await work.announce({ fact: 'team.changed', house: 'people', team: id, fields: Object.keys(change) })
  return teamFor(work, id)
}

/** Ends a team. The default team cannot end: name another first. */
export async function endTeam(work: Work, id: Id): Promise<Team> {
  await lockPeople(work)
  const team = await teamFor(work, id)
  if (team.ended_at) return team
  if (team.is_default) throw refuse('people.team_is_default')
  await work.db
    .updateTable('people_teams')
    .set({ ended_at: work.now, version: team.version + 1 })
    .where('id', '=', id)
    .execute()
  await work.announce({ fact: 'team.ended', house: 'people', team: id })
  return teamFor(work, id)
}

async function nameIsFree(work: Work, name: string, except: Id | null) {
  const taken = await work.db
    .selectFrom('people_teams')
    .select('id')
    .where((match) => match(match.fn('lower', ['name']), '=', match.fn('lower', [match.val(name.trim())])))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (taken && taken.id !== except) throw refuse('people.team_name_taken', { name: name.trim() })
}

async function setMembers(work: Work, team: Id, members: { id: Id; leads: boolean }[]) {
  const known = await findAgents(
    work,
    members.map(({ id }) => id),
  )
  if (known.length !== new Set(members.map(({ id }) => id)).size || known.some((agent) => agent.deactivated_at))
    throw refuse('people.unknown_member')
  await work.db.deleteFrom('people_memberships').where('team_id', '=', team).execute()
  const rows = new Map(members.map(({ id, leads }) => [id, { agent_id: id, team_id: team, leads }]))
  if (rows.size > 0)
    await work.db
      .insertInto('people_memberships')
      .values([...rows.values()])
      .execute()
}
