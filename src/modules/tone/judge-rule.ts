import type { Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { HouseRule, Reach } from './contract.ts'
import './refusals.ts'
import { patternFault } from './rules/bound-pattern.ts'
import { figuresOf, weighRule } from './rules/weigh-rule.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

const words = { en, el, es } as Record<
  Language,
  { pattern: Record<string, string>; warnings: Record<string, string>; category: Record<string, string> }
>

/** Refuses what may not be kept, with how to write it; else how far the rule reaches and what to look at again. */
export function judgeRule(work: Work, rule: HouseRule): { reach: Reach; warnings: string[] } {
  const { pattern: faults, warnings: sentences, category } = words[readerOf(work)]
  if (!Object.hasOwn(category, rule.category)) throw refuse('tone.unknown_category', { category: rule.category })
  if (rule.from && rule.until && rule.from > rule.until) throw refuse('tone.dates_turned_round')
  for (const [pattern, use] of usesOf(rule)) {
    const fault = patternFault(pattern, use)
    if (fault) throw refuse('tone.pattern_refused', { pattern, reason: faults[fault] ?? fault })
  }
  const { reach, everything, warnings } = weighRule(rule)
  if (everything) throw refuse('tone.hits_everything', figuresOf(reach))
  return { reach, warnings: warnings.map(({ warning, data }) => filled(sentences[warning] ?? warning, data)) }
}

/** In which language the checks speak to the caller. */
export const readerOf = (work: Work): Language => (work.actor.kind === 'person' ? work.actor.language : 'en')

const usesOf = ({ patterns, exclude }: HouseRule) => [
  ...patterns.map((pattern) => [pattern, 'pattern'] as const),
  ...exclude.map((pattern) => [pattern, 'exclude'] as const),
]

const filled = (sentence: string, data: Record<string, string | number>): string =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? ''))
