import type { Language } from '#platform/endpoint.ts'
import { digitsOf } from '#platform/money.ts'
import { localeOf, sayDay } from '#platform/time.ts'
import { gatherWords } from '#platform/words.ts'
import type { Worth } from './contract.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

/** The words of coupons in a customer's language, whoever writes: `sayIn('el')('coupons:page.title')`. */
export const sayIn = gatherWords({ en: { coupons: en }, el: { coupons: el }, es: { coupons: es } })

/** `20,00 €`, or `10 %`, as the language writes it. */
export function sayWorth({ money, percent }: Worth, language: Language): string {
  const locale = localeOf(language)
  if (money === null) return new Intl.NumberFormat(locale, { style: 'percent' }).format((percent ?? 0) / 100)
  const digits = digitsOf(money.currency)
  const bounds = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency, ...bounds }).format(money.amount / 10 ** digits)
}

/** The last day on which a code is taken, for its end is the midnight after it. */
export const sayLastDay = (expires: Temporal.Instant, how: { language: Language; zone: string }): string =>
  sayDay(expires.subtract({ seconds: 1 }), how)
