import { useWords } from '#workspace/kit/desk.ts'
import type { PresetUnit } from '../contract/preset.ts'

interface SpanOf {
  amount: number | null
  unit: PresetUnit | null
}

/** A span in the reader's words: 5 working days; a rule that says a word, by its word. */
export function useSpans(): (span: SpanOf) => string {
  const say = useWords('clocks')
  return ({ amount, unit }) => {
    if (unit === null || amount === null) return ''
    return amount === 0 ? say(`units.${unit}`) : say(`units.${unit}`, { count: amount })
  }
}
