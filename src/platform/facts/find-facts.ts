import { type RawBuilder, sql } from 'kysely'
import type { Work } from '../work.ts'

/** One fact as it stands in its stream. `data` holds ids, codes, instants and amounts; who reads it looks at each field before trusting it. */
export interface RecordedFact {
  seq: number
  fact: string
  /** `person/…`, `token/…`, `link/…`, `desk`. */
  actor: string
  at: Temporal.Instant
  data: Record<string, unknown>
}

/** The facts of a stream, oldest first: all of them, or those with these names. One query. */
export async function findFacts(work: Work, stream: string, names?: readonly string[]): Promise<RecordedFact[]> {
  const named: RawBuilder<boolean> = names ? sql`fact = any(${[...names]}::text[])` : sql`true`
  const rows = await work.db
    .selectFrom('facts_facts')
    .select(['seq', 'fact', 'actor', 'at', 'data'])
    .where('stream', '=', stream)
    .where(named)
    .orderBy('seq')
    .execute()
  // facts_append is only ever given an object
  return rows.map((row) => ({ ...row, data: row.data as Record<string, unknown> }))
}
