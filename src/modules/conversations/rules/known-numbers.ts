import { foldForRules } from '#modules/tone/rules/fold-map.ts'
import { amountMentions } from '#modules/tone/rules/record/check-amounts.ts'

const most = 100

/** Amounts of money that a text names, as they stand there. */
export function amountsIn(text: string): string[] {
  const folded = foldForRules(text)
  return once(amountMentions(folded).map(({ start, end }) => folded.slice(start, end)))
}

// What is a sum, a day or a year is no number of an order.
const other = /^(?:\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|(?:19|20)\d\d)$/

/** What may be the number of an order, a parcel or an invoice: four figures or more, or letters and three. */
export function numbersIn(text: string): string[] {
  const found = text.match(/[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)*/gu) ?? []
  return once(found.filter((one) => one.length <= 40 && !other.test(one) && figuresIn(one) >= (/\p{L}/u.test(one) ? 3 : 4)))
}

const figuresIn = (word: string): number => word.replaceAll(/\D/g, '').length

/** Words of a text that may be names: who signs for a company, or is named in what the customer wrote. */
export const namesIn = (text: string): string[] => once(text.match(/\p{Lu}\p{Ll}{2,}/gu) ?? [])

const once = (found: readonly string[]): string[] => [...new Set(found)].slice(0, most)
