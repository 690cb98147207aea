import { kinds, mayCostNothing } from '../../rules/kinds.ts'
import { faultOf } from '../../rules/sum.ts'
import type { Range, Terms } from '../contract.ts'

type RangeFault = 'range_needed' | 'range_unneeded' | 'range_upside_down' | 'percent_only_coupon' | 'unknown_currency'

/** What is wrong with the terms of an entry, by the name of the refusal; null where nothing is. */
export function faultIn({ kind, range, valid_from: from, valid_to: to }: Terms): RangeFault | 'dates_upside_down' | null {
  const fault = range === null ? (mayCostNothing(kind) ? null : 'range_needed') : faultOfRange(kind, range)
  if (fault !== null) return fault
  return from !== null && to !== null && from > to ? 'dates_upside_down' : null
}

function faultOfRange(kind: Terms['kind'], range: Range): Exclude<RangeFault, 'range_needed'> | null {
  if (kind === 'apology') return 'range_unneeded'
  if (range.min > range.max) return 'range_upside_down'
  if (range.unit === 'percent') return kind === 'coupon' ? null : 'percent_only_coupon'
  return faultOf({ amount: range.min, currency: range.currency }) === null ? null : 'unknown_currency'
}

/** Whether an entry is given on a day at the desk. */
export const holdsOn = (
  { ended, valid_from: from, valid_to: to }: Pick<Terms, 'ended' | 'valid_from' | 'valid_to'>,
  day: string,
): boolean => !ended && (from === null || from <= day) && (to === null || day <= to)

/** Whether an entry is for one of these categories, or for what they are below; `line` holds a category and all above it. */
export const isFor = ({ categories }: Pick<Terms, 'categories'>, line: readonly string[]): boolean =>
  categories.length === 0 || categories.some((code) => line.includes(code))

interface Worth {
  money: { amount: number; currency: string } | null
  percent: number | null
}

/** Whether what is asked for stays within the range; else how it passes it. */
export function faultOfWorth(
  range: Range | null,
  { money, percent }: Worth,
): 'by_percent' | 'by_sum' | 'other_currency' | 'out_of_range' | null {
  if (range === null) return money === null && percent === null ? null : 'out_of_range'
  if (range.unit === 'percent') return percent === null ? 'by_percent' : passed(percent, range)
  if (money === null) return 'by_sum'
  return money.currency === range.currency ? passed(money.amount, range) : 'other_currency'
}

const passed = (value: number, { min, max }: Range): 'out_of_range' | null => (value < min || value > max ? 'out_of_range' : null)

/** In the order in which people look for them. */
export const inOrder = (one: { kind: Terms['kind']; code: string }, other: { kind: Terms['kind']; code: string }): number =>
  kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || (one.code < other.code ? -1 : 1)
