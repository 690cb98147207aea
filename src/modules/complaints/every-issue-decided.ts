import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'

/** Gate B1: every issue has an outcome and a sentence. */
export async function everyIssueDecided(_work: Work, { issues }: Acts['complaint.close']): Promise<Missing[]> {
  const open = issues.filter(({ outcome, sentence }) => !outcome || !sentence?.trim())
  return open.length > 0 ? [{ gate: 'B1', reason: 'complaints.issue_without_outcome', data: { count: open.length } }] : []
}
