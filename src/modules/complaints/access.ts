import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import { type Actor, actorName, type Grants, holds, isStaff, type Person, type Token } from '#platform/actor.ts'
import type { DB } from '#platform/database.types.ts'
import type { ComplaintMay, State } from './contract.ts'
import { waives } from './rules/gates.ts'
import { isOver, type Move, movesIn } from './rules/lifecycle.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const complaintsGrants: Grants = {
  'complaints.read': [...handlers, 'auditor'],
  'complaints.edit': [...handlers],
  'complaints.close': [...handlers],
  'complaints.reopen': [...handlers],
  'complaints.merge': [...handlers],
  // What ended for good is taken back by who answers for it.
  'complaints.undo': ['supervisor', 'manager'],
  // How full each colleague's desk is.
  'complaints.lead': ['supervisor', 'manager'],
  'complaints.restrict': ['supervisor', 'manager', 'compliance'],
  'categories.edit': ['administrator'],
}

/** What decides who sees a complaint. */
export interface Sight {
  team_id: string | null
  owner_id: string | null
  restriction: string | null
  named: readonly string[]
  /** Colleagues who were mentioned in a note of it. */
  mentioned: readonly string[]
}

/**
 * The one policy of who sees what: an agent the own teams' complaints and those without a team; a supervisor the teams they lead and those
 * without; manager, auditor and administrator all; whoever has it, or was mentioned in a note of it, that one; a restricted one only the people
 * named on it. `visibleComplaints` says the same in SQL.
 */
export function canSee(actor: Actor, complaint: Sight & { id: string }): boolean {
  if (actor.kind === 'desk') return true
  if (actor.kind === 'link') return actor.complaint === complaint.id
  if (!isStaff(actor)) return false
  if (complaint.restriction) return complaint.named.includes(actor.id)
  const teams = teamsOf(actor)
  if (teams === 'all' || complaint.team_id === null || teams.includes(complaint.team_id)) return true
  return complaint.owner_id === actor.id || complaint.mentioned.includes(actor.id)
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
      // asked for once a list, not once a row
      sql<boolean>`complaints_complaints.id in (select m.complaint_id from complaints_mentions m where m.agent_id = ${actor.id})`,
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

/** Who was made an offer answers it. */
const choosesIt = (actor: Actor) => actor.kind === 'link' && (actor.use === 'follow' || actor.use === 'choose')

/** Takes back what ended for good: a merging, a withdrawal. */
export const mayUndo = (actor: Actor): boolean => holds(complaintsGrants, actor, 'complaints.undo')

/** Waives a closing gate: by role or duty, never the desk by itself. */
export const mayWaive = (actor: Actor, gate: string): boolean => isStaff(actor) && handles(actor) && waives(gate, actor)

interface Judged {
  state: string
  /** Who proposed that it is no complaint, where a second person is to decide. */
  proposed_by?: string | null
}

const proposedByAnother = (actor: Actor, { proposed_by = null }: Judged) => proposed_by !== null && proposed_by !== actorName(actor)

const mayReopen = (actor: Actor, state: State) => state !== 'withdrawn' || mayUndo(actor)

/** What the caller may do with this complaint: the same predicates guard the acts. */
export function may(actor: Actor, complaint: Judged): ComplaintMay {
  const state = complaint.state as State
  const works = handles(actor)
  const can = (move: Move) => works && movesIn(move, state)
  const answers = (move: Move) => (works || choosesIt(actor)) && movesIn(move, state)
  return {
    read: true,
    edit: works,
    assign: works && state !== 'merged',
    reply: works && state !== 'merged',
    note: works,
    close: can('close'),
    reopen: can('reopen') && mayReopen(actor, state),
    withdraw: can('withdraw') || (followsIt(actor) && !isOver(state)),
    classify: can('classify'),
    confirm: can('classify') && proposedByAnother(actor, complaint),
    wait: can('wait'),
    await: can('await'),
    resume: can('resume'),
    offer: can('offer'),
    accept: answers('accept'),
    refuse: answers('refuse'),
    merge: can('merge'),
    split: can('split'),
    unmerge: can('unmerge') && mayUndo(actor),
    dispute: can('dispute'),
    restrict: holds(complaintsGrants, actor, 'complaints.restrict'),
  }
}
