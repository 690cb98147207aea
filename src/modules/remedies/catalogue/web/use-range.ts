import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { Range } from '../contract.ts'

/** `€5.00 to €50.00`, `5 % to 25 %`, or that it costs nothing. */
export function useRange(): (range: Range | null) => string {
  const say = useWords('catalogue')
  const { amount, count } = useInWords()
  return (range) => {
    if (range === null) return say('web.no_cost')
    const end = (value: number) => (range.unit === 'percent' ? `${count(value)} %` : amount({ minor: value, currency: range.currency }))
    return say('web.range', { min: end(range.min), max: end(range.max) })
  }
}
