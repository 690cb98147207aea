import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed, customerNamed, teamNamed } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import { may } from './access.ts'
import type { Complaint } from './contract.ts'
import { type ComplaintRecord, stateOf } from './find-complaint.ts'
import { issuesOf } from './find-issues.ts'
import { linksOf } from './find-links.ts'
import type { Marking } from './list-complaints.ts'

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
  const missing = await work.allow.missing('complaint.close', { complaint: complaint.id, owner: complaint.owner_id, issues })
  return {
    ...identityOf(complaint),
    ...contentOf(complaint),
    ...beside,
    category: issues[0]?.category ?? null,
    issues: issues.length,
    issues_list: issues,
    links: await linksOf(work, complaint.id),
    marks: found.get(complaint.id) ?? [],
    may: may(work.actor, complaint),
    closing: { missing: missing.map((one) => ({ gate: one.gate, sentence: sayMissing(work, one) })) },
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

function momentsOf(row: ComplaintRecord) {
  return {
    received_at: row.received_at.toString(),
    entered_at: row.entered_at.toString(),
    last_activity_at: row.last_activity_at.toString(),
    occurred_at: row.occurred_at?.toString() ?? null,
    reply_by: row.reply_by?.toString() ?? null,
    resolved_at: row.resolved_at?.toString() ?? null,
    closed_at: row.closed_at?.toString() ?? null,
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

type Beside = Pick<Complaint, 'customer' | 'owner' | 'team' | 'tags' | 'named_people' | 'closures'>

// One query for everything that hangs on the complaint and is small.
async function findBeside(work: Work, id: string): Promise<Beside> {
  const row = await work.db
    .selectFrom('complaints_complaints as c')
    .select([customerNamed('c.customer_id').as('customer'), agentNamed('c.owner_id').as('owner'), teamNamed('c.team_id').as('team')])
    .select((match) => [
      jsonArrayFrom(match.selectFrom('complaints_tags as t').select('t.tag').whereRef('t.complaint_id', '=', 'c.id').orderBy('t.tag')).as(
        'tags',
      ),
      jsonArrayFrom(
        match
          .selectFrom('complaints_named_people as n')
          .select('n.agent_id as id')
          .select(agentNamed('n.agent_id').as('agent'))
          .whereRef('n.complaint_id', '=', 'c.id'),
      ).as('named'),
      jsonArrayFrom(
        match
          .selectFrom('complaints_closures as k')
          .select(['k.closed_at', 'k.closed_by', 'k.reopened_at', 'k.reopened_reason'])
          .whereRef('k.complaint_id', '=', 'c.id')
          .orderBy('k.closed_at'),
      ).as('closures'),
    ])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    customer: row.customer,
    owner: row.owner,
    team: row.team,
    tags: row.tags.map(({ tag }) => tag),
    named_people: row.named.map(({ id: person, agent }) => ({ id: person, name: agent?.name ?? '' })),
    // Inside JSON an instant is text already.
    closures: row.closures.map((closure) => ({
      ...closure,
      closed_at: String(closure.closed_at),
      reopened_at: closure.reopened_at === null ? null : String(closure.reopened_at),
    })),
  }
}
