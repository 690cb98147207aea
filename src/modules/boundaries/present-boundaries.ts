import { type Selectable, sql } from 'kysely'
import { lastFromUs } from '#modules/conversations/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed, nameActors } from '#modules/people/index.ts'
import { type Actor, actorName, holds } from '#platform/actor.ts'
import type { BoundariesIncidents, BoundariesLimits } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'
import { boundariesGrants, mayWith } from './access.ts'
import type { Incident, Limit } from './contract.ts'

export type IncidentRecord = Selectable<BoundariesIncidents>
export type LimitRecord = Selectable<BoundariesLimits>

/** Incidents with the names that a screen shows. */
export const presentableIncidents = (work: Work) =>
  work.db
    .selectFrom('boundaries_incidents as i')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'i.complaint_id')
    .selectAll('i')
    .select(['complaints_complaints.owner_id', agentNamed('i.alerted_id').as('alerted'), agentNamed('i.attended_by').as('attendant')])

type IncidentRow = Awaited<ReturnType<ReturnType<typeof presentableIncidents>['executeTakeFirstOrThrow']>>

export async function presentIncidents(work: Work, rows: IncidentRow[]): Promise<Incident[]> {
  const named = await nameActors(
    work,
    rows.map(({ logged_by }) => logged_by),
  )
  const due = await Promise.all(rows.map((row) => summaryDue(work, row)))
  return rows.map((row, at) => ({
    id: row.id,
    step: row.step as Incident['step'], // the column's check holds the same codes
    quote: readsQuote(work.actor, row) ? maskNumbers(row.quote) : null,
    channel: row.channel,
    happened_at: row.happened_at.toString(),
    next_at: row.next_at?.toString() ?? null,
    summary_due: due[at] ?? false,
    alerted: row.alerted,
    attended: attentionOf(row),
    logged_by: named(row.logged_by),
    logged_at: row.logged_at.toString(),
    may: { attend: mayAttend(work.actor, row) },
  }))
}

function attentionOf({ attendant, attended_at, attended_note }: IncidentRow): Incident['attended'] {
  return attendant && attended_at ? { by: attendant, at: attended_at.toString(), note: maskNumbers(attended_note ?? '') } : null
}

export const mayAttend = (actor: Actor, { alerted_id, attended_at }: Pick<IncidentRecord, 'alerted_id' | 'attended_at'>): boolean =>
  actor.kind === 'person' && alerted_id === actor.id && attended_at === null && holds(boundariesGrants, actor, 'incidents.attend')

/** Words of self-harm are read by who helps: who wrote them down, the owner, who was called, managers. */
function readsQuote(actor: Actor, { step, logged_by, owner_id, alerted_id }: IncidentRow): boolean {
  if (step !== 'self_harm' || actor.kind === 'desk') return true
  if (logged_by === actorName(actor)) return true
  return actor.kind === 'person' && (actor.role === 'manager' || actor.id === owner_id || actor.id === alerted_id)
}

async function summaryDue(work: Work, { step, complaint_id, happened_at }: IncidentRow): Promise<boolean> {
  return step === 'contact_ended' && (await lastFromUs(work, complaint_id, { since: happened_at, written: true })) === null
}

/** Limits with the names that a screen shows. */
export const presentableLimits = (work: Work) =>
  work.db
    .selectFrom('boundaries_limits as l')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'l.complaint_id')
    .selectAll('l')
    .select([
      agentNamed('l.contact_id').as('contact'),
      agentNamed('l.proposed_by').as('proposer'),
      agentNamed('l.decided_by').as('decider'),
      agentNamed('l.appeal_judge').as('judge'),
      agentNamed('l.ended_by').as('ender'),
      sql<string>`l.review_on::text`.as('review_day'),
    ])

type LimitRow = Awaited<ReturnType<ReturnType<typeof presentableLimits>['executeTakeFirstOrThrow']>>

export const todayOf = (work: Work): string => work.now.toZonedDateTimeISO('UTC').toPlainDate().toString()

export function presentLimit(work: Work, row: LimitRow): Limit {
  return {
    id: row.id,
    state: stateOf(work, row),
    // These columns are held to the contract's codes by check constraints.
    manner: row.manner as Limit['manner'],
    channel: row.channel as Limit['channel'],
    contact: row.contact,
    reasons: maskNumbers(row.reasons),
    review_on: row.review_day,
    proposed_by: row.proposer ?? { id: row.proposed_by, name: '' },
    proposed_at: row.proposed_at.toString(),
    decided: decidedOf(row),
    told_at: row.told_at?.toString() ?? null,
    appeal: appealOf(row),
    ended: row.ended_at && { by: row.ender, at: row.ended_at.toString(), reason: maskNumbers(row.ended_reason ?? '') },
    version: row.version,
    may: mayWith(work.actor, row),
  }
}

// After its review date a limit does not count, whether or not somebody has looked at it.
function stateOf(work: Work, { decision, told_at, ended_at, review_day }: LimitRow): Limit['state'] {
  if (decision === 'refused') return 'refused'
  if (ended_at !== null || (decision !== null && review_day <= todayOf(work))) return 'over'
  if (decision === null) return 'proposed'
  return told_at === null ? 'approved' : 'in_force'
}

function decidedOf({ decision, decider, decided_at, decision_reason }: LimitRow): Limit['decided'] {
  if (!decision || !decider || !decided_at) return null
  return {
    decision: decision === 'approved' ? 'approved' : 'refused',
    by: decider,
    at: decided_at.toString(),
    reason: maskNumbers(decision_reason ?? ''),
  }
}

function appealOf({ appeal_words, appealed_at, appeal_outcome, judge, appeal_decided_at, appeal_reason }: LimitRow): Limit['appeal'] {
  if (!appealed_at || appeal_words === null) return null
  const outcome = appeal_outcome === 'lifted' ? ('lifted' as const) : ('kept' as const)
  const decided = appeal_outcome && judge && appeal_decided_at
  return {
    words: maskNumbers(appeal_words),
    at: appealed_at.toString(),
    decided: decided ? { outcome, by: judge, at: appeal_decided_at.toString(), reason: maskNumbers(appeal_reason ?? '') } : null,
  }
}
