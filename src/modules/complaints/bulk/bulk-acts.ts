import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { may } from '../access.ts'
import { assignComplaint } from '../assign-complaint.ts'
import { writeComplaint } from '../change-complaint.ts'
import type { BulkAct, State, Urgency } from '../contract.ts'
import { editComplaint } from '../edit-complaint.ts'
import { type ComplaintRecord, stateOf } from '../find-complaint.ts'
import { editIssue } from '../issues/edit-issue.ts'
import { issuesOf } from '../issues/find-issues.ts'
import { tagComplaint, untagComplaint } from '../tag-complaint.ts'

/** What a complaint had before, as far as the act touches it. */
export type Before =
  | { of: 'owner'; owner: string | null; team: string | null; state: State }
  | { of: 'tag'; tag: string; worn: boolean; urgency: Urgency }
  | { of: 'category'; issue: string; category: string | null }
  | { of: 'urgency'; urgency: Urgency }

/** Does the act to one complaint, which is locked, by the same use case as on its page; answers what it had. */
export async function doTo(work: Work, complaint: ComplaintRecord, act: BulkAct): Promise<Before> {
  if (act.name === 'owner') return given(complaint, () => assignComplaint(work, complaint.id, { owner: act.owner }))
  if (act.name === 'team') return given(complaint, () => assignComplaint(work, complaint.id, { team: act.team }))
  if (act.name === 'category') return categorised(work, complaint, act.category)
  if (act.name === 'urgency') return ranked(work, complaint, act.urgency)
  const before = await tagBefore(work, complaint, act.tag)
  await (act.name === 'tag' ? tagComplaint : untagComplaint)(work, complaint.id, act.tag)
  return before
}

// The column's check constraint holds the contract's codes.
const urgencyOf = ({ urgency }: ComplaintRecord) => urgency as Urgency

async function given(complaint: ComplaintRecord, give: () => Promise<unknown>): Promise<Before> {
  await give()
  return { of: 'owner', owner: complaint.owner_id, team: complaint.team_id, state: stateOf(complaint) }
}

/** The category of a complaint is its issue's. Where there are several, each is judged on its own page. */
async function categorised(work: Work, complaint: ComplaintRecord, category: string): Promise<Before> {
  const [issue, ...others] = await issuesOf(work, complaint.id)
  if (!issue || others.length > 0) throw refuse('complaints.several_issues')
  if (issue.category !== category) await editIssue(work, { complaint: complaint.id, issue: issue.id }, { category, version: issue.version })
  return { of: 'category', issue: issue.id, category: issue.category }
}

async function ranked(work: Work, complaint: ComplaintRecord, urgency: Urgency): Promise<Before> {
  if (complaint.urgency !== urgency) await editComplaint(work, complaint.id, { urgency, version: complaint.version })
  return { of: 'urgency', urgency: urgencyOf(complaint) }
}

async function tagBefore(work: Work, complaint: ComplaintRecord, tag: string): Promise<Before> {
  const worn = await work.db
    .selectFrom('complaints_tags')
    .select('tag')
    .where('complaint_id', '=', complaint.id)
    .where('tag', '=', tag)
    .executeTakeFirst()
  return { of: 'tag', tag, worn: worn !== undefined, urgency: urgencyOf(complaint) }
}

/** Gives one complaint back what it had. It is locked, and nobody has changed it since. */
export async function restore(work: Work, complaint: ComplaintRecord, before: Before): Promise<void> {
  if (before.of === 'owner') return giveBack(work, complaint, before)
  if (before.of === 'category') {
    const [issue] = await issuesOf(work, complaint.id, before.issue)
    if (!issue) throw refuse('complaints.issue_not_found')
    if (issue.category !== before.category)
      await editIssue(work, { complaint: complaint.id, issue: issue.id }, { category: before.category, version: issue.version })
    return
  }
  if (before.of === 'tag') await (before.worn ? tagComplaint : untagComplaint)(work, complaint.id, before.tag)
  await rankBack(work, complaint, before.urgency)
}

/** Also by who does not see it any more: it was theirs to give, seconds ago. */
async function giveBack(work: Work, complaint: ComplaintRecord, { owner, team, state }: Before & { of: 'owner' }): Promise<void> {
  if (!may(work.actor, complaint).assign) throw refuse('complaints.not_yours_to_change')
  if (owner === complaint.owner_id && team === complaint.team_id && state === complaint.state) return
  await writeComplaint(work, complaint.id, { owner_id: owner, team_id: team, state })
  await work.announce({ fact: 'complaint.assigned', complaint: complaint.id, owner, team, state })
}

async function rankBack(work: Work, { id }: ComplaintRecord, urgency: Urgency): Promise<void> {
  const now = await work.db
    .selectFrom('complaints_complaints')
    .select(['urgency', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (now.urgency !== urgency) await editComplaint(work, id, { urgency, version: now.version })
}
