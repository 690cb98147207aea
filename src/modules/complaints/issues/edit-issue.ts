import { actorName } from '#platform/actor.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, touch } from '../change-complaint.ts'
import type { editIssue as editIssueEndpoint, Issue } from '../contract.ts'
import { categoryExists, personExists } from '../known-names.ts'
import { issuesOf } from './find-issues.ts'

type Asked = BodyOf<typeof editIssueEndpoint>

/** Changes one issue; refuses an older version than the one that is there. */
export async function editIssue(
  work: Work,
  { complaint: complaintId, issue: issueId }: { complaint: string; issue: string },
  asked: Asked & { version: number },
): Promise<Issue> {
  const complaint = await changeableComplaint(work, complaintId)
  const [before] = await issuesOf(work, complaint.id, issueId)
  if (!before) throw refuse('complaints.issue_not_found')
  sameVersion(before.version, asked.version)
  await categoryExists(work, asked.category)
  await personExists(work, asked.owner)
  await work.db
    .updateTable('complaints_issues')
    .set((row) => ({ ...columnsOf(asked), ...decisionOf(work, asked), version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', issueId)
    .execute()
  await touch(work, complaint.id)
  await work.announce({
    fact: 'issue.edited',
    complaint: complaint.id,
    issue: issueId,
    fields: Object.keys(asked).filter((field) => field !== 'version'),
  })
  if (asked.outcome) await work.announce({ fact: 'issue.decided', complaint: complaint.id, issue: issueId, outcome: asked.outcome })
  const [after] = await issuesOf(work, complaint.id, issueId)
  return after ?? before
}

function columnsOf({ title, category, owner, sentence }: Asked) {
  return {
    ...(title !== undefined && { title }),
    ...(category !== undefined && { category_code: category }),
    ...(owner !== undefined && { owner_id: owner }),
    ...(sentence !== undefined && { sentence }),
  }
}

function decisionOf(work: Work, { outcome }: Asked) {
  if (outcome === undefined) return {}
  return { outcome, decided_at: outcome ? work.now : null, decided_by: outcome ? actorName(work.actor) : null }
}
