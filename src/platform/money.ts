import * as z from 'zod/mini'
import type { Language } from './endpoint.ts'
import { localeOf } from './time.ts'

/** Integer minor units with an ISO 4217 currency: 3990 GBP is £39.90. */
export const Money = z.object({ minor: z.int(), currency: z.string().check(z.regex(/^[A-Z]{3}$/)) })
export type Money = z.output<typeof Money>

/** `39,90 €` as the language writes it, glued by no-break spaces. */
export function sayMoney({ minor, currency }: Money, language: Language): string {
  const format = new Intl.NumberFormat(localeOf(language), { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
