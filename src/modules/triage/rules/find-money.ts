import { type Found, withoutOverlaps } from './find-moments.ts'

const signs: Record<string, string> = { '€': 'EUR', '£': 'GBP', $: 'USD', '₤': 'GBP', '¥': 'JPY', '₺': 'TRY', '₹': 'INR' }
const names: [currency: string, pattern: string][] = [
  ['EUR', 'eur|euro|euros|ευρώ|ευρω|evro|evrw'],
  ['GBP', 'gbp|pounds?|quid|sterling|libras?|λίρες|στερλίνες'],
  ['USD', 'usd|dollars?|bucks|d[oó]lares|δολάρια'],
  ['CHF', 'chf|francs?|francos'],
  ['MXN', 'mxn'],
  ['ARS', 'ars'],
  ['COP', 'cop'],
  ['CLP', 'clp'],
  ['PEN', 'pen'],
  ['SEK', 'sek'],
  ['PLN', 'pln|zloty'],
]
const number = '\\d{1,3}(?:[.,\\s\\u00a0]\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d{1,2})?(?!\\d)'
const sign = '[€£$₤¥₺₹]'
const name = `(?:${names.map(([, pattern]) => pattern).join('|')})(?!\\p{L})`
const signFirst = new RegExp(`(?<![\\p{L}\\d])(?:US|A|C)?(${sign})\\s?(${number})(?:\\s?(k|m)(?!\\p{L}))?`, 'giu')
const signLast = new RegExp(`(?<![\\d.,])(${number})\\s?(${sign}|${name})`, 'giu')
const nameFirst = new RegExp(`(?<!\\p{L})(EUR|GBP|USD|CHF|MXN|ARS|COP|CLP|PEN|SEK|PLN)\\s?(${number})`, 'gu')

/** The sums of money in a text: ISO currency and decimals, `GBP 39.90`, whatever stands for the decimal comma. */
export function amountsIn(text: string): Found[] {
  const found = (pattern: RegExp, order: (match: RegExpExecArray) => [currency: string, digits: string]) =>
    [...text.matchAll(pattern)].map((match) => {
      const [currency, digits] = order(match)
      const times = match[3]?.toLowerCase() === 'k' ? 1000 : match[3]?.toLowerCase() === 'm' ? 1_000_000 : 1
      return { value: `${currencyOf(currency)} ${decimal(digits, times)}`, start: match.index, end: match.index + match[0].length }
    })
  return withoutOverlaps([
    ...found(nameFirst, (match) => [match[1] ?? '', match[2] ?? '']),
    ...found(signLast, (match) => [match[2] ?? '', match[1] ?? '']),
    ...found(signFirst, (match) => [match[1] ?? '', match[2] ?? '']),
  ])
}

const currencyOf = (written: string): string =>
  signs[written] ?? names.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(written))?.[0] ?? written.toUpperCase()

/** The last mark before one or two digits is the decimal one; every other groups thousands. */
function decimal(written: string, times: number): string {
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(written.replace(/[\s\u00a0]/g, '')) ?? []
  const units = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0'
  if (times === 1) return `${units}.${cents.padEnd(2, '0')}`
  return (Number(`${units}.${cents || '0'}`) * times).toFixed(2)
}
