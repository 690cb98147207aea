import type { Language } from '#platform/endpoint.ts'
import type { Conflict, HouseRule, HouseRules, Reach } from '../contract/rules.ts'
import { type CompiledRule, compileRule, spansOf } from './compiled-rules.ts'
import { foldForRules } from './fold-map.ts'
import { shippedAvoid } from './house-rules.ts'
import fixtures from './phrases/reply-fixtures.json' with { type: 'json' }
import type { AvoidRule } from './rule.ts'

export interface Warning {
  /** A key below `warnings` of the words. */
  warning: 'reach' | 'advises_against_itself' | 'advice_trips'
  data: Record<string, string | number>
}

export interface Weight {
  reach: Reach
  /** It underlines every well-written reply, or half of what we advise ourselves. */
  everything: boolean
  warnings: Warning[]
}

/** What a rule of the house would do to well-written texts: the good replies that came with Redress, and what its rules advise. */
export function weighRule(rule: HouseRule): Weight {
  const compiled = compileRule(asAvoid(rule))
  const hits = (text: string) => matches(compiled, text)
  const replies = fixtures.filter(({ lang, good }) => good && lang === rule.language).map(({ text }) => text)
  const advice = shippedAvoid(rule.language)
    .filter(({ category }) => category !== 'vocabulary')
    .flatMap(({ say_instead }) => say_instead)
  const hitReplies = replies.filter(hits).length
  const good = hitReplies + advice.filter(hits).length
  const of = replies.length + advice.length
  const reach = { good, of, share: Math.round((good / of) * 1000) / 1000 }
  const own = rule.instead.filter(hits).map((text): Warning => ({ warning: 'advises_against_itself', data: { advice: text } }))
  const wide: Warning[] = reach.share >= 0.05 ? [{ warning: 'reach', data: figuresOf(reach) }] : []
  return { reach, everything: hitReplies === replies.length || reach.share >= 0.5, warnings: [...wide, ...own, ...trips(rule)] }
}

export const figuresOf = ({ good, of, share }: Reach) => ({ good, of, percent: Math.round(share * 100) })

/** Every word that one vocabulary rule recommends and another advises against. */
export function conflictsOf(house: HouseRules): Conflict[] {
  return (['en', 'el', 'es'] as const).flatMap((language) => conflictsIn(language, house))
}

function conflictsIn(language: Language, house: HouseRules): Conflict[] {
  const changes = new Map(house.changes.map((change) => [change.rule, change.off]))
  const shipped = shippedAvoid(language).map((rule) => ({ rule, on: !(changes.get(rule.id) ?? rule.default_on === false) }))
  const own = house.rules.filter((rule) => rule.language === language).map((rule) => ({ rule: asAvoid(rule, rule.rule), on: !rule.off }))
  const table = [...shipped, ...own]
    .filter(({ rule }) => rule.category === 'vocabulary')
    .map((one) => ({ ...one, compiled: compileRule(one.rule) }))
  return table.flatMap((suitable) =>
    suitable.rule.say_instead
      .filter(isWord)
      .flatMap((word) =>
        table
          .filter(({ compiled }) => matches(compiled, word))
          .map((other) => ({ language, word, unsuitable: other.rule.id, suitable: suitable.rule.id, live: suitable.on && other.on })),
      ),
  )
}

/** The table recommends words; what a rule advises in whole sentences is an example. */
const isWord = (advice: string): boolean => advice.split(' ').length <= 4

function trips(rule: HouseRule): Warning[] {
  const others = shippedAvoid(rule.language).filter(
    ({ severity, only_if, default_on }) => severity >= 2 && !only_if && default_on !== false,
  )
  return rule.instead.flatMap((advice) =>
    others
      .filter((other) => matches(compileRule(other), advice))
      .map((other): Warning => ({ warning: 'advice_trips', data: { advice, rule: other.id } })),
  )
}

const asAvoid = ({ category, severity, patterns, exclude, why, instead }: HouseRule, id = 'new'): AvoidRule => ({
  id,
  category,
  severity,
  patterns,
  exclude,
  why,
  say_instead: instead,
})

function matches(rule: CompiledRule, text: string): boolean {
  const folded = foldForRules(text)
  return spansOf(rule, rule.patterns, { folded, beyond: folded }).length > 0
}
