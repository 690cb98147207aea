import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { findHandlers } from './find-history.ts'
import '../refusals.ts'

type Closing = Acts['complaint.close']

/** The issues that lack an outcome or a sentence. */
export const undecidedAmong = (issues: Closing['issues']) => issues.filter(({ outcome, sentence }) => !outcome || !sentence?.trim())

/** Gate B1: every issue has an outcome and a sentence. */
export async function everyIssueDecided(_work: Work, { issues }: Closing): Promise<Missing[]> {
  const open = undecidedAmong(issues)
  return open.length > 0 ? [{ gate: 'B1', reason: 'complaints.issue_without_outcome', data: { count: open.length } }] : []
}

/** Gate A, before an offer or a decision is made: every issue has a finding or an outcome. */
export async function everyIssueFound(_work: Work, { issues }: Acts['complaint.offer']): Promise<Missing[]> {
  const open = issues.filter(({ outcome, sentence }) => !outcome && !sentence?.trim())
  return open.length > 0 ? [{ gate: 'A', reason: 'complaints.issue_without_finding', data: { count: open.length } }] : []
}

/** Gate B9: nobody outside has it. */
export async function noDisputeOpen(work: Work, { complaint }: Closing): Promise<Missing[]> {
  const open = await work.db
    .selectFrom('complaints_disputes')
    .select('id')
    .where('complaint_id', '=', complaint)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return open ? [{ gate: 'B9', reason: 'complaints.dispute_open' }] : []
}

/** Gate B10: who closes is not whom it is about; where the risk is high, not the only one who handled it either. */
export async function closedByAnother(work: Work, { complaint, closer, urgency, restriction }: Closing): Promise<Missing[]> {
  const subjects = await work.db.selectFrom('complaints_subjects').select('agent_id').where('complaint_id', '=', complaint).execute()
  if (subjects.some(({ agent_id }) => closer === `person/${agent_id}`)) return [{ gate: 'B10', reason: 'complaints.closer_is_subject' }]
  if (urgency !== 'critical' && restriction === null) return []
  const others = await findHandlers(work, complaint)
  others.delete(closer)
  const second = closer !== 'desk' && others.size > 0
  return second ? [] : [{ gate: 'B10', reason: 'complaints.second_person_closes' }]
}
