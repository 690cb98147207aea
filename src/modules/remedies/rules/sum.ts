import { digitsOf } from '#platform/money.ts'

/** A sum as it travels: integer minor units with its ISO 4217 currency. */
export interface Sum {
  amount: number
  currency: string
}

/** No single remedy of a complaint is larger, in minor units of any currency; a longer number is a slip of the keys. */
export const largestSum = 1_000_000_000_000

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** What is wrong with a sum that somebody typed, by the name of the refusal; null where nothing is. */
export function faultOf({ amount, currency }: Sum): 'zero' | 'negative' | 'fraction' | 'too_large' | 'currency' | null {
  if (!/^[A-Z]{3}$/.test(currency) || !currencies.has(currency)) return 'currency'
  if (amount === 0) return 'zero'
  if (amount < 0) return 'negative'
  if (!Number.isInteger(amount)) return 'fraction'
  return amount > largestSum ? 'too_large' : null
}

/** Rates are decimal numbers in text: so many units of the house's currency for one of the other. */
export const ratePattern = /^(?:0|[1-9]\d{0,8})(?:\.\d{1,9})?$/

/**
 * A sum in the house's currency at a stored rate, in whole minor units; what lies between two is rounded up, so that no limit is passed by rounding.
 * Null where there is no rate.
 */
export function valueOf({ amount, currency }: Sum, house: { currency: string; rates: Readonly<Record<string, string>> }): number | null {
  if (currency === house.currency) return amount
  const rate = house.rates[currency]
  if (rate === undefined) return null
  const [whole = '0', part = ''] = rate.split('.')
  const over = 10n ** BigInt(part.length) * 10n ** BigInt(digitsOf(currency))
  const value = BigInt(amount) * BigInt(whole + part) * 10n ** BigInt(digitsOf(house.currency))
  return Number((value + over - 1n) / over)
}

/** What a share of a purchase to come is worth: the usual basket, times the share, times how many are used. Rounded up, at least one minor unit. */
export function valueOfShare(percentHundredths: number, { basket, use_percent }: { basket: number; use_percent: number }): number {
  const value = BigInt(basket) * BigInt(percentHundredths) * BigInt(use_percent)
  const over = 1_000_000n
  return Math.max(1, Number((value + over - 1n) / over))
}

/** A sum as people write it: `39.90 GBP`, `5000 JPY`, `1.250 KWD`. */
export function writtenSum({ amount, currency }: Sum): string {
  const digits = digitsOf(currency)
  const sign = amount < 0 ? '-' : ''
  const figures = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = figures.slice(0, figures.length - digits)
  return `${sign}${digits === 0 ? whole : `${whole}.${figures.slice(-digits)}`} ${currency}`
}
