import { type Kind, mayCostNothing } from '#modules/remedies/rules/kinds.ts'
import type { Language } from '#platform/endpoint.ts'
import { digitsOf } from '#platform/money.ts'
import { localeOf } from '#platform/time.ts'
import { gatherWords } from '#platform/words.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }

/** The words of offers in the customer's language: `sayIn('es')('options:letter.choose')`. */
export const sayIn = gatherWords({ en: { options: en }, el: { options: el }, es: { options: es } })

interface Worth {
  kind: Kind
  money: { amount: number; currency: string } | null
  percent: number | null
}

/** What a thing costs us is not what it is worth to the customer: they read no sum of it. */
const inKind: readonly Kind[] = ['replacement', 'repair', 'redelivery']

/** `20,00 €`, `12,5 %`; null of what has no sum that a customer reads. */
export function sayWorth({ kind, money, percent }: Worth, language: Language): string | null {
  const locale = localeOf(language)
  if (percent !== null) return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(percent / 100)
  if (money === null || inKind.includes(kind) || mayCostNothing(kind)) return null
  const digits = digitsOf(money.currency)
  const bounds = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency, ...bounds }).format(money.amount / 10 ** digits)
}

/** `Refund of the fare, €20.00` */
export function titleOf(name: string, worth: Worth, language: Language): string {
  const said = sayWorth(worth, language)
  return said === null ? name : `${name}, ${said}`
}

/** When it is done: `within 7 days of your choice`. No verb of ours stands in it: it binds us once the customer has chosen. */
export const sayWhen = (days: number, language: Language): string =>
  days === 0 ? sayIn(language)('options:when.at_once') : sayIn(language)('options:when.within', { count: days })

interface Line {
  title: string
  happens: string
  days: number
}

/** The part of a letter that names the options of one issue. */
export function optionsText(lines: readonly Line[], { language, reason }: { language: Language; reason: string }): string {
  const say = sayIn(language)
  const list = lines.map(
    ({ title, happens, days }) => `- ${title || '…'}. ${happens || '…'} ${say('options:letter.when', { when: sayWhen(days, language) })}`,
  )
  const first = say(lines.length > 1 ? 'options:letter.several' : 'options:letter.one')
  return [first, list.join('\n'), ...(lines.length === 1 && reason !== '' ? [reason] : [])].join('\n\n')
}
