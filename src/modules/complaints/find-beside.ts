import { type ExpressionBuilder, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { agentNamed, customerNamed, shownCustomer, teamNamed } from '#modules/people/index.ts'
import type { DB } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Complaint } from './contract.ts'
import { countsAsReopened } from './rules/lifecycle.ts'

type Shown = Pick<
  Complaint,
  'customer' | 'owner' | 'team' | 'tags' | 'named_people' | 'closures' | 'waiting' | 'disputes' | 'about' | 'proposed'
>

/** Everything that hangs on a complaint and is small, in one query. */
export async function findBeside(work: Work, id: Id): Promise<{ shown: Shown; proposedBy: string | null }> {
  const row = await beside(work, id).executeTakeFirstOrThrow()
  const [proposal] = row.proposals
  return {
    shown: {
      customer: shownCustomer(row.customer),
      owner: row.owner,
      team: row.team,
      tags: row.tags.map(({ tag }) => tag),
      named_people: row.named.map(({ id: person, agent }) => ({ id: person, name: agent?.name ?? '' })),
      about: row.about.map(({ id: person, agent }) => ({ id: person, name: agent?.name ?? '' })),
      closures: row.closures.map(closureOf),
      // Inside JSON an instant is text already. The codes are held by check constraints.
      waiting: (row.waitings[0] as Shown['waiting'] | undefined) ?? null,
      disputes: row.disputes as unknown as Shown['disputes'],
      proposed: proposal
        ? { kind: proposal.kind as Complaint['kind'], reason: proposal.reason, by: proposal.agent?.name ?? '', at: String(proposal.at) }
        : null,
    },
    proposedBy: proposal?.decided_by ?? null,
  }
}

interface ClosureRow {
  closed_at: Temporal.Instant | null
  closed_by: string | null
  reopened_at: Temporal.Instant | null
  reopened_reason: string | null
}

function closureOf(closure: ClosureRow) {
  const [closed, reopened] = [String(closure.closed_at), closure.reopened_at === null ? null : String(closure.reopened_at)]
  return {
    closed_at: closed,
    closed_by: closure.closed_by ?? '',
    reopened_at: reopened,
    reopened_reason: closure.reopened_reason,
    counts: reopened !== null && countsAsReopened(Temporal.Instant.from(closed), Temporal.Instant.from(reopened)),
  }
}

type Row = ExpressionBuilder<DB & { c: DB['complaints_complaints'] }, 'c'>

const beside = (work: Work, id: Id) =>
  work.db
    .selectFrom('complaints_complaints as c')
    .select([customerNamed('c.customer_id').as('customer'), agentNamed('c.owner_id').as('owner'), teamNamed('c.team_id').as('team')])
    .select((match) => [
      jsonArrayFrom(match.selectFrom('complaints_tags as t').select('t.tag').whereRef('t.complaint_id', '=', 'c.id').orderBy('t.tag')).as(
        'tags',
      ),
      jsonArrayFrom(
        match
          .selectFrom('complaints_named_people as n')
          .select('n.agent_id as id')
          .select(agentNamed('n.agent_id').as('agent'))
          .whereRef('n.complaint_id', '=', 'c.id'),
      ).as('named'),
      jsonArrayFrom(
        match
          .selectFrom('complaints_subjects as s')
          .select('s.agent_id as id')
          .select(agentNamed('s.agent_id').as('agent'))
          .whereRef('s.complaint_id', '=', 'c.id'),
      ).as('about'),
      closures(match).as('closures'),
      waitings(match).as('waitings'),
      disputes(match).as('disputes'),
      proposals(match).as('proposals'),
    ])
    .where('c.id', '=', id)

const closures = (match: Row) =>
  jsonArrayFrom(
    match
      .selectFrom('complaints_closures as k')
      .select(['k.closed_at', 'k.closed_by', 'k.reopened_at', 'k.reopened_reason'])
      .whereRef('k.complaint_id', '=', 'c.id')
      .where('k.closed_at', 'is not', null)
      .orderBy('k.closed_at'),
  )

const waitings = (match: Row) =>
  jsonArrayFrom(
    match
      .selectFrom('complaints_waitings as w')
      .select(['w.waits_for', 'w.until', 'w.words', 'w.message_id as question', 'w.remind_at', 'w.began_at'])
      .select([agentNamed('w.agent_id').as('agent'), teamNamed('w.team_id').as('team')])
      .whereRef('w.complaint_id', '=', 'c.id')
      .where('w.ended_at', 'is', null)
      .limit(1),
  )

const disputes = (match: Row) =>
  jsonArrayFrom(
    match
      .selectFrom('complaints_disputes as d')
      .select(['d.id', 'd.body', 'd.name', 'd.reference', 'd.opened_at', 'd.ended_at', 'd.ended_reason'])
      .whereRef('d.complaint_id', '=', 'c.id')
      .orderBy('d.opened_at'),
  )

const proposals = (match: Row) =>
  jsonArrayFrom(
    match
      .selectFrom('complaints_classifications as p')
      .select(['p.kind', 'p.reason', 'p.at', 'p.decided_by'])
      .select(
        sql<{
          name: string
        } | null>`(select json_build_object('name', a.name) from people_agents a where p.decided_by = 'person/' || a.id)`.as('agent'),
      )
      .whereRef('p.complaint_id', '=', 'c.id')
      .where('p.state', '=', 'proposed')
      .limit(1),
  )
