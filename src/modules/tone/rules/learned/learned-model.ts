import type { Language } from '#platform/endpoint.ts'
import { type CompactModel, type LinearModel, marginsOf, readModel } from '#platform/linear-model.ts'
import { cueCodes } from '../../contract/check.ts'
import { isGreeting } from '../greeting.ts'
import type { LearnedLabel, LearnedLayer, LearnedReading } from '../learned-layer.ts'
import { marksOf } from './concepts.ts'

/** What training leaves: the model of all languages, and its limits by language and label; a label that is not named there does not count. */
export interface LearnedFile {
  /** Hash of the labelled sentences that it was learned from. */
  inputs: string
  /** From which probability on the label is said, and below which a pattern that says it is not believed. */
  thresholds: Record<Language, Record<string, readonly [from: number, below: number]>>
  model: CompactModel
}

/** The learned model as the checker's plug. A sentence that was seen before costs nothing, so that typing costs one sentence. */
export function learnedLayerOf(file: LearnedFile): LearnedLayer {
  const model = readModel(file.model)
  const limits = {
    en: limitsOf(model, file.thresholds.en),
    el: limitsOf(model, file.thresholds.el),
    es: limitsOf(model, file.thresholds.es),
  }
  const readings = new Map<string, LearnedReading | null>()
  return {
    read: (sentence, language) => {
      const key = `${language}|${sentence}`
      const before = readings.get(key)
      if (before !== undefined) return before
      const reading = fewestWords.test(sentence) && !isGreeting(sentence) ? readLearned(model, sentence, language) : null
      if (readings.size >= mostKnown) readings.clear()
      readings.set(key, reading)
      return reading
    },
    labelsOf: (reading, company) => labelsAbove(limits[reading.language], reading, company),
  }
}

/** What a model sees in a sentence by itself. */
export function readLearned(model: LinearModel, sentence: string, language: Language): LearnedReading {
  const odds = marginsOf(model, { text: sentence, language, marks: marksOf(sentence, language) })
  const straining = strainingIn(model)
  let highest = Number.NEGATIVE_INFINITY
  for (let at = 0; at < odds.length; at++) {
    const height = (model.slope[at] ?? 1) * (odds[at] ?? 0) + (model.offset[at] ?? 0)
    odds[at] = height
    if (straining[at] === 1 && height > highest) highest = height
  }
  return { language, odds, strain: probability(highest) }
}

/** By how much the odds of a label change in such company: unsuitable wording seldom comes alone, and a cue among it is seldom meant. */
export const leanOf = (label: string, company: number | null): number =>
  company === null ? 0 : leans[kindOf(label)] * (company - usualCompany)

export const probability = (odds: number): number => 1 / (1 + Math.exp(-odds))

// Chosen by sixfold cross-validation over the tuning half of the replies, one pair for all labels.
const leans = { category: 4, cue: -3, manner: 0 } as const
const usualCompany = 0.3

const kindOf = (label: string): keyof typeof leans =>
  cues.has(label.split(':')[0] ?? '') ? 'cue' : label === 'hostile' || label === 'polite' ? 'manner' : 'category'
const cues = new Set<string>(cueCodes)

const known = new WeakMap<LinearModel, Uint8Array>()

/** 1 at the labels that are categories of unsuitable wording. */
function strainingIn(model: LinearModel): Uint8Array {
  let straining = known.get(model)
  if (!straining) known.set(model, (straining = Uint8Array.from(model.labels, (label) => (kindOf(label) === 'category' ? 1 : 0))))
  return straining
}

interface Limit {
  /** Among the model's labels. */
  at: number
  label: string
  not: string
  /** Logarithms of odds. */
  from: number
  below: number
  /** What company does to its odds. */
  lean: number
}

const oddsOf = (share: number): number => Math.log(share / (1 - share))

const limitsOf = ({ labels }: LinearModel, thresholds: LearnedFile['thresholds'][Language]): Limit[] =>
  Object.entries(thresholds).map(([label, [from, below]]) => ({
    at: labels.indexOf(label),
    label,
    not: `not:${label}`,
    from: from >= 1 ? Number.POSITIVE_INFINITY : oddsOf(from),
    below: oddsOf(below),
    lean: leans[kindOf(label)],
  }))

const mostKnown = 3_000
const fewestWords = /\p{L}{2,}.*\p{L}{2,}/su

function labelsAbove(limits: readonly Limit[], { odds }: LearnedReading, company: number | null): LearnedLabel[] {
  const found: LearnedLabel[] = []
  const cancelled = new Set<string>()
  const unusual = company === null ? 0 : company - usualCompany
  for (const { at, label, not, from, below, lean } of limits) {
    const height = (odds[at] ?? Number.NEGATIVE_INFINITY) + lean * unusual
    if (height >= from) {
      found.push({ label, sure: probability(height) })
      for (const other of cancels[label] ?? []) cancelled.add(other)
    } else if (height < below) found.push({ label: not, sure: 1 - probability(height) })
  }
  if (cancelled.size === 0) return found
  return [
    ...found.filter(({ label }) => !cancelled.has(label)),
    ...Array.from(cancelled, (label) => ({ label: `not:${label}`, sure: 0.5 })),
  ]
}

// What is said and taken back in one breath is not said.
const cancels: Record<string, readonly string[]> = {
  hollow_empathy: ['empathy'],
  insincere_apology: ['apology'],
  rights_obstruction: ['external_route'],
  sarcasm: ['empathy', 'thanks'],
}
