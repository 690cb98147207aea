import { refuse } from '#platform/refusal.ts'
import { faultOf, largestSum, type Sum, writtenSum } from './rules/sum.ts'
import './refusals.ts'

/** A sum as somebody typed it; refused with a sentence where it is none. */
export function readSum({ amount, currency }: Sum): Sum {
  const sum = { amount, currency: currency.trim().toUpperCase() }
  const fault = faultOf(sum)
  if (fault === 'too_large') throw refuse('remedies.sum_too_large', { largest: writtenSum({ amount: largestSum, currency: sum.currency }) })
  if (fault) throw refuse(codes[fault], { currency: sum.currency })
  return sum
}

const codes = {
  zero: 'remedies.sum_zero',
  negative: 'remedies.sum_negative',
  fraction: 'remedies.sum_fraction',
  currency: 'remedies.sum_currency',
} as const
