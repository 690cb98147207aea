import './facts.ts'

export { remediesGrants } from './access.ts'
export { remindApprover, remindApprovers } from './approvers/remind-approvers.ts'
export { catalogueGrants, catalogueRoutes, findOfferable, findWishes, type Offerable } from './catalogue/index.ts'
export { chooseRemedies } from './choose-remedy.ts'
export {
  cancelCoupon,
  couponSheet,
  couponsGrants,
  couponsRoutes,
  deliverCoupon,
  expireCoupons,
  isItsCode,
  issueCoupon,
  listCoupons,
  publicCoupons,
  releaseCoupon,
  reserveCoupon,
  revealCoupon,
  type ShownCoupon,
  sayLastDay,
  sayWorth,
  stockOf,
} from './coupons/index.ts'
export { expireRemedy } from './expire-remedy.ts'
export { findGiven } from './find-given.ts'
export { findRemedyMarks, listRemedies } from './find-remedies.ts'
export { codeSeen, codeTakenOrPaid } from './follow-outside.ts'
export { noRemedyOnIssue } from './gates/no-remedy-on-issue.ts'
export { noRemedyPending } from './gates/none-pending.ts'
export { nothingWaits, sumsApproved } from './gates/sums-approved.ts'
export { guardsGrants, guardsRoutes } from './guards/index.ts'
export { cancelPayment, deliverWebhook, orderPayment, paymentsGrants, paymentsRoutes, tellOfPayment } from './payments/index.ts'
export { remediesRoutes } from './routes.ts'
