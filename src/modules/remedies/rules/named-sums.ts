import { foldForRules } from '#modules/tone/rules/fold-map.ts'
import { amountMentions } from '#modules/tone/rules/record/check-amounts.ts'
import { digitsOf } from '#platform/money.ts'
import type { Sum } from './sum.ts'

/** A sum in a text, and whether its sentence gives it. */
export interface NamedSum extends Sum {
  said: string
  gives: boolean
}

/** The sums that a text names, each with its currency: `€30`, `30,50 ευρώ`, `JPY 5,000`, `1.250 KWD`. */
export function namedSums(text: string): NamedSum[] {
  return sentencesOf(text).flatMap((sentence) => {
    const folded = foldForRules(sentence)
    const gives = giving.test(folded) && !askingOrDenying.test(folded)
    return [...withSigns(folded), ...withCodes(sentence)].map((found) => ({ ...found, gives }))
  })
}

// A point inside a number or an abbreviation ends no sentence.
const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?;·])\s+|\n+/u).filter((one) => /\d/.test(one))

function withSigns(folded: string): Omit<NamedSum, 'gives'>[] {
  return amountMentions(folded).flatMap(({ start, end, hundredths, currency }) => {
    if (currency === null) return []
    return [{ amount: Math.round((hundredths * 10 ** digitsOf(currency)) / 100), currency, said: folded.slice(start, end) }]
  })
}

const number = String.raw`\d{1,3}(?:[., ']\d{3})+(?:[.,]\d{1,3})?|\d+(?:[.,]\d{1,3})?`
const coded = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,])(?:(?<before>[A-Z]{3}|¥) ?(?<one>${number})|(?<other>${number}) ?(?<after>[A-Z]{3}|¥))(?![\p{L}\p{N}])`,
  'gu',
)
const signed = new Set(['EUR', 'GBP', 'USD'])
const known = new Set(Intl.supportedValuesOf('currency'))

/** Of the currencies that are written with their code; what has a sign was found before. */
function withCodes(sentence: string): Omit<NamedSum, 'gives'>[] {
  return [...sentence.matchAll(coded)].flatMap((match) => {
    const { before, one = '', other = '', after } = match.groups ?? {}
    const code = before ?? after ?? ''
    const currency = code === '¥' ? 'JPY' : code
    if (signed.has(currency) || !known.has(currency)) return []
    return [{ amount: minorOf(one || other, digitsOf(currency)), currency, said: match[0] }]
  })
}

/** The last point or comma is the decimal one when as many figures as the currency has, or fewer, follow it. */
function minorOf(written: string, digits: number): number {
  const [, whole = '', part = ''] = /^(.*?)(?:[.,](\d{1,3}))?$/.exec(written.trim()) ?? []
  const isPart = part !== '' && part.length <= digits
  const figures = (isPart ? whole : written).replaceAll(/\D/g, '')
  return Number(figures) * 10 ** digits + (isPart ? Number(part.padEnd(digits, '0')) : 0)
}

// Folded: small letters without accents, ς as σ. Words with which a desk gives; what was paid, charged or asked for is told without them.
const stems = {
  en: "refund|reimburs|compensat|credit(?:ed|ing)?|transfer|voucher|coupon|gift card|waiv|goodwill|deduct|reduc|(?:we|i)(?: will| shall|'ll|’ll| can| are going to)?(?: also| now| gladly)? (?:pay|offer|give|send|grant|return)",
  el: 'επιστρ|αποζημι|πιστων|πιστωσ|καταβαλ|καταθε|θα σασ (?:δωσ|πληρωσ|στειλ|επιστρ|προσφερ)|προσφερουμε|κουπονι|δωροκαρτα|εκπτωσ|απαλλα|χαριζ',
  es: 'reembols|devolv|devuel|indemniz|compens|abon(?!ado por)|acredit|ingresar|transfer|vale(?![\\p{L}])|cupon|tarjeta regalo|descuent|descont|ofrec|pagarem|le pag|exim',
}
const giving = new RegExp(`(?<![\\p{L}])(?:${Object.values(stems).join('|')})`, 'u')

// «You asked for a refund of €200» and «we cannot refund €200» give nothing.
const askingOrDenying =
  /(?<![\p{L}])(?:you (?:ask|request|want|claim|demand|expect|would like)|your (?:request|claim|demand)|(?:can|do|will|did) ?not|can['’]t|won['’]t|unable|ζητησ|ζητατε|ζητουσ|απαιτ|θελετε|δεν (?:μπορ|θα|επιστρ|αποζημι|καταβ|προσφ|πιστων|δικαιο)|solicit|usted pid|nos pid|pidio|reclam|no (?:podemos|puedo|procede|corresponde|le|vamos|es posible|ofrec|reembols|devolv|compens))/u
