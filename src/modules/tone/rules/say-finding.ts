import type { Language } from '#platform/endpoint.ts'
import type { ToneHit } from '../contract/check.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }
import type { Finding } from './record/finding.ts'

interface Sentences {
  why: string
  instead: string
}

const sentences: Record<Language, { checks: Record<string, Sentences>; learned: { why: string }; category: Record<string, string> }> = {
  en,
  el,
  es,
}

/** A finding as a hit, with its sentences in the reader's language. */
export function sayFinding({ rule, category, severity, start, end, data = {} }: Finding, reader: Language): ToneHit {
  const { why = rule, instead = '' } = sentences[reader].checks[rule] ?? {}
  return { rule, category, severity, start, end, why: filled(why, data), instead: instead === '' ? [] : [filled(instead, data)] }
}

/** Whether a rule is a check of the record or of form: what it advises is for a person to do, not to insert. */
export const isCheck = (rule: string): boolean => Object.hasOwn(sentences.en.checks, rule)

/** What only the learned model sees is said to be that: it may be wrong, and it never stops a reply. */
export function sayLearned(category: string, { start, end }: { start: number; end: number }, reader: Language): ToneHit {
  const { learned, category: names } = sentences[reader]
  return {
    rule: `learned:${category}`,
    category,
    severity: 1,
    start,
    end,
    why: filled(learned.why, { category: names[category] ?? category }),
    instead: [],
  }
}

const filled = (sentence: string, data: Record<string, string | number>): string =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? ''))
