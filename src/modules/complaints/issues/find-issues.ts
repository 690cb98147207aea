import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import type { Issue, Outcome } from '../contract.ts'

/** The issues of a complaint in their order, or one of them. */
export async function issuesOf(work: Work, complaintId: string, issueId?: string): Promise<Issue[]> {
  const rows = await work.db
    .selectFrom('complaints_issues as i')
    .innerJoin('complaints_complaints as c', 'c.id', 'i.complaint_id')
    .selectAll('i')
    .select(['c.order_numbers', agentNamed('i.owner_id').as('owner')])
    .where('i.complaint_id', '=', complaintId)
    .$if(issueId !== undefined, (query) => query.where('i.id', '=', issueId ?? ''))
    .orderBy('i.position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    title: maskNumbers(row.title, row.order_numbers),
    category: row.category_code,
    owner: row.owner,
    // The column's check constraint holds the same codes.
    outcome: row.outcome as Outcome | null,
    sentence: row.sentence && maskNumbers(row.sentence, row.order_numbers),
    decided_at: row.decided_at?.toString() ?? null,
    version: row.version,
  }))
}
