import { expect, test } from 'vitest'
import type { Language } from '#platform/endpoint.ts'
import { type LabelledSentence, labelledSentences } from '../labelled/read-labelled.ts'
import { detectPromises } from './detect-promises.ts'

interface Score {
  sentences: number
  precision: number
  recall: number
  /** Of the promises there are, the share that was found with the right moment. */
  resolved: number
}

/** A sentence with two promises counts twice; a moment is right to the second. */
function scoreOf(sentences: readonly LabelledSentence[], language?: Language): Score {
  const sum = { hits: 0, found: 0, said: 0, resolved: 0 }
  for (const { sentence, at, zone, dues } of sentences) {
    const found = detectPromises(sentence, { at, zone, language }).map(({ due }) => String(due))
    sum.found += found.length
    sum.said += dues.length
    sum.hits += Math.min(found.length, dues.length)
    for (const due of dues.map(String)) {
      const place = found.indexOf(due)
      if (place >= 0) found.splice(place, 1)
      sum.resolved += place >= 0 ? 1 : 0
    }
  }
  return { sentences: sentences.length, precision: sum.hits / sum.found, recall: sum.hits / sum.said, resolved: sum.resolved / sum.said }
}

const shown = (score: Score): string =>
  `${score.sentences} sentences, precision ${score.precision.toFixed(3)}, recall ${score.recall.toFixed(3)}, moments ${score.resolved.toFixed(3)}`

test.each(['en', 'el', 'es'] as const)(
  '%s: on sentences that no rule was written from, precision and recall stay above 0.9',
  (language) => {
    const { tune, held } = labelledSentences(language)
    expect(held.length).toBeGreaterThan(60)
    const [built, unseen] = [scoreOf(tune), scoreOf(held)]
    process.stdout.write(`${language} tune: ${shown(built)}\n${language} held: ${shown(unseen)}\n`)
    expect(unseen.precision).toBeGreaterThan(0.9)
    expect(unseen.recall).toBeGreaterThan(0.9)
    expect(unseen.resolved).toBeGreaterThan(0.9)
    expect(scoreOf(held, language).recall).toBeGreaterThan(0.9)
  },
)
