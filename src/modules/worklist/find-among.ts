import { type RawBuilder, sql } from 'kysely'
import type { Work } from '#platform/work.ts'

/** Complaints that another table tells: all of them as a query of `complaint_id`, and the same asked of one row. */
export interface Among {
  all: RawBuilder<unknown>
  ofRow: RawBuilder<boolean>
}

/** So few are named one by one, and sorted; of more, the list in its order soon meets enough. */
const few = 5000

/**
 * A condition that keeps a list fast however rare or common it is, and whatever the database believes of it: the complaints themselves where
 * they are few, found by the other table's own index; else a question to each row.
 */
export async function among(work: Work, { all, ofRow }: Among): Promise<RawBuilder<boolean>> {
  const ids = await fewOf(work, all)
  return ids === null ? sql<boolean>`${ofRow} is true` : isAmong(ids)
}

/** The ids that a query of `complaint_id` finds; null where they are too many to name. */
export async function fewOf(work: Work, all: RawBuilder<unknown>): Promise<string[] | null> {
  const { rows } = await sql<{ complaint_id: string }>`select complaint_id from (${all}) found limit ${sql.lit(few + 1)}`.execute(work.db)
  return rows.length > few ? null : [...new Set(rows.map(({ complaint_id }) => complaint_id))]
}

/** That the row is one of these. */
export const isAmong = (ids: readonly string[]): RawBuilder<boolean> =>
  ids.length === 0 ? sql<boolean>`false` : sql<boolean>`complaints_complaints.id = any(${[...ids]}::uuid[])`
