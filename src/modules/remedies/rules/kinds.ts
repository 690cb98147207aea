/** What puts a thing right. */
export const kinds = [
  'refund',
  'price_reduction',
  'replacement',
  'repair',
  'redelivery',
  'coupon',
  'gift_card',
  'goodwill_payment',
  'fee_waiver',
  'account_adjustment',
  'gesture',
  'apology',
] as const
export type Kind = (typeof kinds)[number]

/** `entitlement`: owed, by law or contract. `goodwill`: given beyond that. */
export const bases = ['entitlement', 'goodwill'] as const
export type Basis = (typeof bases)[number]

/** The columns of the matrix of limits (DOMAIN §6.2). */
export const columns = ['entitlement', 'cash', 'voucher', 'replacement', 'fee_waiver'] as const
export type Column = (typeof columns)[number]

/** Which limit a remedy falls under: things by what they cost, what is owed by its own, the rest by their form. */
export function columnOf(kind: Kind, basis: Basis): Column {
  if (kind === 'replacement' || kind === 'repair' || kind === 'redelivery') return 'replacement'
  if (basis === 'entitlement') return 'entitlement'
  if (kind === 'coupon' || kind === 'gift_card') return 'voucher'
  return kind === 'fee_waiver' ? 'fee_waiver' : 'cash'
}

/** Words and small deeds may cost nothing. */
export const mayCostNothing = (kind: Kind): boolean => kind === 'apology' || kind === 'gesture'

/** Money that goes back to who paid: never more of an order than was paid for it. */
export const paysBack = (kind: Kind): boolean => kind === 'refund' || kind === 'price_reduction' || kind === 'account_adjustment'

/** The kinds of which `paysBack` is true. */
export const payingBack = kinds.filter(paysBack)

/** The kinds of a column, of one basis. */
export const kindsOf = (column: Column, basis: Basis): Kind[] => kinds.filter((kind) => columnOf(kind, basis) === column)
