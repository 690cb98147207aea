import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id, Language } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, touch, writeComplaint } from '../change-complaint.ts'
import type { Issue, splitIssue as splitEndpoint } from '../contract.ts'
import type { ComplaintRecord } from '../find-complaint.ts'
import { issuesOf } from '../issues/find-issues.ts'
import { openComplaint } from '../open-complaint.ts'
import { limitAsThere } from '../restrict-complaint.ts'
import { linkComplaints } from './link-complaints.ts'
import { endIssues } from './merged-issues.ts'

type Asked = BodyOf<typeof splitEndpoint>

/** One issue goes on in a complaint of its own. It was received when the whole was; what was said to both is shown in both. */
export async function splitIssue(work: Work, at: { complaint: Id; issue: Id }, asked: Asked): Promise<ComplaintRecord> {
  const source = await changeableComplaint(work, at.complaint, 'split')
  const issue = await splittable(work, source, at.issue)
  await work.allow('issue.split', { complaint: source.id, issue: issue.id, title: issue.title })
  const opened = await openOwn(work, source, issue)
  const moved = { source, issue, into: opened.id, intoIssue: await firstIssueOf(work, opened.id, issue) }
  await endIssues(work, source.id, { ids: [issue.id], other: opened.number })
  const hash = await keep(work, moved, asked.reason)
  await linkComplaints(work, { earlier: source.id, later: opened.id, kind: 'split' })
  await limitAsThere(work, { from: source, to: opened.id })
  const taken = await giveAsThere(work, source, opened)
  await touch(work, source.id)
  await work.announce({ fact: 'issue.split', complaint: source.id, issue: issue.id, to: opened.id, reason: hash })
  await work.announce({
    fact: 'complaint.split',
    complaint: opened.id,
    from: source.id,
    issue: moved.intoIssue,
    messages: [...new Set(asked.messages)],
    promises: [...new Set(asked.promises)],
    received_at: source.received_at.toString(),
  })
  return taken
}

/** The complaint out of which this one came, and when; undefined for any other. */
export const findSplit = (work: Work, into: Id): Promise<{ from: Id; at: Temporal.Instant } | undefined> =>
  work.db.selectFrom('complaints_splits').select(['complaint_id as from', 'split_at as at']).where('into_id', '=', into).executeTakeFirst()

async function splittable(work: Work, source: ComplaintRecord, id: Id): Promise<Issue> {
  const issues = await issuesOf(work, source.id)
  const issue = issues.find((one) => one.id === id.toLowerCase())
  if (!issue) throw refuse('complaints.issue_not_found')
  if (issue.outcome !== null) throw refuse('complaints.split_decided')
  if (issues.filter(({ outcome }) => outcome === null).length === 1) throw refuse('complaints.split_last')
  return issue
}

const openOwn = (work: Work, source: ComplaintRecord, issue: Issue): Promise<ComplaintRecord> =>
  openComplaint(work, {
    // The columns' check constraints hold the same codes.
    channel: source.channel as 'email',
    language: source.language as Language,
    urgency: source.urgency as 'normal',
    receivedAt: source.received_at,
    customerId: source.customer_id,
    anonymous: source.anonymous,
    subject: issue.title,
    words: source.words,
    desiredOutcome: source.desired_outcome,
    occurredAt: source.occurred_at,
    orderNumbers: source.order_numbers,
    category: issue.category,
    privacyNoticeVersion: source.privacy_notice_version,
    teamId: source.team_id,
    splitFrom: source.id,
  })

async function firstIssueOf(work: Work, complaint: Id, { owner }: Issue): Promise<Id> {
  const { id } = await work.db
    .updateTable('complaints_issues')
    .set({ owner_id: owner?.id ?? null })
    .where('complaint_id', '=', complaint)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

interface Moved {
  source: ComplaintRecord
  issue: Issue
  into: Id
  intoIssue: Id
}

async function keep(work: Work, { source, issue, into, intoIssue }: Moved, reason: string): Promise<string> {
  const { salt, hash } = sealed(reason)
  await work.db
    .insertInto('complaints_splits')
    .values({
      complaint_id: source.id,
      id: newId(),
      issue_id: issue.id,
      into_id: into,
      into_issue_id: intoIssue,
      reason,
      salt,
      split_at: work.now,
      split_by: actorName(work.actor),
    })
    .execute()
  return hash
}

/** Whoever has the whole has the part, until somebody gives it on. */
async function giveAsThere(work: Work, source: ComplaintRecord, opened: ComplaintRecord): Promise<ComplaintRecord> {
  const { relation, represents, place, product } = source
  const state = source.owner_id ? 'open' : 'received'
  const given = await writeComplaint(work, opened.id, { relation, represents, place, product, owner_id: source.owner_id, state })
  if (source.owner_id)
    await work.announce({ fact: 'complaint.assigned', complaint: opened.id, owner: source.owner_id, team: given.team_id, state })
  return given
}
