import type { Language } from '#platform/endpoint.ts'

/**
 * What a learned model sees in a sentence: a cue (`thanks`, `apology:fault`), a category of wording (`minimising`), `hostile`, `polite`;
 * or with `not:` before a cue, that a pattern which finds it there is not believed.
 */
export interface LearnedLabel {
  label: string
  /** Its probability, above the threshold that its model keeps for it. */
  sure: number
}

/** One sentence by itself, as the model sees it. */
export interface LearnedReading {
  language: Language
  /** How sure the model is that some wording in it is unsuitable, 0–1. */
  strain: number
  /** The logarithm of the odds of each label, in the model's order. */
  odds: Float32Array
}

/** The plug for a model that works beside the patterns: pure, quick, one sentence at a time. */
export interface LearnedLayer {
  /** Null of what is no sentence. */
  read(sentence: string, language: Language): LearnedReading | null
  /** `company`: the strain of the sentences around it, 0–1; null when it stands alone. */
  labelsOf(reading: LearnedReading, company: number | null): readonly LearnedLabel[]
}

/** What a pattern's hit in a sentence is worth beside the model's own strain. */
export const strainOfHit = 0.6

/** For each sentence of a text the mean strain of the others; null of what is no sentence and where there are no others. */
export function companyOf(strains: readonly (number | null)[]): (number | null)[] {
  const known = strains.filter((strain) => strain !== null)
  const sum = known.reduce((total, strain) => total + strain, 0)
  return strains.map((strain) => (strain === null || known.length < 2 ? null : (sum - strain) / (known.length - 1)))
}
