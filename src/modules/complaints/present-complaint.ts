import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import type { Work } from '#platform/work.ts'
import { may } from './access.ts'
import { presentClosing } from './closing/present-closing.ts'
import type { Complaint } from './contract.ts'
import { findBeside } from './find-beside.ts'
import { type ComplaintRecord, stateOf } from './find-complaint.ts'
import { issuesOf } from './issues/find-issues.ts'
import { linksOf } from './linking/find-links.ts'
import type { Marking } from './list-complaints.ts'
import { stageOf } from './rules/stages.ts'

/** What the presenter needs beside the row: the marks of other modules, and a way to say a refusal. */
export interface Presenting extends Marking {
  sayMissing: (work: Work, missing: { reason: string; data?: Record<string, string | number> }) => string
}

/** One complaint, whole, as its page and the API show it. */
export async function presentComplaint(work: Work, complaint: ComplaintRecord, { marks, sayMissing }: Presenting): Promise<Complaint> {
  const [issues, beside, found] = await Promise.all([
    issuesOf(work, complaint.id),
    findBeside(work, complaint.id),
    marks(work, [complaint.id]),
  ])
  return {
    ...identityOf(complaint),
    ...contentOf(complaint),
    ...beside.shown,
    category: issues[0]?.category ?? null,
    issues: issues.length,
    issues_list: issues,
    links: await linksOf(work, complaint.id),
    marks: found.get(complaint.id) ?? [],
    stage: stageOf(stateOf(complaint)),
    may: may(work.actor, { state: complaint.state, proposed_by: beside.proposedBy }),
    closing: await presentClosing(work, complaint, { issues, sayMissing }),
  }
}

function identityOf(row: ComplaintRecord) {
  return {
    id: row.id,
    number: row.number,
    state: stateOf(row),
    // These columns are held to the contract's codes by check constraints.
    kind: row.kind as Complaint['kind'],
    urgency: row.urgency as Complaint['urgency'],
    channel: row.channel as Complaint['channel'],
    language: row.language as Complaint['language'],
    relation: row.relation as Complaint['relation'],
    restriction: row.restriction as Complaint['restriction'],
    restricted: row.restriction !== null,
    represents: row.represents,
    anonymous: row.anonymous,
    entered_by: row.entered_by,
    privacy_notice_version: row.privacy_notice_version,
    version: row.version,
    ...momentsOf(row),
  }
}

const said = (moment: Temporal.Instant | null) => moment?.toString() ?? null

function momentsOf(row: ComplaintRecord) {
  return {
    received_at: row.received_at.toString(),
    entered_at: row.entered_at.toString(),
    last_activity_at: row.last_activity_at.toString(),
    occurred_at: said(row.occurred_at),
    reply_by: said(row.reply_by),
    resolved_at: said(row.resolved_at),
    delivered_at: said(row.delivered_at),
    closed_at: said(row.closed_at),
  }
}

function contentOf(row: ComplaintRecord) {
  return {
    subject: maskNumbers(row.subject),
    words: maskNumbers(row.words),
    summary: row.summary,
    desired_outcome: row.desired_outcome && maskNumbers(row.desired_outcome),
    place: row.place,
    product: row.product,
    order_numbers: row.order_numbers,
    amount: row.amount_minor === null || !row.amount_currency ? null : { minor: row.amount_minor, currency: row.amount_currency },
  }
}
