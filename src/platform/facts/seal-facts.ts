import { sql } from 'kysely'
import { job, type Steps } from '../job.ts'

/** Facts that are younger may still be on their way to the commit; they come under the next seal. */
const settled = { minutes: 10 }

/** One hash over where every chain stood at a moment. Whoever rewrites a whole chain afterwards must also know the seals that were taken away from here. */
export const sealFacts = job<object>('seal-facts', ({ step }: Steps) =>
  step(async (work) => {
    const until = work.now.subtract(settled)
    await sql`insert into facts_seals (sealed_at, streams, facts, hash) select ${until}, streams, facts, hash from (${sealUntil(until)}) sealed
      on conflict do nothing`.execute(work.db)
  }),
)

/** The heads as they stood then, hashed in 256 parts so that no text grows with the desk. */
const heads = (until: string) => `with heads as (
    select distinct on (stream) stream, stream || ' ' || seq || ' ' || hash as head from facts_facts where at <= ${until} order by stream, seq desc),
  parts as (select left(md5(stream), 2) as part, count(*) as streams, encode(sha256(convert_to(string_agg(head, E'\\n' order by stream collate "C"), 'UTF8')), 'hex') as hash
    from heads group by 1)
  select coalesce(sum(streams), 0)::bigint as streams, (select count(*) from facts_facts where at <= ${until}) as facts,
    encode(sha256(convert_to(coalesce(string_agg(part || ' ' || hash, E'\\n' order by part), ''), 'UTF8')), 'hex') as hash from parts`

const [before, between, after] = heads('$until').split('$until') as [string, string, string]
const sealUntil = (until: Temporal.Instant) =>
  sql`${sql.raw(before)}${until}::timestamptz${sql.raw(between)}${until}::timestamptz${sql.raw(after)}`

/** The seals of the last days that no longer fit, each computed again. Bound to one parameter, the number of seals to look at. */
export const brokenSeals = `select to_char(s.sealed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as sealed_at
  from (select * from facts_seals order by sealed_at desc limit $1) s
  cross join lateral (${heads('s.sealed_at')}) again
  where (again.streams, again.facts, again.hash) is distinct from (s.streams, s.facts, s.hash) order by s.sealed_at`
