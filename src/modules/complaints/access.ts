import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import { type Actor, type Grants, holds, isStaff, type Person, type Token } from '#platform/actor.ts'
import type { DB } from '#platform/database.types.ts'
import type { ComplaintMay, State } from './contract.ts'
import { isEnded, isOver } from './rules/lifecycle.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const complaintsGrants: Grants = {
  'complaints.read': [...handlers, 'auditor'],
  'complaints.edit': [...handlers],
  'complaints.close': [...handlers],
  'complaints.reopen': [...handlers],
  'complaints.restrict': ['supervisor', 'manager', 'compliance'],
  'categories.edit': ['administrator'],
}

/** What decides who sees a complaint. */
export interface Sight {
  team_id: string | null
  owner_id: string | null
  restriction: string | null
  named: readonly string[]
}

/**
 * The one policy of who sees what: an agent the own teams' complaints and those without a team; a supervisor the teams they lead and those
 * without; manager, auditor and administrator all; a restricted one only the people named on it. `visibleComplaints` says the same in SQL.
 */
export function canSee(actor: Actor, complaint: Sight & { id: string }): boolean {
  if (actor.kind === 'desk') return true
  if (actor.kind === 'link') return actor.complaint === complaint.id
  if (!isStaff(actor)) return false
  if (complaint.restriction) return complaint.named.includes(actor.id)
  const teams = teamsOf(actor)
  return teams === 'all' || complaint.team_id === null || teams.includes(complaint.team_id) || complaint.owner_id === actor.id
}

/** The policy as a condition on `complaints_complaints`, for every list, search and export. */
export function visibleComplaints(actor: Actor) {
  return (match: ExpressionBuilder<DB, 'complaints_complaints'>): ExpressionWrapper<DB, 'complaints_complaints', SqlBool> => {
    if (actor.kind === 'desk') return match.and([])
    if (actor.kind === 'link') return match.and([match('complaints_complaints.id', '=', actor.complaint)])
    if (!isStaff(actor)) return match.or([])
    const named = sql<boolean>`complaints_complaints.restriction is not null and exists (select from complaints_named_people p where p.complaint_id = complaints_complaints.id and p.agent_id = ${actor.id})`
    const open = match('complaints_complaints.restriction', 'is', null)
    const teams = teamsOf(actor)
    if (teams === 'all') return match.or([open, named])
    const ours = match.or([
      match('complaints_complaints.team_id', 'is', null),
      match('complaints_complaints.owner_id', '=', actor.id),
      ...(teams.length > 0 ? [match('complaints_complaints.team_id', 'in', [...teams])] : []),
    ])
    return match.or([match.and([open, ours]), named])
  }
}

/** The teams whose complaints a colleague or a token sees. */
export function teamsOf(actor: Person | Token): readonly string[] | 'all' {
  if (actor.kind === 'token') return actor.teams ?? 'all'
  if (actor.role === 'manager' || actor.role === 'auditor' || actor.role === 'administrator') return 'all'
  return actor.role === 'supervisor' ? actor.leads : actor.teams
}

const handles = (actor: Actor) => actor.kind === 'desk' || (isStaff(actor) && actor.role !== 'auditor')

const followsIt = (actor: Actor) => actor.kind === 'link' && actor.use === 'follow'

/** What the caller may do with this complaint: the same predicates guard the acts. */
export function may(actor: Actor, complaint: { state: string }): ComplaintMay {
  const state = complaint.state as State
  const works = handles(actor)
  const running = works && !isOver(state)
  const judged = running && state !== 'not_complaint'
  return {
    read: true,
    edit: works,
    assign: works && state !== 'merged',
    reply: works && state !== 'merged',
    note: works,
    close: judged,
    reopen: works && isEnded(state),
    withdraw: running || (followsIt(actor) && !isOver(state)),
    classify: running,
    wait: judged,
    restrict: holds(complaintsGrants, actor, 'complaints.restrict'),
  }
}
