import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { Preferences, type Me, type MeChange } from './contract.ts'
import { findAgent } from './find-agents.ts'
import { findTeams } from './find-teams.ts'
import { followAgent } from './follow-agent.ts'
import { organisationOf } from './find-organisation.ts'
import './refusals.ts'

/** Who calls, and what they may do. */
export async function me(work: Work, grants: Grants): Promise<Me> {
  const { actor } = work
  if (!isStaff(actor)) throw refuse('platform.sign_in_first')
  const teams = await findTeams(work, actor.teams ?? [])
  const row = actor.kind === 'person' ? await findAgent(work, actor.id) : null
  return {
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    email: row?.email ?? null,
    role: actor.role,
    duties: actor.duties,
    language: actor.kind === 'person' ? actor.language : (await organisationOf(work)).language,
    teams: actor.teams && teams.map(({ id, name }) => ({ id, name })),
    leads: actor.kind === 'person' ? actor.leads : [],
    preferences: Preferences.parse(row?.preferences ?? {}),
    two_step: row?.login_id ? await toolsOf(work).sessions.hasTwoStep(row.login_id) : false,
    permissions: permissionsOf(actor, grants),
    version: row?.version ?? 1,
  }
}

const permissionsOf = (actor: Actor, grants: Grants): string[] =>
  Object.keys(grants)
    .filter((permission) => holds(grants, actor, permission))
    .toSorted()

/** Changes the own name, language and preferences. A token has none. */
export async function editMe(work: Work, { version, change, grants }: { version: number; change: MeChange; grants: Grants }): Promise<Me> {
  const { actor } = work
  if (actor.kind !== 'person') throw refuse('people.only_people')
  const before = await work.db.selectFrom('people_agents').selectAll().where('id', '=', actor.id).forUpdate().executeTakeFirstOrThrow()
  if (before.version !== version) throw refuse('platform.stale_version', { version: before.version })
  const { preferences, ...columns } = change
  const merged = JSON.stringify({ ...Preferences.parse(before.preferences), ...preferences })
  await work.db
    .updateTable('people_agents')
    .set({ ...columns, preferences: merged, version: version + 1 })
    .where('id', '=', actor.id)
    .execute()
  if (change.name) await work.enqueue(followAgent, { agent: actor.id })
  await work.announce({ fact: 'agent.changed', house: 'people', agent: actor.id, fields: Object.keys(change) })
  const now = await me(work, grants)
  return { ...now, name: change.name ?? now.name, language: change.language ?? now.language }
}
