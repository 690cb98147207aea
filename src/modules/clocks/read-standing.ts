import { sql } from 'kysely'
import { visibleComplaints } from '#modules/complaints/index.ts'
import { organisationOf, teamNamed } from '#modules/people/index.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { readStanding as standingEndpoint, TeamStanding } from './contract.ts'

const countedTo = 10_000

type Figures = Omit<TeamStanding, 'team'>
interface Counted extends Partial<Figures> {
  team_id: string | null
  team: TeamStanding['team']
}

/** What burns and what was kept, by team: open limits from their own index, the week's from the newest facts. */
export async function readStanding(work: Work): Promise<AnswerOf<typeof standingEndpoint>> {
  const { zone } = await organisationOf(work)
  const today = work.now.toZonedDateTimeISO(zone).startOfDay()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const [open, met, missed] = await Promise.all([
    openBefore(work, today.add({ days: 1 }).toInstant()),
    countedSince(work, 'clock.met', monday.toInstant()),
    countedSince(work, 'clock.breached', monday.toInstant()),
  ])
  const gathered = new Map<string | null, TeamStanding>()
  const add = ({ team_id, team, ...figures }: Counted) =>
    gathered.set(team_id, { ...(gathered.get(team_id) ?? { team, late: 0, today: 0, met: 0, missed: 0 }), ...figures })
  for (const row of open) add(row)
  for (const { count, ...row } of met) add({ ...row, met: count })
  for (const { count, ...row } of missed) add({ ...row, missed: count })
  const urgency = ({ late, today: ends }: TeamStanding) => late * countedTo + ends
  return {
    week_from: monday.toPlainDate().toString(),
    data: [...gathered.values()].toSorted((one, other) => urgency(other) - urgency(one)),
  }
}

/** Open limits that end before a moment. A pause stands still: it is neither late nor due. */
function openBefore(work: Work, end: Temporal.Instant) {
  const burning = work.db
    .selectFrom('clocks_clocks as k')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'k.complaint_id')
    .select(['complaints_complaints.team_id', 'k.due_at'])
    .where('k.open', '=', true)
    .where('k.due_at', '<', end)
    .where('k.state', '<>', 'paused')
    .where(visibleComplaints(work.actor))
    .orderBy('k.due_at')
    .orderBy('k.complaint_id')
    .orderBy('k.id')
    .limit(countedTo)
  const late = sql`burning.due_at < ${work.now.toString()}::timestamptz`
  return work.db
    .selectFrom(burning.as('burning'))
    .select(['burning.team_id', teamNamed('burning.team_id').as('team')])
    .select([
      sql<number>`(count(*) filter (where ${late}))::int`.as('late'),
      sql<number>`(count(*) filter (where not ${late}))::int`.as('today'),
    ])
    .groupBy('burning.team_id')
    .execute()
}

/** What was met in time counts as met; what was met late had passed before, and is counted there. */
function countedSince(work: Work, fact: 'clock.met' | 'clock.breached', since: Temporal.Instant) {
  const told = sql<{
    complaint_id: string
    id: string
  }>`(select substring(stream from 11)::uuid as complaint_id, (data->>'clock')::uuid as id
    from facts_facts where fact = ${fact} and at >= ${since.toString()}::timestamptz order by at desc limit ${sql.lit(countedTo)})`
  return work.db
    .selectFrom(told.as('told'))
    .innerJoin('clocks_clocks as k', (join) => join.onRef('k.complaint_id', '=', 'told.complaint_id').onRef('k.id', '=', 'told.id'))
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'k.complaint_id')
    .select(['complaints_complaints.team_id', teamNamed('complaints_complaints.team_id').as('team')])
    .select(sql<number>`count(distinct k.id)::int`.as('count'))
    .where(visibleComplaints(work.actor))
    .$if(fact === 'clock.met', (query) => query.where('k.state', '=', 'met').whereRef('k.met_at', '<=', 'k.due_at'))
    .groupBy('complaints_complaints.team_id')
    .execute()
}
