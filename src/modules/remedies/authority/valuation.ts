import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { proposeRemedy as proposeEndpoint, Valuation } from '../contract.ts'
import { readSum } from '../read-sum.ts'
import { mayCostNothing } from '../rules/kinds.ts'
import type { Matrix } from '../rules/matrix.ts'
import { valueOf, valueOfShare } from '../rules/sum.ts'
import '../refusals.ts'

type Asked = Pick<BodyOf<typeof proposeEndpoint>, 'kind' | 'money' | 'percent'>

interface Valued {
  amount: number | null
  currency: string | null
  percent_hundredths: number | null
  valued: number | null
  valuation: string
}

/** What a remedy costs: its sum, the value of a share of a purchase by the stored rule, or nothing. */
export function valuedOf({ kind, money, percent }: Asked, rules: Matrix): Valued {
  if (money && typeof percent === 'number') throw refuse('remedies.sum_or_percent')
  if (typeof percent === 'number') return valuedShare(kind, percent, rules)
  if (money) return valuedSum(kind, money, rules)
  if (!mayCostNothing(kind)) throw refuse('remedies.sum_first', { kind })
  return {
    amount: null,
    currency: null,
    percent_hundredths: null,
    valued: 0,
    valuation: written({ currency: rules.currency, rate: null, share: null }),
  }
}

function valuedShare(kind: Asked['kind'], percent: number, { currency, share }: Matrix): Valued {
  if (kind !== 'coupon') throw refuse('remedies.percent_only_coupon')
  const hundredths = Math.round(percent * 100)
  if (hundredths < 1 || hundredths > 10_000 || Math.abs(hundredths - percent * 100) > 1e-6) throw refuse('remedies.percent_range')
  const amount = valueOfShare(hundredths, share)
  return { amount, currency, percent_hundredths: hundredths, valued: amount, valuation: written({ currency, rate: null, share }) }
}

function valuedSum(kind: Asked['kind'], money: NonNullable<Asked['money']>, rules: Matrix): Valued {
  if (kind === 'apology') throw refuse('remedies.costs_nothing')
  const sum = readSum(money)
  const rate = sum.currency === rules.currency ? null : (rules.rates[sum.currency] ?? null)
  return {
    ...sum,
    percent_hundredths: null,
    valued: valueOf(sum, rules),
    valuation: written({ currency: rules.currency, rate, share: null }),
  }
}

const written = (valuation: Valuation): string => JSON.stringify(valuation)
