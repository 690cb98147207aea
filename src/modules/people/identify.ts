import type { FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import { type Actor, type Duty, type Link, type LinkUse, type Person, type Role, stranger } from '#platform/actor.ts'
import type { DB } from '#platform/database.types.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { hashOfSecret } from '#platform/secrets.ts'
import type { Sessions } from '#platform/sessions.ts'
import { rememberSession } from './colleagues/own-sessions.ts'
import { tokenPrefix } from './create-token.ts'

export interface IdentifyTools {
  database: Kysely<DB>
  sessions: Sessions
  now: () => Temporal.Instant
}

/** Says who calls: a token, a colleague by their session, a customer by the secret in the address; else a stranger. */
export function identifier({ database, sessions, now }: IdentifyTools): (request: FastifyRequest) => Promise<Actor> {
  return async (request) => {
    const { authorization } = request.headers
    // A token that is wrong must not fall back to a cookie that is right.
    if (authorization !== undefined) return tokenActor(database, authorization)
    const { secret } = (request.params ?? {}) as { secret?: string }
    if (secret) return (await linkActor(database, secret, now())) ?? stranger
    return personActor(database, sessions, request.headers)
  }
}

async function tokenActor(database: Kysely<DB>, authorization: string): Promise<Actor> {
  const secret = /^bearer\s+(\S{1,200})$/i.exec(authorization)?.[1]
  if (!secret?.startsWith(tokenPrefix)) return stranger
  const token = await database
    .selectFrom('people_tokens')
    .select(['id', 'name', 'role', 'duties', 'team_ids'])
    .where('secret_hash', '=', hashOfSecret(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!token) return stranger
  return { kind: 'token', id: token.id, name: token.name, role: token.role as Role, duties: token.duties as Duty[], teams: token.team_ids }
}

/** The customer whom a link's secret names; null when it is unknown, over, or revoked. */
export async function linkActor(database: Kysely<DB>, secret: string, now: Temporal.Instant): Promise<Link | null> {
  const link = await database
    .selectFrom('people_link_keys as k')
    .innerJoin('people_links as l', (join) => join.onRef('l.complaint_id', '=', 'k.complaint_id').onRef('l.id', '=', 'k.link_id'))
    .select(['l.id', 'l.use', 'l.complaint_id', 'l.customer_id'])
    .where('k.secret_hash', '=', hashOfSecret(secret))
    .where('l.expires_at', '>', now)
    .where('l.revoked_at', 'is', null)
    .executeTakeFirst()
  if (!link) return null
  return { kind: 'link', id: link.id, use: link.use as LinkUse, complaint: link.complaint_id, customer: link.customer_id }
}

async function personActor(database: Kysely<DB>, sessions: Sessions, headers: FastifyRequest['headers']): Promise<Actor> {
  const login = await sessions.loginOf(headers)
  if (!login) return stranger
  const row = await database
    .selectFrom('people_agents as a')
    .select(['a.id', 'a.name', 'a.role', 'a.duties', 'a.language'])
    .select(
      sql<{ id: Id; leads: boolean }[]>`coalesce((select json_agg(json_build_object('id', m.team_id, 'leads', m.leads))
      from people_memberships m where m.agent_id = a.id), '[]')`.as('teams'),
    )
    .where('a.login_id', '=', login.loginId)
    .where('a.deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!row) return stranger
  const person: Person = {
    kind: 'person',
    id: row.id,
    name: row.name,
    role: row.role as Role,
    duties: row.duties as Duty[],
    teams: row.teams.map(({ id }) => id),
    leads: row.teams.filter(({ leads }) => leads).map(({ id }) => id),
    language: row.language as Language,
  }
  rememberSession(person, login)
  return person
}
