import { type Actor, type Grants, holds } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const couponsGrants: Grants = {
  'coupons.read': [...handlers, 'auditor', 'finance'],
  'coupons.edit': [...handlers],
  // Codes are money: they come in by who answers for it.
  'coupons.manage': ['manager', 'administrator', 'finance'],
  // The shop's program; it learns of the code that it holds in its hands, and of nothing else.
  'coupons.redeem': [...handlers, 'finance'],
}

export const mayManage = (actor: Actor): boolean => holds(couponsGrants, actor, 'coupons.manage')

interface Judged {
  state: string
  revealed_at: unknown
}

/** What the caller may do with a coupon of a complaint that they see: the same predicate guards the acts. */
export function mayWith(actor: Actor, { state, revealed_at }: Judged) {
  const may = state === 'issued' && holds(couponsGrants, actor, 'coupons.edit')
  return { deliver: may && revealed_at === null, cancel: may, replace: may }
}
