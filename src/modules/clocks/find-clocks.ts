import { sql } from 'kysely'
import { findSplit } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { findFacts, type RecordedFact } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import type { ClockRecord } from './clock-rows.ts'

/** Every clock of a complaint. */
export const findRowsOf = (work: Work, complaint: Id): Promise<ClockRecord[]> =>
  work.db.selectFrom('clocks_clocks').selectAll().where('complaint_id', '=', complaint).orderBy('due_at').orderBy('id').execute()

/** What the clocks of a complaint need to know of it. */
export interface Matter {
  kind: string
  state: string
  received_at: Temporal.Instant
}

/** What reached the customer before an issue became this complaint was said of it too. */
const saidBefore = ['acknowledgement.written', 'message.sent', 'message.bounced', 'message.failed', 'contact.logged']

/** The facts of a complaint, oldest first; before them, what the customer heard while it was an issue of another one. */
export async function happenedOf(work: Work, complaint: Id): Promise<RecordedFact[]> {
  const [own, split] = await Promise.all([findFacts(work, `complaint/${complaint}`), findSplit(work, complaint)])
  if (split === undefined) return own
  const before = await findFacts(work, `complaint/${split.from}`)
  const heard = before.filter(({ fact, at }) => saidBefore.includes(fact) && Temporal.Instant.compare(at, split.at) <= 0)
  return [...heard, ...own]
}

/** Read without asking who may see it: clocks go on whoever moved the complaint. */
export const matterOf = (work: Work, complaint: Id): Promise<Matter> =>
  work.db.selectFrom('complaints_complaints').select(['kind', 'state', 'received_at']).where('id', '=', complaint).executeTakeFirstOrThrow()

/** The categories of a complaint's issues, with the branches that they hang on. */
export async function categoriesOf(work: Work, complaint: Id): Promise<string[]> {
  const rows = await work.db
    .selectFrom('complaints_issues as i')
    .innerJoin('complaints_categories as c', 'c.code', 'i.category_code')
    .select(['c.code', 'c.parent_code'])
    .where('i.complaint_id', '=', complaint)
    .execute()
  return namesIn(rows)
}

/** A category and the branch that it hangs on. */
export async function branchOf(work: Work, category: string | null): Promise<string[]> {
  if (category === null) return []
  return namesIn(await work.db.selectFrom('complaints_categories').select(['code', 'parent_code']).where('code', '=', category).execute())
}

const namesIn = (rows: { code: string; parent_code: string | null }[]): string[] => [
  ...new Set(rows.flatMap(({ code, parent_code }) => (parent_code === null ? [code] : [code, parent_code]))),
]

/** The next complaints of which a clock has to be looked at, the longest due first. */
export async function findDueComplaints(work: Work, limit: number): Promise<Id[]> {
  const { rows } = await sql<{ complaint_id: Id }>`select distinct complaint_id from (
      select complaint_id from clocks_clocks where next_at is not null and next_at <= ${work.now.toString()}::timestamptz
      order by next_at limit ${sql.lit(limit)}) due`.execute(work.db)
  return rows.map(({ complaint_id }) => complaint_id)
}
