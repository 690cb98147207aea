import { type Selectable, sql } from 'kysely'
import { findTeam, nameActors, teamNamed } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { RemediesBudgets } from '#platform/database.types.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { mayEditBudgets, mayOpenBudgets } from '../access.ts'
import { matrixOf } from '../authority/find-matrix.ts'
import type { addBudget as addEndpoint, Budget, editBudget as editEndpoint, listBudgets as listEndpoint } from '../contract.ts'
import { readSum } from '../read-sum.ts'
import { lockPurses } from './purses.ts'
import '../refusals.ts'

const most = 500

/** Envelopes of all teams, the newest period first. */
export async function listBudgets(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  const rows = await presentable(work).orderBy('b.starts_on', 'desc').orderBy('b.id').limit(most).execute()
  return { data: await present(work, rows), may: { add: mayEditBudgets(work.actor) } }
}

/** Gives a team an envelope for a period; periods of one team do not overlap. */
export async function addBudget(work: Work, asked: BodyOf<typeof addEndpoint>): Promise<Budget> {
  const [starts_on, ends_on] = [Temporal.PlainDate.from(asked.starts_on), Temporal.PlainDate.from(asked.ends_on)]
  if (Temporal.PlainDate.compare(starts_on, ends_on) > 0) throw refuse('remedies.budget_period')
  const envelope = await readEnvelope(work, asked.envelope)
  const team = asked.team ?? null
  if (team !== null) {
    const found = await findTeam(work, team)
    if (!found || found.ended_at) throw refuse('remedies.team_not_found')
  }
  await lockPurses(work, ['budgets'])
  const overlapping = await work.db
    .selectFrom('remedies_budgets')
    .select('id')
    .where((match) => (team === null ? match('team_id', 'is', null) : match('team_id', '=', team)))
    .where('starts_on', '<=', ends_on)
    .where('ends_on', '>=', starts_on)
    .limit(1)
    .executeTakeFirst()
  if (overlapping) throw refuse('remedies.budget_overlaps')
  const row = {
    id: newId(),
    team_id: team,
    starts_on,
    ends_on,
    currency: envelope.currency,
    envelope: envelope.amount,
    warning_percent: asked.warning_percent,
    written_by: actorName(work.actor),
    written_at: work.now,
  }
  await work.db.insertInto('remedies_budgets').values(row).execute()
  await work.announce({ fact: 'budget.added', house: 'remedies', budget: row.id, team, ...envelope })
  return presentOne(work, row.id)
}

/** Changes the envelope, or from when on it warns. */
export async function editBudget(work: Work, id: Id, asked: BodyOf<typeof editEndpoint> & { version: number }): Promise<Budget> {
  const budget = await budgetForUpdate(work, id)
  sameVersion(budget.version, asked.version)
  const envelope = asked.envelope ? await readEnvelope(work, asked.envelope) : { amount: budget.envelope, currency: budget.currency }
  const warning_percent = asked.warning_percent ?? budget.warning_percent
  const over = budget.used * 100 >= envelope.amount * warning_percent
  await work.db
    .updateTable('remedies_budgets')
    .set((row) => ({
      envelope: envelope.amount,
      warning_percent,
      // below the line again, it warns again
      ...(!over && { warned_at: null }),
      version: row('version', '+', 1),
    }))
    .where('id', '=', budget.id)
    .execute()
  await work.announce({ fact: 'budget.changed', house: 'remedies', budget: budget.id, ...envelope })
  return presentOne(work, budget.id)
}

/** From now on goodwill goes on beyond the envelope: a manager said so. Twice is harmless. */
export async function openBudget(work: Work, id: Id): Promise<Budget> {
  const budget = await budgetForUpdate(work, id)
  if (budget.opened_at === null) {
    await work.db
      .updateTable('remedies_budgets')
      .set((row) => ({ opened_at: work.now, opened_by: actorName(work.actor), version: row('version', '+', 1) }))
      .where('id', '=', budget.id)
      .execute()
    await work.announce({ fact: 'budget.opened', house: 'remedies', budget: budget.id })
  }
  return presentOne(work, budget.id)
}

async function readEnvelope(work: Work, asked: { amount: number; currency: string }) {
  const envelope = readSum(asked)
  const { rules } = await matrixOf(work)
  if (envelope.currency !== rules.currency) throw refuse('remedies.budget_currency', { currency: rules.currency })
  return envelope
}

async function budgetForUpdate(work: Work, id: Id): Promise<Selectable<RemediesBudgets>> {
  const budget = await work.db.selectFrom('remedies_budgets').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!budget) throw refuse('remedies.budget_not_found')
  return budget
}

const presentable = (work: Work) =>
  work.db
    .selectFrom('remedies_budgets as b')
    .selectAll('b')
    .select(teamNamed('b.team_id').as('team'))
    .select([sql<string>`b.starts_on::text`.as('starts'), sql<string>`b.ends_on::text`.as('ends')])

type Presentable = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

async function presentOne(work: Work, id: Id): Promise<Budget> {
  const [one] = await present(work, await presentable(work).where('b.id', '=', id).execute())
  if (!one) throw refuse('remedies.budget_not_found')
  return one
}

async function present(work: Work, rows: readonly Presentable[]): Promise<Budget[]> {
  const named = await nameActors(
    work,
    rows.map(({ opened_by }) => opened_by),
  )
  return rows.map(({ currency, ...row }) => ({
    id: row.id,
    team: row.team,
    starts_on: row.starts,
    ends_on: row.ends,
    envelope: { amount: row.envelope, currency },
    used: { amount: row.used, currency },
    left: { amount: row.envelope - row.used, currency },
    warning_percent: row.warning_percent,
    warned: row.warned_at !== null,
    opened: row.opened_at && row.opened_by ? { by: named(row.opened_by), at: row.opened_at.toString() } : null,
    version: row.version,
    may: { edit: mayEditBudgets(work.actor), open: row.opened_at === null && mayOpenBudgets(work.actor) },
  }))
}
