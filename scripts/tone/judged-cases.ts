import { checkTone } from '#modules/tone/rules/check-tone.ts'
import { leanOf, probability, readLearned } from '#modules/tone/rules/learned/learned-model.ts'
import { companyOf, type LearnedReading, strainOfHit } from '#modules/tone/rules/learned-layer.ts'
import type { Language } from '#platform/endpoint.ts'
import { sentencesOf } from '#platform/language.ts'
import type { LinearModel } from '#platform/linear-model.ts'
import { type LabelledLetter, type LabelledReply, type LabelledSentence, today } from './labelled-texts.ts'

/** A text as model and patterns see it, sentence by sentence, and what is in it. */
export interface JudgedCase {
  language: Language
  sentences: readonly { reading: LearnedReading; company: number | null; patterns: ReadonlySet<string> }[]
  labels: readonly string[]
  truth: ReadonlySet<string>
}

/** One label of a case: how sure the model is of it in each sentence, in its company, and whether a pattern finds it there. */
export interface Case {
  language: Language
  sentences: readonly { score: number; pattern: boolean }[]
  right: boolean
}

export const wholeLabel = (label: string): string => label.split(':')[0] ?? label

export const replyCase = (model: LinearModel, { text, language, cues, categories }: LabelledReply & { language: Language }): JudgedCase =>
  judged(model, { text, language, truth: [...cues.map(wholeLabel), ...categories] })

export const letterCase = (model: LinearModel, { sentences, labels, language }: LabelledLetter): JudgedCase =>
  judged(model, { text: sentences.join('\n'), language, truth: labels.map(wholeLabel) })

export const sentenceCase = (model: LinearModel, { text, language }: LabelledSentence, truth: readonly string[]): JudgedCase =>
  judged(model, { text, language, truth })

export const caseOf = ({ language, sentences, labels, truth }: JudgedCase, label: string): Case => {
  const at = labels.indexOf(label)
  return {
    language,
    sentences: sentences.map(({ reading, company, patterns }) => ({
      score: probability((reading.odds[at] ?? Number.NEGATIVE_INFINITY) + leanOf(label, company)),
      pattern: patterns.has(label),
    })),
    right: truth.has(label),
  }
}

interface Told {
  text: string
  language: Language
  truth: readonly string[]
}

function judged(model: LinearModel, { text, language, truth }: Told): JudgedCase {
  const verdict = checkTone(text, { language, channel: 'email', today })
  const places = [
    ...verdict.cues.map(({ cue, start }) => ({ label: cue, start })),
    ...verdict.hits.map((hit) => ({ label: hit.category, start: hit.start })),
  ]
  const read = sentencesOf(text).map(({ start, end }) => ({
    reading: readLearned(model, text.slice(start, end), language),
    patterns: new Set<string>(places.filter((place) => place.start >= start && place.start < end).map(({ label }) => label)),
    isHit: verdict.hits.some((hit) => hit.start >= start && hit.start < end),
  }))
  const company = companyOf(read.map(({ reading, isHit }) => Math.max(reading.strain, isHit ? strainOfHit : 0)))
  return {
    language,
    labels: model.labels,
    truth: new Set(truth),
    sentences: read.map(({ reading, patterns }, at) => ({ reading, patterns, company: company[at] ?? null })),
  }
}
