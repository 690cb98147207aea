import { featuresOf, type TextFeatures, type Told } from './text-features.ts'

/** Which features a model knows and what each is worth: rows of the weights, found by the upper `bits` of a feature's hash. */
export interface Vocabulary {
  bits: number
  /** Row of each address, −1 where nothing was learned. */
  rows: Int32Array
  /** Rarity of each row: 1 and more, in steps of 1/20. */
  rarity: Float32Array
}

export interface LinearModel {
  labels: readonly string[]
  /** Exactly one label belongs to a text, so that the scores sum to 1. */
  exclusive: boolean
  vocabulary: Vocabulary
  /** Row by row, a column a label. */
  weights: Float32Array
  bias: Float32Array
  /** A margin m of a label is the probability 1 / (1 + e^−(slope · m + offset)). */
  slope: Float32Array
  offset: Float32Array
}

/** The probability of every label, 0 to 1. */
export function scoresOf(model: LinearModel, text: string, language?: string | null): Record<string, number> {
  const margins = marginsOf(model, { text, language: language ?? null })
  return Object.fromEntries(probabilitiesOf(model, margins).map((probability, at) => [model.labels[at] ?? '', probability]))
}

/** How far a text lies on the side of each label, in the order of the model's labels. */
export function marginsOf(model: LinearModel, told: Told): Float32Array {
  const { weights, bias } = model
  const count = model.labels.length
  const margins = Float32Array.from(bias)
  const { columns, values } = vectorOf(model.vocabulary, told)
  for (let at = 0; at < columns.length; at++) {
    const value = values[at] ?? 0
    const row = (columns[at] ?? 0) * count
    for (let label = 0; label < count; label++) margins[label] = (margins[label] ?? 0) + value * (weights[row + label] ?? 0)
  }
  return margins
}

export function probabilitiesOf({ slope, offset, exclusive }: LinearModel, margins: Float32Array): number[] {
  const probabilities: number[] = []
  for (let at = 0; at < margins.length; at++)
    probabilities.push(1 / (1 + Math.exp(-((slope[at] ?? 1) * (margins[at] ?? 0) + (offset[at] ?? 0)))))
  if (!exclusive) return probabilities
  const sum = probabilities.reduce((total, probability) => total + probability, 0)
  return probabilities.map((probability) => (sum > 0 ? probability / sum : 1 / probabilities.length))
}

export interface Vector {
  columns: number[]
  values: number[]
}

/**
 * The known features of a text with their worth. Words, runs of letters and marks are parts of equal length,
 * so that many letters cannot drown few words; a feature that comes n times counts 1 + ln n times its rarity.
 */
export function vectorOf(vocabulary: Vocabulary, told: Told): Vector {
  const { words, grams, marks } = featuresOnce(told)
  const length = 1 / Math.sqrt(marks.length > 0 ? 3 : 2)
  const vector: Vector = { columns: [], values: [] }
  addPart(vector, { vocabulary, hashes: words, length })
  addPart(vector, { vocabulary, hashes: grams, length })
  addPart(vector, { vocabulary, hashes: marks, length })
  return vector
}

// Several models may be asked of the same text, one after the other.
let looked: { told: Told; features: TextFeatures } | null = null

function featuresOnce(told: Told): TextFeatures {
  if (looked?.told !== told) looked = { told, features: featuresOf(told) }
  return looked.features
}

// How often each row came; all zero between two calls.
let times = new Uint16Array(0)

interface Part {
  vocabulary: Vocabulary
  hashes: number[]
  length: number
}

function addPart(vector: Vector, { vocabulary, hashes, length }: Part): void {
  const { columns, values } = vector
  const from = columns.length
  countRows(columns, vocabulary, hashes)
  let squares = 0
  for (const row of columns.slice(from)) {
    const value = worthOf(times[row] ?? 1) * (vocabulary.rarity[row] ?? 0)
    times[row] = 0
    values.push(value)
    squares += value * value
  }
  const scale = squares > 0 ? length / Math.sqrt(squares) : 0
  for (let at = from; at < values.length; at++) values[at] = (values[at] ?? 0) * scale
}

function countRows(columns: number[], { rows, rarity, bits }: Vocabulary, hashes: number[]): void {
  if (times.length < rarity.length) times = new Uint16Array(rarity.length)
  for (const hash of hashes) {
    const row = rows[hash >>> (32 - bits)] ?? -1
    if (row < 0) continue
    const count = times[row] ?? 0
    if (count === 0) columns.push(row)
    times[row] = Math.min(count + 1, 65_535)
  }
}

const worthOf = (count: number): number => (count === 1 ? 1 : 1 + Math.log(count))
