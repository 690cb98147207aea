import { expect, test } from 'vitest'
import { type Language } from '#platform/endpoint.ts'
import { compileRule, compileRules, spansOf } from './compiled-rules.ts'
import { foldForRules } from './fold-map.ts'
import elTests from './phrases/el.tests.json' with { type: 'json' }
import enTests from './phrases/en.tests.json' with { type: 'json' }
import esTests from './phrases/es.tests.json' with { type: 'json' }
import fixtures from './phrases/reply-fixtures.json' with { type: 'json' }
import type { AvoidRule, CueRule } from './rule.ts'
import { shippedRules } from './shipped-rules.ts'

const tests = { en: enTests, el: elTests, es: esTests } as Record<Language, Record<string, { hit: string[]; miss: string[] }>>
const languages = ['en', 'el', 'es'] as const

/** As the engine does: only patterns that the one pass over the text finds worth trying. */
function matcher(rule: AvoidRule | CueRule) {
  const compiled = compileRule(rule)
  const set = compileRules('cue' in rule ? { avoid: [], cues: [rule] } : { avoid: [rule], cues: [] })
  return (text: string) => {
    const folded = foldForRules(text)
    const all = spansOf(compiled, compiled.patterns, { folded, beyond: folded })
    const candidates = set.candidates(folded)
    const [first] = candidates
    const chosen = first ? spansOf(first[0], first[1], { folded, beyond: folded }) : []
    if (all.length !== chosen.length) throw new Error(`${rule.id}: the pass over the words loses a match in ${text}`)
    return chosen.length > 0
  }
}

const matchers = languages.flatMap((language) =>
  [...shippedRules[language].avoid, ...shippedRules[language].cues].map((rule) => ({ language, rule, matches: matcher(rule) })),
)

test('every rule has a language, an id of its own, three levels of severity, and texts that it must hit and miss', () => {
  const ids = matchers.map(({ rule }) => rule.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(matchers.length).toBeGreaterThanOrEqual(241 + 48)
  const wrong = matchers.filter(({ language, rule }) => {
    const own = tests[language][rule.id]
    const severe = 'severity' in rule ? [1, 2, 3].includes(rule.severity) : [1, 2].includes(rule.strength)
    return !severe || !rule.id.startsWith(`${language}-`) || !own || own.hit.length === 0 || own.miss.length === 0
  })
  expect(wrong.map(({ rule }) => rule.id)).toEqual([])
})

test('every rule matches what it must hit and nothing that it must miss', () => {
  const wrong: string[] = []
  for (const { language, rule, matches } of matchers) {
    for (const text of tests[language][rule.id]?.hit ?? []) if (!matches(text)) wrong.push(`${rule.id} misses: ${text}`)
    for (const text of tests[language][rule.id]?.miss ?? []) if (matches(text)) wrong.push(`${rule.id} hits: ${text}`)
  }
  expect(wrong).toEqual([])
})

test('what a rule advises trips no rule that warns', () => {
  const wrong: string[] = []
  for (const { language, rule } of matchers) {
    if (!('severity' in rule)) continue
    for (const advice of rule.say_instead) {
      const tripped = matchers.filter(
        (other) =>
          other.language === language &&
          'severity' in other.rule &&
          other.rule.severity >= 2 &&
          !other.rule.only_if &&
          other.matches(advice),
      )
      wrong.push(...tripped.map((other) => `${rule.id} advises what ${other.rule.id} hits: ${advice}`))
    }
  }
  expect(wrong).toEqual([])
})

test.each(fixtures)('the reply $id is judged as it was written', ({ lang, good, text, cues = [], categories = [] }) => {
  const own = matchers.filter(({ language, matches }) => language === lang && matches(text))
  const hits = own.flatMap(({ rule }) => ('severity' in rule && !rule.only_if && rule.default_on !== false ? [rule] : []))
  const found = own.flatMap(({ rule }) => ('cue' in rule ? [rule.cue as string] : []))
  const warnings = hits.filter(({ severity }) => severity >= 2).map(({ id }) => id)
  expect(good ? warnings : []).toEqual([])
  expect(good ? found : hits.map(({ category }) => category)).toEqual(expect.arrayContaining(good ? cues : categories))
})
