import type { Column } from './kinds.ts'

/** Roles that decide something alone, the lowest first. What is above the last needs it and the finance duty together. */
export const ranks = ['agent', 'senior_agent', 'supervisor', 'manager'] as const
export type Rank = (typeof ranks)[number]
export type Needs = Rank | 'finance_manager'

/** In minor units of the matrix's currency. Null: no limit of this kind. */
export interface RoleLimits {
  /** Of one complaint and column, all pieces counted together. */
  decision: Record<Column, number>
  /** Of one complaint: all goodwill but things, all kinds counted together. */
  complaint: number | null
  /** Of one customer in twelve months: all goodwill. */
  customer: number | null
  /** Of one colleague in one day: all goodwill that they decided. */
  day: number | null
}

export interface Matrix {
  currency: string
  roles: Record<Rank, RoleLimits>
  /** From this sum on, who approves does not execute. */
  finance_line: number
  /** For so many days a request waits, and an approval holds. */
  approval_days: number
  /** So many units of the house's currency for one of another, as decimal numbers. */
  rates: Record<string, string>
  /** What a share of a purchase to come is worth: the usual basket, and how many of a hundred such coupons are used. */
  share: { basket: number; use_percent: number }
}

const limits = ([entitlement, cash, voucher, replacement, fee_waiver, customer]: [
  number,
  number,
  number,
  number,
  number,
  number,
]): RoleLimits => ({
  decision: { entitlement, cash, voucher, replacement, fee_waiver },
  // A gift that is cut into pieces is one gift.
  complaint: Math.max(cash, voucher),
  customer,
  day: cash * 10,
})

/** What a desk has before anybody writes its own (DOMAIN §6.2), as version 0. */
export const firstMatrix: Matrix = {
  currency: 'EUR',
  roles: {
    agent: limits([150_00, 30_00, 30_00, 80_00, 15_00, 60_00]),
    senior_agent: limits([400_00, 75_00, 75_00, 200_00, 50_00, 150_00]),
    supervisor: limits([1_500_00, 250_00, 250_00, 600_00, 150_00, 500_00]),
    manager: limits([5_000_00, 1_000_00, 1_000_00, 2_000_00, 500_00, 1_500_00]),
  },
  finance_line: 500_00,
  approval_days: 14,
  rates: {},
  share: { basket: 60_00, use_percent: 50 },
}

export const isRank = (role: string): role is Rank => (ranks as readonly string[]).includes(role)

/** What is wrong with a matrix: a limit that falls where the rank rises. Null where nothing is. */
export function faultIn({ roles }: Matrix): { rank: Rank; limit: string } | null {
  for (const [at, rank] of ranks.entries()) {
    const above = ranks[at + 1]
    if (above === undefined) break
    const fallen = fallenLimit(roles[rank], roles[above])
    if (fallen !== null) return { rank: above, limit: fallen }
  }
  return null
}

const least = (limit: number | null): number => limit ?? Number.POSITIVE_INFINITY

function fallenLimit(lower: RoleLimits, higher: RoleLimits): string | null {
  const column = (Object.keys(lower.decision) as Column[]).find((one) => higher.decision[one] < lower.decision[one])
  if (column !== undefined) return column
  return (['complaint', 'customer', 'day'] as const).find((one) => least(higher[one]) < least(lower[one])) ?? null
}
