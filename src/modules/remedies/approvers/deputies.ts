import { sql } from 'kysely'
import { agentNamed, findAgent, nameActors, organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayNameDeputies } from '../access.ts'
import { lockPurses } from '../budgets/purses.ts'
import type { addDeputy as addEndpoint, Deputy, listDeputies as listEndpoint } from '../contract.ts'
import { answersAny, mayStandIn, type StandIn } from '../rules/deputies.ts'
import { findApprovers, seesAllOf } from './find-approvers.ts'
import '../refusals.ts'

/** Who stands in for whom, now and to come. */
export async function listDeputies(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  const today = await todayOf(work)
  const rows = await presentable(work)
    .where('d.ends_on', '>=', today)
    .where('d.ended_at', 'is', null)
    .orderBy('d.starts_on')
    .orderBy('d.id')
    .execute()
  const approvers = (await findApprovers(work)).map(({ id, name }) => ({ id, name }))
  return { data: await present(work, rows), approvers, may: { name_others: mayNameDeputies(work.actor) } }
}

/** Names who decides while somebody is away. Nothing is approved by it, and nobody may more than before. */
export async function addDeputy(work: Work, asked: BodyOf<typeof addEndpoint>): Promise<Deputy> {
  const [starts_on, ends_on] = [Temporal.PlainDate.from(asked.starts_on), Temporal.PlainDate.from(asked.ends_on)]
  if (Temporal.PlainDate.compare(starts_on, ends_on) > 0) throw refuse('remedies.deputy_period')
  if (Temporal.PlainDate.compare(ends_on, await todayOf(work)) < 0) throw refuse('remedies.deputy_past')
  const away = await whoIsAway(work, asked.agent ?? null)
  await lockPurses(work, [`deputies/${away}`])
  await judgeDeputy(work, { away, deputy: asked.deputy })
  const overlapping = await work.db
    .selectFrom('remedies_deputies')
    .select('id')
    .where('agent_id', '=', away)
    .where('ended_at', 'is', null)
    .where('starts_on', '<=', ends_on)
    .where('ends_on', '>=', starts_on)
    .executeTakeFirst()
  if (overlapping) throw refuse('remedies.deputy_overlaps')
  const row = {
    id: newId(),
    agent_id: away,
    deputy_id: asked.deputy,
    starts_on,
    ends_on,
    written_by: actorName(work.actor),
    written_at: work.now,
  }
  await work.db.insertInto('remedies_deputies').values(row).execute()
  const days = { from: starts_on.toString(), to: ends_on.toString() }
  await work.announce({ fact: 'deputy.named', house: 'remedies', deputyship: row.id, agent: away, deputy: asked.deputy, ...days })
  return presentOne(work, row.id)
}

/** They are back. Twice is once. */
export async function endDeputy(work: Work, id: Id): Promise<Deputy> {
  const row = await work.db.selectFrom('remedies_deputies').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw refuse('remedies.deputy_not_found')
  if (!mayChange(work, row.agent_id)) throw refuse('remedies.deputy_not_yours')
  if (row.ended_at === null) {
    await work.db
      .updateTable('remedies_deputies')
      .set({ ended_at: work.now, ended_by: actorName(work.actor) })
      .where('id', '=', id)
      .execute()
    await work.announce({ fact: 'deputy.ended', house: 'remedies', deputyship: id, agent: row.agent_id })
  }
  return presentOne(work, id)
}

/** Who is away on a day, and who stands in. */
export async function findStandIns(work: Work, day: Temporal.PlainDate): Promise<StandIn[]> {
  return work.db
    .selectFrom('remedies_deputies')
    .select(['agent_id as agent', 'deputy_id as deputy'])
    .where('ended_at', 'is', null)
    .where('starts_on', '<=', day)
    .where('ends_on', '>=', day)
    .execute()
}

export async function todayOf(work: Work): Promise<Temporal.PlainDate> {
  const { zone } = await organisationOf(work)
  return work.now.toZonedDateTimeISO(zone).toPlainDate()
}

async function whoIsAway(work: Work, asked: Id | null): Promise<Id> {
  const { actor } = work
  const own = actor.kind === 'person' ? actor.id : null
  const away = asked ?? own
  if (away === null) throw refuse('remedies.deputy_who')
  if (away !== own && !mayNameDeputies(actor)) throw refuse('remedies.deputy_not_yours')
  return away
}

async function judgeDeputy(work: Work, { away, deputy }: { away: Id; deputy: Id }): Promise<void> {
  if (away === deputy) throw refuse('remedies.deputy_self')
  const [absent, found] = [await hereFor(work, away), await hereFor(work, deputy)]
  if (!answersAny(absent)) throw refuse('remedies.deputy_needless', { name: absent.name })
  if (!mayStandIn(found, absent)) throw refuse('remedies.deputy_below', { name: found.name })
  const approvers = await findApprovers(work)
  const [one, other] = [approvers.find(({ id }) => id === deputy), approvers.find(({ id }) => id === away)]
  if (!one || !other || !seesAllOf(one, other)) throw refuse('remedies.deputy_blind', { name: found.name })
}

async function hereFor(work: Work, id: Id) {
  const agent = await findAgent(work, id)
  if (!agent || agent.deactivated_at) throw refuse('remedies.deputy_gone')
  return agent
}

const mayChange = (work: Work, agent: Id): boolean =>
  mayNameDeputies(work.actor) || (work.actor.kind === 'person' && work.actor.id === agent)

const presentable = (work: Work) =>
  work.db
    .selectFrom('remedies_deputies as d')
    .selectAll('d')
    .select([agentNamed('d.agent_id').as('agent'), agentNamed('d.deputy_id').as('stands')])
    .select([sql<string>`d.starts_on::text`.as('starts'), sql<string>`d.ends_on::text`.as('ends')])

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

async function presentOne(work: Work, id: Id): Promise<Deputy> {
  const [one] = await present(work, await presentable(work).where('d.id', '=', id).execute())
  if (!one) throw refuse('remedies.deputy_not_found')
  return one
}

async function present(work: Work, rows: readonly Row[]): Promise<Deputy[]> {
  const [today, named] = [
    (await todayOf(work)).toString(),
    await nameActors(
      work,
      rows.map(({ written_by }) => written_by),
    ),
  ]
  return rows.map((row) => ({
    id: row.id,
    agent: row.agent ?? { id: row.agent_id, name: '' },
    deputy: row.stands ?? { id: row.deputy_id, name: '' },
    starts_on: row.starts,
    ends_on: row.ends,
    holds: row.ended_at === null && row.starts <= today && today <= row.ends,
    written_by: named(row.written_by),
    may: { end: row.ended_at === null && mayChange(work, row.agent_id) },
  }))
}
