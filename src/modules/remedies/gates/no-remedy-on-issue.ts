import type { Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'

const nothing = ['refused', 'expired', 'cancelled'] as const

/** Before an issue goes on in a complaint of its own: a remedy stays where it was granted, with its sums and its approval. */
export async function noRemedyOnIssue(
  work: Work,
  { complaint, issue, title }: { complaint: string; issue: string; title: string },
): Promise<Missing[]> {
  const found = await work.db
    .selectFrom('remedies_remedies')
    .select('id')
    .where('complaint_id', '=', complaint)
    .where('issue_id', '=', issue)
    .where('state', 'not in', nothing)
    .limit(1)
    .executeTakeFirst()
  return found ? [{ gate: 'issue', reason: 'remedies.on_issue', data: { title } }] : []
}
