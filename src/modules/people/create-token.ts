import { type SelectQueryBuilder, sql } from 'kysely'
import type { Duty, Role } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { hashOfSecret, newSecret } from '#platform/secrets.ts'
import type { Work } from '#platform/work.ts'
import { findTeams } from './colleagues/find-teams.ts'
import type { NewToken, Token } from './contract.ts'
import { agentNamed } from './find-names.ts'
import './refusals.ts'

/** What every token's secret begins with, so that a scanner of leaked secrets knows ours. */
export const tokenPrefix = 'rdt_'

/** Makes an API token. Its secret is answered here and is kept nowhere. */
export async function createToken(work: Work, asked: NewToken): Promise<Token & { secret: string }> {
  const teams = asked.teams ? [...new Set(asked.teams)] : null
  if (teams && (await findTeams(work, teams)).length !== teams.length) throw refuse('people.unknown_team')
  const [id, secret] = [newId(), `${tokenPrefix}${newSecret()}`]
  await work.db
    .insertInto('people_tokens')
    .values({
      id,
      name: asked.name.trim(),
      role: asked.role,
      duties: asked.duties,
      team_ids: teams,
      secret_hash: hashOfSecret(secret),
      created_at: work.now,
      created_by: work.actor.kind === 'person' ? work.actor.id : null,
    })
    .execute()
  await work.announce({ fact: 'token.created', house: 'people', token: id, role: asked.role })
  return { ...(await tokenFor(work, id)), secret }
}

/** Ends a token at once. Twice is harmless. */
export async function revokeToken(work: Work, id: Id): Promise<Token> {
  const revoked = await work.db
    .updateTable('people_tokens')
    .set({ revoked_at: work.now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (revoked) await work.announce({ fact: 'token.revoked', house: 'people', token: id })
  return tokenFor(work, id)
}

const presentable = (work: Work) =>
  work.db
    .selectFrom('people_tokens as t')
    .select(['t.id', 't.name', 't.role', 't.duties', 't.team_ids', 't.created_at', 't.revoked_at'])
    .select(agentNamed('t.created_by').as('created_by'))

export async function listTokens(work: Work): Promise<{ data: Token[] }> {
  const rows = await presentable(work).orderBy(sql`t.revoked_at is not null`).orderBy('t.id', 'desc').limit(500).execute()
  return { data: rows.map(presentToken) }
}

async function tokenFor(work: Work, id: Id): Promise<Token> {
  const row = await presentable(work).where('t.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('people.token_not_found')
  return presentToken(row)
}

type RowOf<Query> = Query extends SelectQueryBuilder<infer _DB, infer _Tables, infer Row> ? Row : never

function presentToken({ team_ids, ...token }: RowOf<ReturnType<typeof presentable>>): Token {
  return {
    ...token,
    role: token.role as Role,
    duties: token.duties as Duty[],
    teams: team_ids,
    created_at: token.created_at.toString(),
    revoked_at: token.revoked_at?.toString() ?? null,
  }
}
