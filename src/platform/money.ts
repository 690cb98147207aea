import * as z from 'zod/mini'
import type { Language } from './endpoint.ts'

/** Integer minor units with an ISO 4217 currency: 3990 GBP is £39.90. */
export const Money = z.object({ minor: z.int(), currency: z.string().check(z.regex(/^[A-Z]{3}$/)) })
export type Money = z.output<typeof Money>

const without = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const withThree = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')

/** How many digits a currency has after the point (ISO 4217): none of JPY, three of KWD, two of most. */
export function digitsOf(currency: string): number {
  if (without.includes(currency)) return 0
  return withThree.includes(currency) ? 3 : 2
}

const locales: Record<Language, string> = { en: 'en-GB', el: 'el-GR', es: 'es-ES' }

/** A sum that is written as `120.00 EUR`, as a language writes it: `€120.00`, `120,00 €`. What is no such sum stays as it is. */
export function sayWritten(written: string, language: Language): string {
  const [, figures = '', currency = ''] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(written) ?? []
  if (currency === '') return written
  const digits = digitsOf(currency)
  const shape = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const
  // As text: no figure is lost to a floating point, however long.
  return new Intl.NumberFormat(locales[language], shape).format(figures as Intl.StringNumericLiteral)
}
