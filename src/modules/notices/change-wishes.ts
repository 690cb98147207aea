import { findAgent, findPerson, organisationOf } from '#modules/people/index.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { houseMailOf } from '#platform/house-mail.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { Choice, changeWishes as changeEndpoint, Wishes } from './contract.ts'
import { ownId } from './own-id.ts'
import { findRest, type Rest } from './rests.ts'
import { kindRules, kinds } from './rules/kinds.ts'
import './facts.ts'

type Asked = BodyOf<typeof changeEndpoint>

/** How and when the caller wants to be told; what they never chose is as the rules say. */
export async function readWishes(work: Work): Promise<Wishes> {
  const agent = ownId(work)
  const rest = await findRest(work, agent)
  return {
    choices: await choicesOf(work, agent),
    quiet: rest?.quiet_from && rest.quiet_to ? { from: rest.quiet_from.slice(0, 5), to: rest.quiet_to.slice(0, 5) } : null,
    critical: rest?.critical ?? false,
    away: rest && (await awayOf(work, rest)),
    mails: houseMailOf(toolsOf(work).configuration).canSend,
    zone: (await organisationOf(work)).zone,
    version: rest?.version ?? 1,
  }
}

/** Changes them; refuses an older version than the one that is there. */
export async function changeWishes(work: Work, asked: Asked & { version: number }): Promise<Wishes> {
  const agent = ownId(work)
  await work.db
    .insertInto('notices_rests')
    .values({ agent_id: agent })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const before = await work.db.selectFrom('notices_rests').selectAll().where('agent_id', '=', agent).forUpdate().executeTakeFirstOrThrow()
  sameVersion(before.version, asked.version)
  if (asked.away) await judgeAway(work, asked.away)
  await work.db
    .updateTable('notices_rests')
    .set((row) => ({ ...columnsOf(asked), version: row('version', '+', 1) }))
    .where('agent_id', '=', agent)
    .execute()
  for (const { kind, ...how } of asked.choices ?? [])
    await work.db
      .insertInto('notices_choices')
      .values({ agent_id: agent, kind, ...how })
      .onConflict((conflict) => conflict.columns(['agent_id', 'kind']).doUpdateSet(how))
      .execute()
  if (asked.away !== undefined) await announceAway(work, agent, asked.away)
  return readWishes(work)
}

async function choicesOf(work: Work, agent: Id): Promise<Choice[]> {
  const rows = await work.db.selectFrom('notices_choices').select(['kind', 'mail', 'push']).where('agent_id', '=', agent).execute()
  const chosen = new Map(rows.map((row) => [row.kind, row]))
  return kinds.map((kind) => ({
    kind,
    mail: chosen.get(kind)?.mail ?? kindRules[kind].mail,
    push: chosen.get(kind)?.push ?? kindRules[kind].push,
  }))
}

/** What is over is not said any more. */
async function awayOf(work: Work, { away_from, away_until, stand_in_id }: Rest): Promise<Wishes['away']> {
  if (!away_from || !away_until || Temporal.Instant.compare(away_until, work.now) <= 0) return null
  const standIn = stand_in_id && (await findAgent(work, stand_in_id))
  return {
    from: away_from.toString(),
    until: away_until.toString(),
    stand_in: standIn ? { id: standIn.id, name: standIn.name } : null,
  }
}

type AskedAway = NonNullable<Asked['away']>

async function judgeAway(work: Work, { from, until, stand_in }: AskedAway) {
  const [begin, end] = [Temporal.Instant.from(from), Temporal.Instant.from(until)]
  const ends = Temporal.Instant.compare(end, work.now) > 0 && Temporal.Instant.compare(end, begin) > 0
  if (!ends) throw refuse('notices.away_past')
  if (stand_in === null) return
  if (stand_in === work.actor.id) throw refuse('notices.stand_in_oneself')
  if (!(await findPerson(work, stand_in))) throw refuse('notices.stand_in_gone')
}

function columnsOf({ quiet, critical, away }: Asked) {
  return {
    ...(quiet !== undefined && { quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null }),
    ...(critical !== undefined && { critical }),
    ...(away !== undefined && awayColumns(away)),
  }
}

function awayColumns(away: AskedAway | null) {
  if (away === null) return { away_from: null, away_until: null, stand_in_id: null }
  return { away_from: Temporal.Instant.from(away.from), away_until: Temporal.Instant.from(away.until), stand_in_id: away.stand_in }
}

const announceAway = (work: Work, agent: Id, away: AskedAway | null) =>
  work.announce({
    fact: 'absence.written',
    house: 'notices',
    agent,
    from: away?.from ?? null,
    until: away?.until ?? null,
    stand_in: away?.stand_in ?? null,
  })
