import { sql } from 'kysely'
import { visibleComplaints } from '#modules/complaints/index.ts'
import { organisationOf, teamNamed } from '#modules/people/index.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { readPromptness as promptnessEndpoint } from '../contract/promptness.ts'
import { houseRules } from '../presets/house-rules.ts'
import { bars } from '../rules/time-left.ts'

type Asked = QueryOf<typeof promptnessEndpoint>

const usualDays = 27
const mostDays = 92

/** What was left of the desk's own limit at the first answer of a person, team by team (DOMAIN §5.2). A complaint that has no limit for its first answer is not counted. */
export async function readPromptness(work: Work, asked: Asked): Promise<AnswerOf<typeof promptnessEndpoint>> {
  const { zone } = await organisationOf(work)
  const { from, to } = daysAsked(asked, work.now.toZonedDateTimeISO(zone).toPlainDate())
  const { settings } = await houseRules(work)
  const rows = await answersOf(work, {
    begin: from.toZonedDateTime(zone),
    end: to.add({ days: 1 }).toZonedDateTime(zone),
    limit: settings.limit_hours,
  })
  return {
    from: from.toString(),
    to: to.toString(),
    limit_hours: settings.limit_hours,
    data: rows.map(({ team, complaints, answered, index, ...counted }) => ({
      team,
      complaints,
      answered,
      index: Math.round(index * 1_000) / 10,
      histogram: barNames.map((bar) => counted[bar] ?? 0),
    })),
  }
}

function daysAsked({ from, to }: Asked, today: Temporal.PlainDate) {
  const last = dayOf(to) ?? today
  const first = dayOf(from) ?? last.subtract({ days: usualDays })
  const days = first.until(last, { largestUnit: 'days' }).days
  if (days < 0 || days >= mostDays) throw refuse('clocks.promptness_period', { most: mostDays })
  return { from: first, to: last }
}

function dayOf(typed: string | undefined): Temporal.PlainDate | undefined {
  if (typed === undefined) return undefined
  try {
    return Temporal.PlainDate.from(typed)
  } catch {
    throw refuse('clocks.promptness_period', { most: mostDays })
  }
}

const barNames = Array.from({ length: bars }, (_, at) => `bar_${at}` as const)

type Counted = Record<(typeof barNames)[number], number> & {
  team: { id: string; name: string } | null
  complaints: number
  answered: number
  index: number
}

interface Period {
  begin: Temporal.ZonedDateTime
  end: Temporal.ZonedDateTime
  /** In hours. */
  limit: number
}

/** Each complaint of the period that has a limit for its first answer: its team, when it was answered, and what was left of the limit. */
const answeredIn = (work: Work, { begin, end, limit }: Period) =>
  work.db
    .selectFrom('complaints_complaints')
    .innerJoinLateral(
      (of) =>
        of
          .selectFrom('clocks_clocks as k')
          .select((build) => build.fn.min('k.met_at').as('met_at'))
          .whereRef('k.complaint_id', '=', 'complaints_complaints.id')
          .where('k.cycle', '=', 1)
          .where('k.kind', '=', 'first_reply')
          .where('k.state', '<>', 'stopped')
          .having((build) => build.fn.countAll(), '>', 0)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select(['complaints_complaints.team_id', 'first.met_at'])
    .select(
      sql<number>`1 - extract(epoch from coalesce(first.met_at, ${work.now.toString()}::timestamptz) - complaints_complaints.received_at) / 3600.0 / ${limit}::int`.as(
        'ratio',
      ),
    )
    .where(visibleComplaints(work.actor))
    .where('complaints_complaints.kind', '=', 'complaint')
    .where('complaints_complaints.received_at', '>=', begin.toInstant())
    .where('complaints_complaints.received_at', '<', end.toInstant())

/** The same, gathered by team: one query. */
async function answersOf(work: Work, period: Period): Promise<Counted[]> {
  const bar = sql`case when ratio <= 0 then 0 else least(${bars - 1}::int, ceil(ratio * ${bars - 1}::int)) end`
  const rows = await work.db
    .selectFrom(answeredIn(work, period).as('looked'))
    .select((build) => [
      teamNamed('looked.team_id').as('team'),
      build.cast<number>(build.fn.countAll(), 'integer').as('complaints'),
      build.cast<number>(build.fn.count('met_at'), 'integer').as('answered'),
      sql<number>`avg(greatest(0, ratio))::float8`.as('index'),
      ...barNames.map((name, at) => sql<number>`(count(*) filter (where ${bar} = ${at}))::int`.as(name)),
    ])
    .groupBy('looked.team_id')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('looked.team_id')
    .limit(200)
    .execute()
  // The names of the bars are made above; the compiler cannot follow a list of selections.
  return rows as unknown as Counted[]
}
