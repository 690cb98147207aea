import { sql } from 'kysely'
import { visibleComplaints } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

export interface Whole {
  id: Id
  number: string
}

/** Nobody merges so often; it only ends a circle that nobody should be able to make. */
const mostSteps = 20

/** Where each of these complaints goes on since it was merged, however often, as far as the caller may see that. One query. */
export async function findWholes(work: Work, merged: readonly Id[]): Promise<Map<Id, Whole>> {
  if (merged.length === 0) return new Map()
  const ups = sql`with recursive up (part, id, step) as (
      select p.id, p.id, 0 from unnest(${[...merged]}::uuid[]) as p (id)
      union all
      select up.part, m.into_id, step + 1 from up join complaints_merges m on m.complaint_id = up.id and m.undone_at is null where step < ${sql.lit(mostSteps)}
    ) select distinct on (part) part, id from up where step > 0 order by part, step desc`
  const rows = await work.db
    .selectFrom('complaints_complaints')
    .innerJoin(sql<{ part: Id; id: Id }>`(${ups})`.as('last'), 'last.id', 'complaints_complaints.id')
    .select(['last.part', 'complaints_complaints.id', 'complaints_complaints.number'])
    .where(visibleComplaints(work.actor))
    .execute()
  return new Map(rows.map(({ part, id, number }) => [part, { id, number }]))
}
