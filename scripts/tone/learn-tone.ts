import { cueCodes } from '#modules/tone/contract.ts'
import { marksOf } from '#modules/tone/rules/learned/concepts.ts'
import type { LearnedFile } from '#modules/tone/rules/learned/learned-model.ts'
import type { Language } from '#platform/endpoint.ts'
import { type Example, type LinearModel, trainLinearModel } from '#platform/linear-model.ts'
import { chooseLimits, type Limits } from './choose-limits.ts'
import { caseOf, type JudgedCase, letterCase, replyCase, sentenceCase, wholeLabel } from './judged-cases.ts'
import { halfOf, type LabelledLetter, type LabelledReply, type LabelledSentence, languages } from './labelled-texts.ts'

export type Thresholds = LearnedFile['thresholds']

export const isCue = (label: string): boolean => (cueCodes as readonly string[]).includes(wholeLabel(label))

/** Learns from these sentences, of all languages together: what they speak of is the same in each. */
export function learnFrom(sentences: readonly LabelledSentence[]): LinearModel {
  return trainLinearModel(sentences.map(exampleOf), { bits: 17, cost: 0.5, contrast: 0.5, features: mostFeatures })
}

/**
 * For each language and label the probability from which on the learned layer speaks, and for cues the one below which it takes a pattern's word back,
 * by texts of the tuning half: replies (that no model has learned from), whole letters and single sentences (each fifth in turn judged by a model that
 * has not seen it). A label that gains nothing in a language has none there.
 */
export function thresholdsFor(model: LinearModel, labelled: Labelled): Thresholds {
  const unseen = unseenCases(labelled)
  const wholes = [...labelled.replies.filter(({ text }) => isTuning(text)).map((reply) => replyCase(model, reply)), ...unseen.letters]
  const found: Thresholds = { en: {}, el: {}, es: {} }
  for (const kind of [isCue, (label: string) => !isCue(label) && !ungraded.has(label)]) {
    const labels = model.labels.filter(kind)
    const graded = labels.map((label) => ({
      label,
      whole: wholes.map((one) => caseOf(one, label)),
      single: unseen.sentences.map((one) => caseOf(one, label)),
    }))
    for (const [label, best] of chooseLimits(graded, kind === isCue))
      for (const language of languages) keep(found[language], label, best(language))
  }
  for (const language of languages) for (const label of ungraded) found[language][label] = [0.4, 0]
  return found
}

export interface Labelled {
  sentences: readonly LabelledSentence[]
  letters: readonly LabelledLetter[]
  replies: readonly (LabelledReply & { language: Language })[]
}

const mostFeatures = 30_000
const folds = 5

const isTuning = (text: string): boolean => halfOf(text) === 'tune'

const keep = (thresholds: Record<string, readonly [number, number]>, label: string, limits: Limits | null) => {
  if (limits) thresholds[label] = [limits.from, limits.below]
}

// Two labels more, each of many: what is hostile and what is courteous, for the two scores.
const hostile =
  'insult threat discrimination sarcasm provocation condescension emotion_policing disbelief impatience blame_customer rights_obstruction'.split(
    ' ',
  )
const polite = ['thanks', 'apology', 'empathy', 'anything_else', 'clarifying_question', 'options', 'feedback_purpose']
const ungraded: ReadonlySet<string> = new Set(['hostile', 'polite'])

function truthOf({ labels }: LabelledSentence): string[] {
  const whole = labels.map(wholeLabel)
  const isHostile = whole.some((label) => hostile.includes(label))
  const isPolite = !isHostile && whole.every(isCue) && whole.some((label) => polite.includes(label))
  return [...new Set([...whole, ...(isHostile ? ['hostile'] : []), ...(isPolite ? ['polite'] : [])])]
}

const exampleOf = (sentence: LabelledSentence): Example => ({
  text: sentence.text,
  language: sentence.language,
  labels: truthOf(sentence),
  marks: marksOf(sentence.text, sentence.language),
})

// The letters of the languages stand in nearly the same order and often tell the same: so that none is judged by what it was learned from in another, they go in blocks.
function unseenCases({ sentences, letters }: Labelled): { sentences: JudgedCase[]; letters: JudgedCase[] } {
  const foldOf = new Map<string, number>()
  for (const language of languages) {
    const own = letters.filter((letter) => letter.language === language)
    for (const [at, letter] of own.entries())
      for (const sentence of letter.sentences) foldOf.set(sentence, Math.floor((at * folds) / own.length))
  }
  for (const [at, { text }] of sentences.entries()) if (!foldOf.has(text)) foldOf.set(text, at % folds)
  const found: { sentences: JudgedCase[]; letters: JudgedCase[] } = { sentences: [], letters: [] }
  for (let fold = 0; fold < folds; fold++) {
    const model = learnFrom(sentences.filter(({ text }) => foldOf.get(text) !== fold))
    const own = sentences.filter(({ text }) => foldOf.get(text) === fold && isTuning(text))
    found.sentences.push(...own.map((sentence) => sentenceCase(model, sentence, truthOf(sentence))))
    const whole = letters.filter(({ sentences: [first = ''] }) => foldOf.get(first) === fold)
    found.letters.push(...whole.filter((letter) => isTuning(letter.sentences.join('\n'))).map((letter) => letterCase(model, letter)))
  }
  return found
}
