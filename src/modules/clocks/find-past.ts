import { sql } from 'kysely'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Happening } from './rules/story.ts'
import { happeningOf } from './settle-clocks.ts'

/** What clocks turn on, of many complaints at once, oldest first. */
export async function findHappenings(work: Work, complaints: readonly Id[]): Promise<ReadonlyMap<Id, Happening[]>> {
  const rows = await work.db
    .selectFrom('facts_facts')
    .select(['stream', 'fact', 'at', 'data'])
    .where(sql<boolean>`stream = any(${complaints.map((id) => `complaint/${id}`)}::text[])`)
    // What clocks say of themselves moves none.
    .where('fact', 'not like', 'clock.%')
    .orderBy('stream')
    .orderBy('seq')
    .execute()
  const grouped = Map.groupBy(rows, ({ stream }) => stream.slice('complaint/'.length))
  // facts_append is only ever given an object
  return new Map(
    [...grouped].map(([id, all]) => [id, all.map((row) => happeningOf({ ...row, data: row.data as Record<string, unknown> }))]),
  )
}

/** The categories of the issues of many complaints, with the branches that they hang on. */
export async function findCategories(work: Work, complaints: readonly Id[]): Promise<ReadonlyMap<Id, string[]>> {
  const rows = await work.db
    .selectFrom('complaints_issues as i')
    .innerJoin('complaints_categories as c', 'c.code', 'i.category_code')
    .select(['i.complaint_id', 'c.code', 'c.parent_code'])
    .where(sql<boolean>`i.complaint_id = any(${[...complaints]}::uuid[])`)
    .orderBy('c.code')
    .execute()
  const grouped = Map.groupBy(rows, ({ complaint_id }) => complaint_id)
  const named = (row: { code: string; parent_code: string | null }) => (row.parent_code === null ? [row.code] : [row.code, row.parent_code])
  return new Map([...grouped].map(([id, all]) => [id, [...new Set(all.flatMap(named))]]))
}
