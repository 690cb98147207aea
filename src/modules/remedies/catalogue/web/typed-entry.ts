import type { Say } from '#workspace/kit/desk.ts'
import { mayCostNothing } from '../../rules/kinds.ts'
import { isCurrency, minorOf, typedOf } from '../../web/typed-sum.ts'
import type { Entry, Range, Terms } from '../contract.ts'

const languages = ['en', 'el', 'es'] as const
export type Unit = 'money' | 'percent' | 'none'

/** What stands in the fields of an entry's form. */
export interface Typed extends Omit<Terms, 'range' | 'evidence'> {
  unit: Unit
  min: number | null
  max: number | null
  currency: string
  needs: boolean
  evidence: Terms['name']
  change: string
}

const blank = { en: '', el: '', es: '' }
const empty = {
  kind: 'goodwill_payment',
  basis: 'goodwill',
  categories: [],
  range: null,
  evidence: null,
  name: blank,
  happens: blank,
  days: 7,
  valid_from: null,
  valid_to: null,
  ended: false,
} satisfies Terms

export function begun(entry: Entry | null): Typed {
  const { kind, basis, categories, range, evidence, name, happens, days, valid_from, valid_to, ended }: Terms = entry ?? empty
  const given = { kind, basis, categories, name, happens, days, valid_from, valid_to, ended }
  return { ...given, ...rangeTyped(range, entry === null), needs: evidence !== null, evidence: evidence ?? blank, change: '' }
}

function rangeTyped(range: Range | null, isNew: boolean): Pick<Typed, 'unit' | 'min' | 'max' | 'currency'> {
  if (range === null) return { unit: isNew ? 'money' : 'none', min: null, max: null, currency: 'EUR' }
  if (range.unit === 'percent') return { unit: 'percent', min: range.min, max: range.max, currency: 'EUR' }
  const { currency } = range
  return { unit: 'money', min: typedOf(range.min, currency), max: typedOf(range.max, currency), currency }
}

/** Which ways to say how much it may be make sense for a form. */
export const unitsOf = (kind: Terms['kind']): Unit[] => [
  ...(kind === 'apology' ? [] : (['money'] as const)),
  ...(kind === 'coupon' ? (['percent'] as const) : []),
  ...(mayCostNothing(kind) ? (['none'] as const) : []),
]

/** What is still to be said before it can be sent; nothing when all is there. */
export function missingIn({ name, happens, needs, evidence, unit, min, max, currency }: Typed, say: Say): string | undefined {
  const isWhole = (words: Terms['name']) => languages.every((language) => words[language].trim() !== '')
  if (!isWhole(name) || !isWhole(happens)) return say('web.words_first')
  if (needs && !isWhole(evidence)) return say('web.evidence_first')
  const noRange = min === null || max === null || (unit === 'money' && !isCurrency(currency))
  return unit !== 'none' && noRange ? say('web.range_first') : undefined
}

export function termsOf({ unit, min, max, currency, needs, evidence, change: _change, ...rest }: Typed): Terms {
  return { ...rest, range: rangeOf({ unit, min, max, currency }), evidence: needs ? evidence : null }
}

function rangeOf({ unit, min, max, currency }: Pick<Typed, 'unit' | 'min' | 'max' | 'currency'>): Range | null {
  if (unit === 'none' || min === null || max === null) return null
  return unit === 'percent' ? { unit, min, max } : { unit, currency, min: minorOf(min, currency), max: minorOf(max, currency) }
}
