import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { cancelCoupon, issueCoupon, liveCouponOf } from './coupons/index.ts'
import { cancelPayment, orderPayment, payeeFor } from './payments/index.ts'
import type { RemedyRecord } from './present-remedies.ts'

const inMoney = ['refund', 'price_reduction', 'goodwill_payment', 'fee_waiver', 'account_adjustment']

interface By {
  /** The pool whose code the customer gets. */
  pool?: Id | undefined
  /** The account that the money goes to. */
  payee?: Id | undefined
}

/** What leaves the house when a remedy is executed: a code of a pool, or an order to pay. Neither: it is given in another way, which its reference names. */
export async function carryOut(work: Work, remedy: RemedyRecord, { pool, payee = remedy.payee_id ?? undefined }: By): Promise<void> {
  if (pool !== undefined) await giveCode(work, remedy, pool)
  if (payee !== undefined) await pay(work, remedy, payee)
}

/** What is reversed is taken back from the customer and the bank, as far as it can be; else it is refused, with the reason. */
export async function takeBack(work: Work, remedy: RemedyRecord, reason: string): Promise<void> {
  const at = { complaint: remedy.complaint_id, remedy: remedy.id }
  const coupon = await liveCouponOf(work, at)
  if (coupon) await cancelCoupon(work, { complaint: remedy.complaint_id, coupon: coupon.id }, { reason })
  await cancelPayment(work, at)
}

async function giveCode(work: Work, remedy: RemedyRecord, pool: Id): Promise<void> {
  const { complaint_id: complaint, id, kind, customer_id: customer, amount, currency, percent_hundredths } = remedy
  if (kind !== 'coupon' && kind !== 'gift_card') throw refuse('coupons.no_code_of_this')
  const money = percent_hundredths !== null || amount === null || currency === null ? null : { amount, currency }
  const percent = percent_hundredths === null ? null : percent_hundredths / 100
  await issueCoupon(work, { complaint, customer, pool, remedy: id, worth: { kind, money, percent } })
}

/** What was approved is bound to its payee: without one, to the account that paid. */
async function pay(work: Work, remedy: RemedyRecord, payee: Id): Promise<void> {
  const { complaint_id: complaint, id, kind, amount, currency, payee_id } = remedy
  if (!inMoney.includes(kind) || amount === null || currency === null) throw refuse('payments.no_money_of_this')
  const { original } = await payeeFor(work, { complaint, payee })
  if (payee_id === null ? !original : payee !== payee_id) throw refuse('payments.other_payee')
  await orderPayment(work, { complaint, remedy: id, payee, amount, currency })
}
