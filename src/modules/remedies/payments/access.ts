import { type Actor, actorName, type Grants, holds } from '#platform/actor.ts'

export const paymentsGrants: Grants = {
  'payees.edit': ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator', 'finance'],
  'payees.approve': ['supervisor', 'manager', 'finance'],
  'payments.read': ['manager', 'auditor', 'finance'],
  // Whole account numbers leave the house in these files.
  'payments.export': ['manager', 'finance'],
  'payments.account': ['manager', 'finance'],
  'payments.webhooks': ['manager', 'finance'],
}

export const mayName = (actor: Actor): boolean => holds(paymentsGrants, actor, 'payees.edit')

interface Judged {
  original: boolean
  named_by: string
  checked_by: string | null
  approved_by: string | null
  ended_at: unknown
}

/** What is still needed before money goes there: a look at who it is; of an account that did not pay the order, a second pair of eyes too. */
export function needsOf({ original, checked_by, approved_by }: Judged): 'check' | 'approval' | null {
  if (checked_by === null) return 'check'
  return original || approved_by !== null ? null : 'approval'
}

/** Neither who noted the account nor who checked it. */
export const isSecond = (actor: Actor, { named_by, checked_by }: Judged): boolean => ![named_by, checked_by].includes(actorName(actor))

/** What the caller may do with a payee of a complaint that they see: the same predicates guard the acts. */
export function mayWith(actor: Actor, payee: Judged) {
  const needs = payee.ended_at === null ? needsOf(payee) : null
  return {
    check: needs === 'check' && mayName(actor),
    approve: needs === 'approval' && holds(paymentsGrants, actor, 'payees.approve') && isSecond(actor, payee),
    end: payee.ended_at === null && mayName(actor),
  }
}
