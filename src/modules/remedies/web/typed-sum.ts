import { digitsOf } from '#platform/money.ts'

/** Minor units of what somebody typed in whole ones. */
export const minorOf = (typed: number, currency: string): number => Math.round(typed * 10 ** digitsOf(currency))

/** What a field shows of minor units. */
export const typedOf = (minor: number, currency: string): number => minor / 10 ** digitsOf(currency)

export const isCurrency = (written: string): boolean => /^[A-Z]{3}$/.test(written)
