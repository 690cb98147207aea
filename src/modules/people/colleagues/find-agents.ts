import { type SelectQueryBuilder, sql } from 'kysely'
import type { Duty, Role } from '#platform/actor.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { DB } from '#platform/database.types.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { fold } from '#platform/fold.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayManagePeople } from '../access.ts'
import type { Agent } from '../contract.ts'
import '../refusals.ts'

/** The colleagues with these ids, those who left too, in no order. */
export async function findAgents(work: Work, ids: readonly Id[]) {
  if (ids.length === 0) return []
  return work.db
    .selectFrom('people_agents')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
}

export async function findAgent(work: Work, id: Id) {
  return (await findAgents(work, [id]))[0] ?? null
}

/** How all who work here are called, those who left lately too; the newest, where they are very many. */
export async function findAgentNames(work: Work): Promise<string[]> {
  const rows = await work.db.selectFrom('people_agents').select('name').orderBy('created_at', 'desc').limit(5000).execute()
  return rows.map(({ name }) => name)
}

/** Who administers the desk, to be told when something is wrong with it. */
export function findAdministrators(work: Work) {
  return work.db.selectFrom('people_agents').selectAll().where('role', '=', 'administrator').where('deactivated_at', 'is', null).execute()
}

/** The colleagues whose own address is one of the customer's. */
export async function colleaguesBehind(work: Work, customer: Id | null): Promise<Id[]> {
  if (customer === null) return []
  const rows = await work.db
    .selectFrom('people_contacts as k')
    .innerJoin('people_agents as a', (join) => join.on(sql<boolean>`lower(a.email) = lower(btrim(k.value))`))
    .select('a.id')
    .where('k.customer_id', '=', customer)
    .where('k.kind', '=', 'email')
    .where('a.deactivated_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** Those of the addresses, in small letters, that colleagues here have. */
export async function colleaguesAmong(work: Work, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set()
  const asked = [...new Set(addresses.map((address) => address.trim().toLowerCase()))]
  const rows = await work.db
    .selectFrom('people_agents')
    .select(sql<string>`lower(email)`.as('address'))
    .where(sql`lower(email)`, 'in', asked)
    .where('deactivated_at', 'is', null)
    .execute()
  return new Set(rows.map(({ address }) => address))
}

const byName = sql<string>`fold(a.name) collate "C"`

const presentable = (work: Work) =>
  work.db
    .selectFrom('people_agents as a')
    .selectAll('a')
    .select([
      byName.as('folded'),
      sql<
        Agent['teams']
      >`coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'leads', m.leads) order by fold(t.name), t.id)
        from people_memberships m join people_teams t on t.id = m.team_id where m.agent_id = a.id and t.ended_at is null), '[]')`.as(
        'teams',
      ),
      sql<Agent['invitation']>`(select json_build_object('delivery', i.delivery, 'error', i.delivery_error, 'at', i.invited_at,
        'expires_at', i.expires_at, 'expired', i.expires_at <= ${work.now.toString()}::timestamptz)
        from people_invitations i where i.agent_id = a.id and i.used_at is null order by i.invited_at desc, i.id desc limit 1)`.as(
        'invitation',
      ),
    ])

interface ListAsked {
  cursor?: string | undefined
  limit: number
  q?: string | undefined
  left?: 'true' | 'false' | undefined
}

/** Colleagues by name. */
export async function listAgents(work: Work, asked: ListAsked): Promise<{ data: Agent[]; next: string | null }> {
  const after = await lastShown(work, asked.cursor)
  const rows = await presentable(work)
    .where('a.deactivated_at', asked.left === 'true' ? 'is not' : 'is', null)
    .$if(Boolean(asked.q?.trim()), (query) => found(query, fold(asked.q?.trim() ?? '')))
    .$if(after !== null, (query) => query.where(sql<boolean>`(${byName}, a.id) > (${after?.folded}, ${after?.id}::uuid)`))
    .orderBy(byName)
    .orderBy('a.id')
    .limit(asked.limit + 1)
    .execute()
  const shown = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? shown.at(-1) : undefined
  return { data: shown.map((row) => presentAgent(work, row)), next: last ? cursorAfter([last.id]) : null }
}

// The cursor names the colleague only: a name may be longer than a cursor.
async function lastShown(work: Work, cursor: string | undefined) {
  const after = readCursor(cursor, ['id'])
  if (!after) return null
  const last = await work.db
    .selectFrom('people_agents as a')
    .select(['a.id', byName.as('folded')])
    .where('a.id', '=', after[0] ?? '')
    .executeTakeFirst()
  if (!last) throw refuse('platform.unknown_cursor')
  return last
}

type Presentable = SelectQueryBuilder<DB & { a: DB['people_agents'] }, 'a', AgentRow>

function found(query: Presentable, folded: string): Presentable {
  return query.where(sql<boolean>`(strpos(fold(a.name), ${folded}) > 0 or strpos(lower(a.email), ${folded}) > 0)`)
}

/** One colleague, as colleagues see them. */
export async function agentFor(work: Work, id: Id): Promise<Agent> {
  const row = await presentable(work).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('people.agent_not_found')
  return presentAgent(work, row)
}

type AgentRow = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

function presentAgent(work: Work, row: AgentRow): Agent {
  const manages = mayManagePeople(work.actor)
  const here = !row.deactivated_at
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    duties: row.duties as Duty[],
    language: row.language as Language,
    teams: row.teams,
    joined: row.login_id !== null,
    deactivated_at: row.deactivated_at?.toString() ?? null,
    invitation: row.invitation,
    version: row.version,
    may: { edit: manages && here, invite: manages && here, deactivate: manages && here && row.id !== work.actor.id },
  }
}
