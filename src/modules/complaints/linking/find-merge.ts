import { type Selectable, sql } from 'kysely'
import type { ComplaintsMerges } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** The merging by which a complaint ended, while it holds. */
export function findMerge(work: Work, complaint: Id): Promise<Selectable<ComplaintsMerges> | undefined> {
  return work.db
    .selectFrom('complaints_merges')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
}

/** The complaints that were merged into this one, as a subquery: what is owed on them is owed here. */
export const mergedHere = (work: Work, complaint: Id) =>
  work.db.selectFrom('complaints_merges').select('complaint_id').where('into_id', '=', complaint).where('undone_at', 'is', null)

/** A complaint and those that were merged into it, as an array: `complaint_id = any (…)` is served by an index, an `or` with a subquery reads everything. */
export const wholeOf = (work: Work, complaint: Id) => sql<Id[]>`array(${mergedHere(work, complaint)} union all select ${complaint}::uuid)`
