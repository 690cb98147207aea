import { type Basis, type Column, columnOf, type Kind } from './kinds.ts'
import { isRank, type Matrix, type Needs, type Rank, type RoleLimits, ranks } from './matrix.ts'

/**
 * What may bind. `decision complaint customer day budget` are sums; the rest say why a person does not decide alone, whatever the sum: nobody's
 * role, no rate for the currency, nothing that shows what is owed, another payee than who paid, the own case, a colleague as the customer.
 */
export const limitNames = [
  'decision',
  'complaint',
  'customer',
  'day',
  'budget',
  'role',
  'rate',
  'evidence',
  'payee',
  'own_case',
  'colleague',
] as const
export type LimitName = (typeof limitNames)[number]

export interface Limit {
  limit: LimitName
  /** In minor units of the house's currency; null where it is no sum. */
  max: number | null
  left: number
}

/** What is to be decided. */
export interface Worth {
  kind: Kind
  basis: Basis
  /** In the house's currency; null where no rate is known. */
  valued: number | null
}

/** What was approved before and is not expired, cancelled or reversed; in the house's currency. */
export interface Spent {
  /** On this complaint, by column. */
  columns: Readonly<Record<Column, number>>
  /** On this complaint: goodwill but things. */
  complaint: number
  customer: number
  day: number
  /** Of the team in this period. Null: there is none, or it was opened. */
  budget: { max: number; left: number } | null
}

export interface Verdict {
  within: boolean
  /** All that applies. */
  limits: Limit[]
  /** The one that decides how far: what is left of it is least. */
  binds: Limit | null
  /** The usable discretion in [0, 1]: the least share that is left of any limit (DOMAIN §4.4). */
  discretion: number
}

/** What keeps a person from deciding alone, whatever the sum. */
export type Blocker = Extract<LimitName, 'evidence' | 'payee' | 'own_case' | 'colleague'>

/** Whether someone of this role decides this alone, and what binds them. Pieces of one complaint count together. */
export function judge(
  matrix: Matrix,
  role: string,
  { worth, spent, blockers }: { worth: Worth; spent: Spent; blockers: readonly Blocker[] },
): Verdict {
  const limits = [...sumLimits(matrix, role, { worth, spent }), ...blockers.map(none)]
  const asked = worth.valued ?? 0
  const binds = limits.toSorted((one, other) => one.left - other.left)[0] ?? null
  const hinders = limits.find(({ max }) => max === null)
  return {
    within: hinders === undefined && limits.every(({ left }) => asked <= left),
    limits,
    binds: hinders ?? binds,
    discretion: limits.length === 0 ? 1 : Math.min(...limits.map(({ max, left }) => (max ? Math.max(0, left) / max : 0))),
  }
}

/** The limit that keeps somebody from deciding: what no sum can help first, then the first that is passed. */
export const passedOf = ({ limits, binds }: Verdict, asked: number): Limit | null =>
  limits.find(({ max }) => max === null) ?? limits.find(({ left }) => left < asked) ?? binds

const none = (limit: LimitName): Limit => ({ limit, max: null, left: 0 })

function sumLimits(matrix: Matrix, role: string, { worth, spent }: { worth: Worth; spent: Spent }): Limit[] {
  if (!isRank(role)) return [none('role')]
  if (worth.valued === null) return [none('rate')]
  const own = matrix.roles[role]
  const column = columnOf(worth.kind, worth.basis)
  return [
    { limit: 'decision', max: own.decision[column], left: own.decision[column] - spent.columns[column] },
    ...(worth.basis === 'goodwill' ? goodwillLimits(own, column, spent) : []),
  ]
}

function goodwillLimits({ complaint, customer, day }: RoleLimits, column: Column, spent: Spent): Limit[] {
  const limit = (name: LimitName, max: number | null, used: number): Limit[] =>
    max === null ? [] : [{ limit: name, max, left: max - used }]
  return [
    ...(column === 'replacement' ? [] : limit('complaint', complaint, spent.complaint)),
    ...limit('customer', customer, spent.customer),
    ...limit('day', day, spent.day),
    ...(spent.budget === null ? [] : [{ limit: 'budget' as const, max: spent.budget.max, left: spent.budget.left }]),
  ]
}

/** The lowest rank whose yes is enough; what only a second person may see needs a supervisor at least. */
export function needsOf(matrix: Matrix, asked: { worth: Worth; spent: Spent; blockers: readonly Blocker[] }): Needs {
  // Whoever is asked has a day of their own, and a budget is opened, not passed.
  const spent = { ...asked.spent, day: 0, budget: null }
  const lowest: Rank = asked.blockers.length > 0 ? 'supervisor' : 'agent'
  const enough = ranks.slice(ranks.indexOf(lowest)).find((rank) => judge(matrix, rank, { worth: asked.worth, spent, blockers: [] }).within)
  return enough ?? 'finance_manager'
}

/** Whether someone of this role, or duty, can be whom a request waits for: by role only, as lists say it. */
export function answersTo(needs: Needs, { role, duties }: { role: string; duties: readonly string[] }): boolean {
  if (needs === 'finance_manager') return role === 'manager' || duties.includes('finance')
  return isRank(role) && ranks.indexOf(role) >= ranks.indexOf(needs)
}
