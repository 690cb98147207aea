import { sql } from 'kysely'
import { agentNamed, customerNamed, shownCustomer, teamNamed } from '#modules/people/index.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { visibleComplaints } from './access.ts'
import { loadCountedTo, type readLoad as loadEndpoint } from './contract.ts'
import { runningStates } from './rules/lifecycle.ts'

const colleaguesAtMost = 50
const oldestAtMost = 5

/** Whose desk is how full: three readings of the same open complaints, which are counted to a bound. */
export async function readLoad(work: Work): Promise<AnswerOf<typeof loadEndpoint>> {
  const [teams, colleagues, oldest] = await Promise.all([byTeam(work), byColleague(work), theOldest(work)])
  return {
    more: teams.reduce((sum, { open }) => sum + open, 0) >= loadCountedTo,
    teams,
    colleagues: colleagues.flatMap(({ colleague, ...counted }) => (colleague ? [{ colleague, ...counted }] : [])),
    oldest: oldest.map(({ id, number, customer, owner, received_at }) => ({
      complaint: { id, number, customer: shownCustomer(customer) },
      owner,
      received_at: received_at.toString(),
    })),
  }
}

const seen = (work: Work) =>
  work.db
    .selectFrom('complaints_complaints')
    .where('state', 'in', [...runningStates])
    .where(visibleComplaints(work.actor))

/** In the order of the lists' own index, so that the bound stops the reading. */
const bounded = (work: Work) =>
  seen(work).select(['team_id', 'owner_id', 'urgency']).orderBy('rank').orderBy('received_at').orderBy('id').limit(loadCountedTo).as('seen')

const counted = sql<number>`count(*)::int`

const byTeam = (work: Work) =>
  work.db
    .selectFrom(bounded(work))
    .select([teamNamed('seen.team_id').as('team'), counted.as('open')])
    .select(sql<number>`(count(*) filter (where owner_id is null))::int`.as('unassigned'))
    .groupBy('seen.team_id')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('seen.team_id')
    .execute()

const byColleague = (work: Work) =>
  work.db
    .selectFrom(bounded(work))
    .select([agentNamed('seen.owner_id').as('colleague'), counted.as('open')])
    .select(sql<number>`(count(*) filter (where urgency in ('critical', 'high')))::int`.as('urgent'))
    .where('seen.owner_id', 'is not', null)
    .groupBy('seen.owner_id')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('seen.owner_id')
    .limit(colleaguesAtMost)
    .execute()

/** The oldest of each rank, from its place in the index, then the oldest of those. */
const theOldest = (work: Work) =>
  work.db
    .selectFrom(sql<{ rank: number }>`(values (1), (2), (3), (4))`.as<'ranks'>(sql`ranks (rank)`))
    .innerJoinLateral(
      () =>
        seen(work)
          .select(['complaints_complaints.id', 'number', 'customer_id', 'owner_id', 'received_at'])
          .where(sql<boolean>`complaints_complaints.rank = ranks.rank`)
          .orderBy('received_at')
          .orderBy('complaints_complaints.id')
          .limit(oldestAtMost)
          .as('old'),
      (join) => join.onTrue(),
    )
    .select(['old.id', 'old.number', 'old.received_at'])
    .select([customerNamed('old.customer_id').as('customer'), agentNamed('old.owner_id').as('owner')])
    .orderBy('old.received_at')
    .limit(oldestAtMost)
    .execute()
