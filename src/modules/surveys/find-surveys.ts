import { sql } from 'kysely'
import { complaintFor, visibleComplaints } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { findAgents } from '#modules/people/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { maySuppress } from './access.ts'
import type { SurveyRecord } from './ask-survey.ts'
import type { readCoverage as coverageEndpoint, HeldBack, listSurveys as listEndpoint, Reason, Survey } from './contract.ts'
import { findSuppression } from './find-held-back.ts'
import './refusals.ts'

/** What the customer was asked after each resolution and what they said, newest first. */
export async function listSurveys(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const [rows, suppression] = await Promise.all([
    work.db
      .selectFrom('surveys_surveys')
      .selectAll()
      .where('complaint_id', '=', complaint.id)
      .orderBy('resolved_at', 'desc')
      .limit(50)
      .execute(),
    findSuppression(work, complaint.id),
  ])
  return {
    data: rows.map((row) => present(row, complaint.order_numbers)),
    suppression: suppression
      ? {
          reason: suppression.reason as Reason, // the column's check constraint holds the same codes
          words: suppression.words,
          by: await nameOf(work, suppression.said_by),
          at: suppression.said_at.toString(),
        }
      : null,
    may: { suppress: maySuppress(work.actor, suppression !== undefined) },
  }
}

async function nameOf(work: Work, by: string): Promise<string> {
  const [kind, id = ''] = by.split('/')
  const [agent] = kind === 'person' ? await findAgents(work, [id]) : []
  return agent?.name ?? ''
}

function present(row: SurveyRecord, known: readonly string[]): Survey {
  return {
    id: row.id,
    // These columns are held to the contract's codes by check constraints.
    state: row.state as Survey['state'],
    suppressed_for: row.suppressed_for as HeldBack | null,
    resolved_at: row.resolved_at.toString(),
    due: row.due_at.toString(),
    withheld: row.withheld,
    asked_at: row.asked_at?.toString() ?? null,
    expires_at: row.expires_at?.toString() ?? null,
    suppressed_at: row.suppressed_at?.toString() ?? null,
    answered_at: row.answered_at?.toString() ?? null,
    outcome: row.outcome,
    handling: row.handling,
    comment: row.comment === null ? null : maskNumbers(row.comment, known),
    unhappy: row.unhappy,
  }
}

/** Of the resolutions in a period that the caller sees: how many could be asked about, were, and were answered. */
export async function readCoverage(work: Work, { from, to }: QueryOf<typeof coverageEndpoint>): Promise<AnswerOf<typeof coverageEndpoint>> {
  const [since, until] = [from, to].map((moment) => (moment === undefined ? null : Temporal.Instant.from(moment)))
  if (since && until && Temporal.Instant.compare(since, until) >= 0) throw refuse('surveys.period_upside_down')
  const counts = await work.db
    .selectFrom('surveys_surveys as s')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 's.complaint_id')
    .select(['s.state', 's.suppressed_for', sql<number>`count(*)::int`.as('count')])
    // What lapsed was taken back before anybody could be asked.
    .where('s.state', '<>', 'lapsed')
    .where(visibleComplaints(work.actor))
    .$if(since !== null && since !== undefined, (query) => query.where('s.resolved_at', '>=', since ?? work.now))
    .$if(until !== null && until !== undefined, (query) => query.where('s.resolved_at', '<', until ?? work.now))
    .groupBy(['s.state', 's.suppressed_for'])
    .orderBy('s.suppressed_for')
    .execute()
  const of = (...states: string[]) => counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  const suppressed = counts.flatMap(({ suppressed_for, count }) =>
    suppressed_for === null ? [] : [{ reason: suppressed_for as HeldBack, count }],
  )
  return {
    from: since?.toString() ?? null,
    to: until?.toString() ?? null,
    resolved: of('due', 'asked', 'answered', 'suppressed'),
    eligible: of('due', 'asked', 'answered'),
    asked: of('asked', 'answered'),
    answered: of('answered'),
    suppressed,
  }
}
