import { sql } from 'kysely'
import { organisationOf, teamNamed } from '#modules/people/index.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type DecisionTimes, histogramHours, longestReport, type readDecisionTimes as timesEndpoint } from '../contract.ts'
import '../refusals.ts'

/** How long requests waited for a yes or a no. What nobody answered is counted beside it, and has no time. */
export async function readDecisionTimes(work: Work, asked: QueryOf<typeof timesEndpoint>): Promise<AnswerOf<typeof timesEndpoint>> {
  const { zone } = await organisationOf(work)
  const { first, last } = monthsOf(asked, work.now.toZonedDateTimeISO(zone).toPlainDate())
  const [from, until] = [first.toZonedDateTime(zone).toInstant(), last.add({ days: 1 }).toZonedDateTime(zone).toInstant()]
  const waited = sql`(select to_char(r.requested_at at time zone ${zone}, 'YYYY-MM') as month, r.team_id, t.act = 'expired' as lapsed,
      extract(epoch from case when t.act = 'expired' then null else coalesce(t.done_at, r.decided_at) end - r.requested_at)::float8 / 3600 as hours
    from remedies_remedies r
      left join remedies_acts t on t.complaint_id = r.complaint_id and t.remedy_id = r.id and r.decided_at is null and t.act in ('refused', 'expired')
    where r.requested_at >= ${from.toString()}::timestamptz and r.requested_at < ${until.toString()}::timestamptz
      and (r.decided_at is not null or t.act is not null))`
  const figures = sql`count(hours)::int as count, percentile_cont(0.5) within group (order by hours) as median,
    percentile_cont(0.9) within group (order by hours) as p90, (count(*) filter (where lapsed))::int as lapsed`
  const [lines, whole, histogram] = await Promise.all([
    sql<
      DecisionTimes['data'][number]
    >`select month, ${teamNamed('w.team_id')} as team, ${figures} from ${waited} w group by month, w.team_id order by month desc, w.team_id`.execute(
      work.db,
    ),
    sql<DecisionTimes['whole']>`select ${figures} from ${waited} w`.execute(work.db),
    sql<{
      part: number
      count: number
    }>`select width_bucket(hours, ${sql.lit(`{${histogramHours.join()}}`)}::float8[]) as part, count(*)::int as count
      from ${waited} w where hours is not null group by 1`.execute(work.db),
  ])
  const counts = new Map(histogram.rows.map(({ part, count }) => [part, count]))
  return {
    data: lines.rows,
    whole: whole.rows[0] ?? { count: 0, median: null, p90: null, lapsed: 0 },
    histogram: [...histogramHours, null].map((below, part) => ({ below, count: counts.get(part) ?? 0 })),
  }
}

function monthsOf(
  asked: QueryOf<typeof timesEndpoint>,
  today: Temporal.PlainDate,
): { first: Temporal.PlainDate; last: Temporal.PlainDate } {
  const last = asked.to === undefined ? today : Temporal.PlainDate.from(asked.to)
  const first = asked.from === undefined ? last.subtract({ months: 11 }).with({ day: 1 }) : Temporal.PlainDate.from(asked.from)
  if (Temporal.PlainDate.compare(first, last) > 0) throw refuse('remedies.ledger_period')
  if (Temporal.PlainDate.compare(first.add({ months: longestReport }), last) < 0)
    throw refuse('remedies.report_too_long', { months: longestReport })
  return { first, last }
}
