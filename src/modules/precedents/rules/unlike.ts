/** What of a decided case is compared with what happened to like ones. */
export interface Decided {
  /** Null: nothing was given. */
  basis: 'entitlement' | 'goodwill' | 'none'
  outcome: string
  /** Minor units; null where it has no sum that we know. */
  amount: number | null
  currency: string | null
  /** What the complaint was about, in the same currency. */
  at_stake: number | null
}

/** One got so many times more than the other: somebody should look. */
export const unlikeFactor = 3
/** Cases further apart in time are not held against each other. */
export const unlikeMonths = 12

export interface Unlike {
  kind: 'amount' | 'refusal'
  /** How many times more the one got; null of a refusal against a grant. */
  factor: number | null
}

const refuses = ({ basis, outcome }: Decided): boolean => basis === 'none' && outcome === 'not_upheld'
const grants = ({ basis }: Decided): boolean => basis !== 'none'

/** How two cases of one category and one cause were treated unlike; null where they were not. */
export function unlikeOf(one: Decided, other: Decided): Unlike | null {
  if ((refuses(one) && grants(other)) || (grants(one) && refuses(other))) return { kind: 'refusal', factor: null }
  if (one.basis === 'none' || one.basis !== other.basis) return null
  const factor = factorOf(one, other)
  return factor !== null && factor > unlikeFactor ? { kind: 'amount', factor: Math.round(factor * 10) / 10 } : null
}

/** What is owed goes with what was lost: where both losses are known, the shares of them are compared, else the sums. */
function factorOf(one: Decided, other: Decided): number | null {
  if (!one.amount || !other.amount || one.currency !== other.currency) return null
  const shares = one.basis === 'entitlement' && one.at_stake !== null && other.at_stake !== null
  const [first, second] = shares ? [one.amount / (one.at_stake ?? 1), other.amount / (other.at_stake ?? 1)] : [one.amount, other.amount]
  return Math.max(first / second, second / first)
}
