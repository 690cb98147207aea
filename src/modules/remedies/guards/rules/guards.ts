/** What is looked for beside a remedy (DOMAIN §6.5): facts that two things are the same, never what kind of person somebody is. */
export const guards = ['same_order', 'same_payee', 'same_photo', 'chargeback', 'coupon_and_refund', 'edited_after', 'pair'] as const
export type GuardName = (typeof guards)[number]

/** What of a complaint bears on what was approved for it. */
export const bearing = ['amount', 'order_numbers', 'product', 'occurred_at', 'customer_id', 'title', 'category'] as const

/** How often one colleague proposed goodwill for one customer, and how often for each of the others on average. */
export interface PairCount {
  complaints: number
  usual: number
}

const oftenEnough = 3
const timesUsual = 3

/** Three complaints or more within twelve months, and three times as many as of the colleague's other customers. */
export const isOutlier = ({ complaints, usual }: PairCount): boolean =>
  complaints >= oftenEnough && complaints >= timesUsual * Math.max(1, usual)
