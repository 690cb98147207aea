import { type Example, scoresOf, trainLinearModel } from '#platform/linear-model.ts'
import { halfOf, labelledSentences, languages } from '../../scripts/tone/labelled-texts.ts'

export interface Training {
  labels: number
  examples: number
  seconds: number
  accuracy: number
  /** Milliseconds a text. */
  score: number
}

/**
 * Learning from 10,000 corrections. The texts are pairs of labelled sentences, labelled by the first and its language; what is asked afterwards are
 * pairs of sentences none of which was learned from.
 */
export function measureTraining(labels: number): Training {
  const learned = pairs('tune', { labels, count: 10_000 })
  const asked = pairs('hold-out', { labels, count: 1_000 })
  const began = performance.now()
  const model = trainLinearModel(learned, { exclusive: true })
  const trained = performance.now()
  const right = asked.filter((example) => likeliest(scoresOf(model, example.text, example.language)) === example.labels[0])
  const scored = performance.now()
  return {
    labels,
    examples: learned.length,
    seconds: (trained - began) / 1000,
    accuracy: right.length / asked.length,
    score: (scored - trained) / asked.length,
  }
}

function pairs(half: 'tune' | 'hold-out', { labels, count }: { labels: number; count: number }): Example[] {
  const sentences = languages.flatMap(labelledSentences).filter(({ text }) => halfOf(text) === half)
  const first = sentences.filter((sentence) => sentence.labels.length === 1)
  const names = [...new Set(first.map(nameOf))].toSorted().slice(0, labels)
  const wanted = first.filter((sentence) => names.includes(nameOf(sentence)))
  return Array.from({ length: count }, (_, at) => {
    const one = wanted[at % wanted.length]
    const others = sentences.filter(({ language, labels: own }) => language === one?.language && own.length === 0)
    const other = others[(at * 31) % others.length]
    return { text: `${one?.text ?? ''} ${other?.text ?? ''}`, labels: one ? [nameOf(one)] : [], language: one?.language ?? null }
  })
}

const nameOf = ({ labels, language }: { labels: readonly string[]; language: string }) => `${language} ${labels[0] ?? ''}`

const likeliest = (scores: Record<string, number>) => Object.entries(scores).toSorted((one, other) => other[1] - one[1])[0]?.[0]
