import type { Kind } from '#modules/remedies/rules/kinds.ts'
import type { wishes } from '#modules/triage/rules/wishes.ts'

type Wish = (typeof wishes)[number]

/** With which forms a wish is met. What is met by words and deeds beside the remedy is not looked for among them. */
const meets: Partial<Record<Wish, readonly Kind[]>> = {
  repair: ['repair', 'replacement'],
  replacement: ['replacement', 'redelivery'],
  refund: ['refund'],
  price_reduction: ['price_reduction', 'refund', 'fee_waiver', 'account_adjustment'],
  compensation: ['refund', 'goodwill_payment', 'gift_card', 'coupon', 'price_reduction'],
}

interface Told {
  code: Wish
  told: 'asked' | 'inferred'
}

/** What the customer asked for on an issue and none of its options gives: the letter says why, and what is still possible. */
export const unmetWishes = (asked: readonly Told[], offered: readonly Kind[]): Wish[] =>
  asked
    .filter(({ code, told }) => told === 'asked' && meets[code] !== undefined && !meets[code].some((kind) => offered.includes(kind)))
    .map(({ code }) => code)
