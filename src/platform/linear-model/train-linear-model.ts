import { type Calibration, calibrate } from './calibrate.ts'
import { contrastOf, scaled } from './contrast.ts'
import { type LinearModel, type Vector, type Vocabulary, vectorOf } from './scores.ts'
import { type Rows, separate } from './separate.ts'
import type { Told } from './text-features.ts'
import { learnVocabulary } from './vocabulary.ts'

export interface Example extends Told {
  /** None is allowed where a text may have several: it is then an example of none of them. */
  labels: readonly string[]
}

export interface TrainingOptions {
  /** Exactly one label belongs to a text: kinds and intents rather than features of a text. */
  exclusive?: boolean
  /** How much a mistake costs against simplicity. */
  cost?: number
  /** How many times a mistake with a rare label costs more: 0 not at all, 1 so that rare and frequent weigh the same. */
  balance?: number
  /** Features are addressed in a table of 2^bits, 10 to 22. */
  bits?: number
  /** At most so many features, those in most texts first. */
  features?: number
  /** At most so many passes a label. */
  passes?: number
  /** How far a feature counts for as much as it tells a label from the rest, 0 (all alike) to 1: with few examples of many labels it is better than 0. */
  contrast?: number
}

/** What part of the work is done, 0 to 1. */
export type TrainingStep = number

/** Learns at once. */
export function trainLinearModel(examples: readonly Example[], options: TrainingOptions = {}): LinearModel {
  const steps = trainingSteps(examples, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Learns in slices of a few hundredths of a second: whoever asks says what happens between two. */
export async function trainLinearModelGently(
  examples: readonly Example[],
  options: TrainingOptions,
  pause: (done: TrainingStep) => Promise<void>,
): Promise<LinearModel> {
  const steps = trainingSteps(examples, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await pause(step.value)
  }
}

/** The same work step by step. */
export function* trainingSteps(examples: readonly Example[], options: TrainingOptions = {}): Generator<TrainingStep, LinearModel> {
  const wanted = { exclusive: false, cost: 1, balance: 0.3, bits: 18, features: 60_000, passes: 8, contrast: 0, ...options }
  const vocabulary = yield* learnVocabulary(examples, wanted)
  const { rows, origin } = yield* rowsOf(examples, vocabulary)
  const labels = [...new Set(examples.flatMap(({ labels }) => labels))].toSorted()
  const model: LinearModel = {
    labels,
    exclusive: wanted.exclusive,
    vocabulary,
    weights: new Float32Array(vocabulary.rarity.length * labels.length),
    bias: new Float32Array(labels.length),
    slope: new Float32Array(labels.length).fill(1),
    offset: new Float32Array(labels.length),
  }
  for (const [at, label] of labels.entries()) {
    const signs = Int8Array.from(examples, (example) => (example.labels.includes(label) ? 1 : -1))
    yield 0.2 + (0.8 * at) / labels.length
    const scale = wanted.contrast > 0 ? contrastOf(rows, signs, wanted.contrast) : null
    const plane = yield* inside(separate(scale ? scaled(rows, scale) : rows, signs, wanted), 0.2 + (0.8 * at) / labels.length)
    const weights = scale ? plane.weights.map((weight, column) => weight * (scale[column] ?? 1)) : plane.weights
    keep(model, at, { weights, bias: plane.bias, origin, calibration: calibrate(plane.unseen) })
  }
  return model
}

function* inside<Result>(steps: Generator<void, Result>, done: TrainingStep): Generator<TrainingStep, Result> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield done
  }
}

const slice = 200

interface Numbered {
  rows: Rows
  /** The vocabulary's row of each column. */
  origin: Int32Array
}

function* rowsOf(examples: readonly Example[], vocabulary: Vocabulary): Generator<TrainingStep, Numbered> {
  const vectors: Vector[] = []
  for (const [at, example] of examples.entries()) {
    vectors.push(vectorOf(vocabulary, example))
    if (at % slice === slice - 1) yield 0.1 + (0.1 * at) / examples.length
  }
  const starts = new Int32Array(examples.length + 1)
  for (const [at, { columns }] of vectors.entries()) starts[at + 1] = (starts[at] ?? 0) + columns.length
  const columns = new Int32Array(starts.at(-1) ?? 0)
  const values = new Float32Array(columns.length)
  for (const [at, vector] of vectors.entries()) {
    columns.set(vector.columns, starts[at])
    values.set(vector.values, starts[at])
  }
  const origin = frequentFirst(columns, vocabulary.rarity.length)
  const place = new Int32Array(origin.length)
  for (const [column, row] of origin.entries()) place[row] = column
  return { rows: { starts, columns: columns.map((row) => place[row] ?? 0), values, width: origin.length }, origin }
}

// What is touched most often stands together, where the processor has it at hand.
function frequentFirst(columns: Int32Array, width: number): Int32Array {
  const times = new Int32Array(width)
  for (const column of columns) times[column] = (times[column] ?? 0) + 1
  return Int32Array.from(times.keys()).sort((one, other) => (times[other] ?? 0) - (times[one] ?? 0))
}

interface Learned {
  weights: Float64Array
  origin: Int32Array
  bias: number
  calibration: Calibration
}

function keep(model: LinearModel, label: number, { weights, origin, bias, calibration }: Learned): void {
  for (const [column, weight] of weights.entries()) model.weights[(origin[column] ?? 0) * model.labels.length + label] = weight
  model.bias[label] = bias
  model.slope[label] = calibration.slope
  model.offset[label] = calibration.offset
}
