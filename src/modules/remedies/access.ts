import { type Actor, actorName, type Grants, holds, isStaff } from '#platform/actor.ts'
import type { RemedyMay } from './contract.ts'
import { answersTo } from './rules/authority.ts'
import { isRank, type Needs } from './rules/matrix.ts'
import { type Act, leadsOn, type RemedyState } from './rules/states.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const remediesGrants: Grants = {
  'remedies.propose': handlers,
  'remedies.approve': ['senior_agent', 'supervisor', 'manager', 'finance'],
  'remedies.execute': [...handlers, 'finance'],
  'remedies.settle': ['supervisor', 'manager', 'finance'],
  'remedies.reverse': ['supervisor', 'manager', 'finance'],
  'ledger.read': ['supervisor', 'manager', 'auditor', 'administrator', 'finance'],
  // Who acted, and for which complaint, leaves the house as a table.
  'ledger.export': ['manager', 'auditor', 'finance'],
  'authority.read': ['supervisor', 'manager', 'auditor', 'administrator', 'finance'],
  'authority.edit': ['manager', 'administrator'],
  'budgets.edit': ['manager', 'administrator'],
  'budgets.open': ['manager'],
}

const may =
  (permission: string) =>
  (actor: Actor): boolean =>
    isStaff(actor) && holds(remediesGrants, actor, permission)
export const mayPropose = may('remedies.propose')
export const mayApprove = may('remedies.approve')
export const mayExecute = may('remedies.execute')
export const maySettle = may('remedies.settle')
export const mayReverse = may('remedies.reverse')
export const mayExportLedger = may('ledger.export')
export const mayEditAuthority = may('authority.edit')
/** A colleague's absence is said by themselves, or by who leads the house. */
export const mayNameDeputies = may('budgets.open')
export const mayEditBudgets = may('budgets.edit')
export const mayOpenBudgets = may('budgets.open')

export interface Judged {
  state: string
  needs: string | null
  proposed_by: string
  /** Who said yes so far. */
  approvers: readonly string[]
  /** Above the finance line, or of unknown worth: who approved does not execute. */
  apart: boolean
  executor: string | null
  /** The complaint was merged: nothing new is decided there. */
  merged: boolean
}

/** Whether somebody of this role can answer this request at all: by role, and never their own or one that they signed. */
export const canAnswer = (actor: Actor, { needs, proposed_by, approvers }: Pick<Judged, 'needs' | 'proposed_by' | 'approvers'>): boolean =>
  isStaff(actor) &&
  mayApprove(actor) &&
  needs !== null &&
  answersTo(needs as Needs, actor) && // the column's check holds the same codes
  proposed_by !== actorName(actor) &&
  !approvers.includes(actorName(actor))

/** Whether this person may carry out what others, or they themselves, approved. */
export const mayCarryOut = (actor: Actor, { apart, approvers }: Pick<Judged, 'apart' | 'approvers'>): boolean =>
  mayExecute(actor) && !(apart && approvers.includes(actorName(actor)))

export const mayTakeBack = (actor: Actor, { apart, executor }: Pick<Judged, 'apart' | 'executor'>): boolean =>
  mayReverse(actor) && !(apart && executor === actorName(actor))

/** What the caller may do with a remedy of a complaint that they see; the acts themselves look closer at the sums. */
export function mayWith(actor: Actor, remedy: Judged): RemedyMay {
  const can = (act: Act) => leadsOn(act, remedy.state as RemedyState) // the column's check holds the same codes
  const answers = can('approve') && canAnswer(actor, remedy)
  const opened = !remedy.merged
  return {
    request: can('request') && opened && mayMean(actor, remedy),
    approve: answers && opened,
    refuse: answers,
    cancel: can('cancel') && mayCancel(actor, remedy),
    execute: can('execute') && mayCarryOut(actor, remedy),
    confirm: can('confirm') && mayExecute(actor),
    settle: can('settle') && maySettle(actor),
    reverse: can('reverse') && mayTakeBack(actor, remedy),
  }
}

/** A draft is meant by who wrote it: else somebody could say yes to what they asked for themselves. */
export const mayMean = (actor: Actor, { proposed_by }: Pick<Judged, 'proposed_by'>): boolean =>
  mayPropose(actor) && proposed_by === actorName(actor)

/** What nobody carried out is taken back by whoever proposed it, or by who leads. */
export const mayCancel = (actor: Actor, { proposed_by }: Pick<Judged, 'proposed_by'>): boolean =>
  mayPropose(actor) && (proposed_by === actorName(actor) || mayReverse(actor))

/** Roles that the matrix knows. */
export const rankOf = (actor: Actor): string => (isStaff(actor) && isRank(actor.role) ? actor.role : '')
