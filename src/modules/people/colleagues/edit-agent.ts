import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Agent, AgentChange } from '../contract.ts'
import { agentFor } from './find-agents.ts'
import { findTeams } from './find-teams.ts'
import { followAgent } from './follow-agent.ts'
import { lockPeople } from './lock-people.ts'
import '../refusals.ts'

/** Changes a colleague. The last administrator who can sign in stays one. */
export async function editAgent(work: Work, id: Id, { version, change }: { version: number; change: AgentChange }): Promise<Agent> {
  await lockPeople(work)
  const before = await agentFor(work, id)
  if (before.deactivated_at) throw refuse('people.agent_left')
  if (before.version !== version) throw refuse('platform.stale_version', { version: before.version })
  if (change.role && change.role !== 'administrator') await anotherAdministrates(work, id)
  if (change.email) await emailIsFree(work, change.email, id)

  const { teams, ...columns } = change
  await work.db
    .updateTable('people_agents')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .execute()
  if (teams) await setTeams(work, id, teams)
  if (change.email || change.name) await work.enqueue(followAgent, { agent: id })
  await work.announce({ fact: 'agent.changed', house: 'people', agent: id, fields: Object.keys(change) })
  return agentFor(work, id)
}

export async function emailIsFree(work: Work, email: string, except: Id | null): Promise<void> {
  const taken = await work.db
    .selectFrom('people_agents')
    .select('id')
    .where((match) => match(match.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst()
  if (taken && taken.id !== except) throw refuse('people.email_taken')
}

/** Refuses to take the desk's last administrator who can sign in. Ask it under the lock of people. */
export async function anotherAdministrates(work: Work, leaving: Id): Promise<void> {
  const administrators = await work.db
    .selectFrom('people_agents')
    .select('id')
    .where('role', '=', 'administrator')
    .where('deactivated_at', 'is', null)
    .where('login_id', 'is not', null)
    .execute()
  if (administrators.length === 1 && administrators[0]?.id === leaving) throw refuse('people.last_administrator')
}

export async function setTeams(work: Work, agent: Id, teams: { id: Id; leads: boolean }[]): Promise<void> {
  const wanted = new Map(teams.map(({ id, leads }) => [id, { agent_id: agent, team_id: id, leads }]))
  const known = await findTeams(work, [...wanted.keys()])
  if (known.length !== wanted.size || known.some((team) => team.ended_at)) throw refuse('people.unknown_team')
  await work.db.deleteFrom('people_memberships').where('agent_id', '=', agent).execute()
  if (wanted.size > 0)
    await work.db
      .insertInto('people_memberships')
      .values([...wanted.values()])
      .execute()
}
