import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { Sum } from '../rules/sum.ts'

/** A sum as the reader's language writes it. */
export function useSums(): (sum: Sum) => string {
  const { amount } = useInWords()
  return ({ amount: minor, currency }) => amount({ minor, currency })
}

interface Said {
  kind: string
  money: Sum | null
  percent: number | null
}

/** What a remedy is, in one line: `Refund, €12.00`; `Discount coupon, 10 %`. */
export function useRemedyWords(): (remedy: Said) => string {
  const say = useWords('remedies')
  const sum = useSums()
  const { count } = useInWords()
  return ({ kind, money, percent }) => {
    const form = say(`kind.${kind}`)
    if (percent !== null) return say('web.of_percent', { form, percent: count(percent) })
    return money === null ? form : say('web.of_sum', { form, sum: sum(money) })
  }
}
