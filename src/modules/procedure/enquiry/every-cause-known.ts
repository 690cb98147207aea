import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import '../refusals.ts'
import { isJudged } from './rules/elsewhere.ts'

/** Gate B5: every issue that is judged here has its root cause, or says why it is not known. */
export async function everyCauseKnown(
  work: Work,
  { complaint, issues }: Pick<Acts['complaint.close'], 'complaint' | 'issues'>,
): Promise<Missing[]> {
  const rows = await work.db
    .selectFrom('procedure_issue_causes')
    .select('issue_id')
    .distinct()
    .where('complaint_id', '=', complaint)
    .execute()
  const known = new Set(rows.map(({ issue_id }) => issue_id))
  const open = issues.filter((issue) => isJudged(issue) && !known.has(issue.id))
  return open.length > 0 ? [{ gate: 'B5', reason: 'procedure.cause_missing', data: { count: open.length } }] : []
}
