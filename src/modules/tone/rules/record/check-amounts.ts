import type { ToneFacts } from '../../contract/check.ts'
import { foldForRules } from '../fold-map.ts'
import type { JudgedSentence } from '../judged-text.ts'
import { remembering } from '../remember.ts'
import type { Finding } from './finding.ts'

export interface AmountMention {
  start: number
  end: number
  /** In hundredths; what a comma or a point is, is told by what follows it. */
  hundredths: number
  currency: string | null
}

/** Each amount of money in a reply is one that the record knows. Severe where the sentence gives or promises something. */
export function checkAmounts(sentence: JudgedSentence, facts: ToneFacts, gives: boolean): Finding[] {
  if (!facts.amounts) return []
  const known = facts.amounts.flatMap(knownAmounts)
  return amountMentions(sentence.folded)
    .filter((mention) => !known.some((amount) => same(amount, mention)))
    .map((mention) => {
      const { start, end } = sentence.map.origin(mention.start, mention.end)
      const at = { start: sentence.start + start, end: sentence.start + end }
      return {
        rule: 'amount_not_recorded',
        category: 'record',
        severity: gives ? 3 : 2,
        ...at,
        data: { said: sentence.written.slice(start, end) },
      }
    })
}

/** Amounts with their currency in a folded text: €1.234,50, £1,234.50, 1 234,50 ευρώ, 12 euros. */
export const amountMentions = (folded: string): readonly AmountMention[] => (/\d/.test(folded) ? readAmounts(folded) : [])

const readAmounts = remembering((folded: string): readonly AmountMention[] =>
  [...folded.matchAll(pattern)].map((match) => {
    const { before, one = '', other = '', after } = match.groups ?? {}
    const currency = currencyOf(before ?? after ?? '')
    return { start: match.index, end: match.index + match[0].length, hundredths: hundredthsOf(one || other), currency }
  }),
)

const number = "\\d{1,3}(?:[., ']\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d{1,2})?(?!\\d)"
const signs = '€|£|\\$|eur|gbp|usd'
const names = 'euros?|ευρω|λεπτα|pounds?(?! of)|quid|dollars?|δολαρια|λιρεσ|libras|dolares|pesos|mxn'
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}.,])(?:(?<before>${signs}) ?(?<one>${number})|(?<other>${number}) ?(?<after>(?:${signs}|${names})(?![\\p{L}])))`,
  'gu',
)

const currencies: [RegExp, string][] = [
  [/^(?:€|eur|ευρω|λεπτα)/, 'EUR'],
  [/^(?:£|gbp|pound|quid|λιρεσ|libras)/, 'GBP'],
  [/^(?:\$|usd|dol|δολαρια)/, 'USD'],
  [/^(?:mxn|pesos)/, 'MXN'],
]
const currencyOf = (sign: string): string | null => currencies.find(([test]) => test.test(sign))?.[1] ?? null

/** The last point or comma is the decimal one when one or two figures follow it. */
function hundredthsOf(written: string): number {
  const [, whole = '', part = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(written.trim()) ?? []
  return Number(whole.replaceAll(/\D/g, '') || '0') * 100 + Number(part.padEnd(2, '0') || '0')
}

type Known = Pick<AmountMention, 'hundredths' | 'currency'>

function knownAmounts(amount: NonNullable<ToneFacts['amounts']>[number]): readonly Known[] {
  if (typeof amount === 'number') return [{ hundredths: Math.round(amount * 100), currency: null }]
  if (typeof amount === 'object') return [{ hundredths: amount.minor * 10 ** (2 - decimalsOf(amount.currency)), currency: amount.currency }]
  const found = amountMentions(foldForRules(amount))
  return found.length > 0 ? found : [{ hundredths: hundredthsOf(amount.replaceAll(/[^\d.,' ]/g, '')), currency: null }]
}

const decimalsOf = (currency: string): number => (['JPY', 'KRW', 'CLP', 'PYG', 'ISK', 'VND'].includes(currency) ? 0 : 2)

const same = (one: Known, other: Known): boolean =>
  one.hundredths === other.hundredths && (one.currency === null || other.currency === null || one.currency === other.currency)
