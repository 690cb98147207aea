import { type Actor, type Grants, holds, isStaff, type Person } from '#platform/actor.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type Me, type MeChange, Preferences } from '../contract.ts'
import { organisationOf } from '../organisation/find-organisation.ts'
import { findTeams } from './find-teams.ts'
import { followAgent } from './follow-agent.ts'
import '../refusals.ts'

/** Who calls, and what they may do. */
export async function me(work: Work, grants: Grants): Promise<Me> {
  const { actor } = work
  if (!isStaff(actor)) throw refuse('platform.sign_in_first')
  const teams = await findTeams(work, actor.teams ?? [])
  return {
    id: actor.id,
    name: actor.name,
    role: actor.role,
    duties: actor.duties,
    teams: actor.teams && teams.map(({ id, name }) => ({ id, name })),
    permissions: permissionsOf(actor, grants),
    ...(actor.kind === 'person' ? await onlyPeopleHave(work, actor) : await insteadOfThat(work)),
  }
}

async function onlyPeopleHave(work: Work, { id, language, leads }: Person) {
  const row = await work.db.selectFrom('people_agents').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const two_step = row.login_id !== null && (await toolsOf(work).sessions.hasTwoStep(row.login_id))
  return {
    kind: 'person' as const,
    email: row.email,
    language,
    leads,
    preferences: Preferences.parse(row.preferences),
    two_step,
    version: row.version,
  }
}

async function insteadOfThat(work: Work) {
  const { language } = await organisationOf(work)
  return { kind: 'token' as const, email: null, language, leads: [], preferences: {}, two_step: false, version: 1 }
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
