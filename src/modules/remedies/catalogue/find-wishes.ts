import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Wish } from '../contract.ts'

/** What the customer wants, by issue. */
export async function findWishes(work: Work, complaint: Id): Promise<ReadonlyMap<Id, Wish[]>> {
  const rows = await work.db
    .selectFrom('remedies_expectations')
    .select(['issue_id', 'tags'])
    .where('complaint_id', '=', complaint)
    .execute()
  // written only from the contract's own shape
  return new Map(rows.map(({ issue_id, tags }) => [issue_id, tags as unknown as Wish[]]))
}
