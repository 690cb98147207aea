import { languages } from '#workspace/kit/desk.ts'
import { shippedAvoid } from '../rules/house-rules.ts'
import { vocabularyTable } from '../rules/vocabulary-rules.ts'
import type { ShippedRow } from './rule-rows.ts'

/** The rules that came with Redress, as they came. */
export function shippedRows(): ShippedRow[] {
  const unsuitable = new Map(vocabularyTable.map(({ id, unsuitable: word }) => [id, word]))
  return languages.flatMap((language) =>
    shippedAvoid(language).map((rule) => ({
      rule: rule.id,
      language,
      category: rule.category,
      severity: rule.severity,
      patterns: rule.patterns,
      why: rule.why,
      instead: rule.say_instead,
      channels: rule.channels ?? null,
      word: unsuitable.get(rule.id) ?? null,
      off: rule.default_on === false,
    })),
  )
}
