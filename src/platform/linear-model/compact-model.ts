import type { LinearModel } from './scores.ts'

/** A model as plain JSON: weights in steps of a part of the label's greatest one, only those that are not zero. */
export interface CompactModel {
  format: 1
  labels: readonly string[]
  exclusive: boolean
  bits: number
  /** Base64 of bytes: distance to the feature before (7 bits a byte, the eighth says that more follow), then rarity in twentieths. */
  features: string
  /** A label's weights in base64: rows to skip (7 bits a byte), then the weight as a signed byte. */
  weights: readonly string[]
  /** A label's step, bias, slope and offset. */
  curves: readonly (readonly [step: number, bias: number, slope: number, offset: number])[]
}

/** `steps`, at most 127, says how finely weights are kept: few make it smaller and a little less sure. */
export function compactModel(model: LinearModel, steps = 127): CompactModel {
  const { labels, exclusive, vocabulary } = model
  const packed = labels.map((_, label) => packWeights(model, label, steps))
  return {
    format: 1,
    labels,
    exclusive,
    bits: vocabulary.bits,
    features: base64Of(featureBytes(model)),
    weights: packed.map(({ bytes }) => base64Of(bytes)),
    curves: packed.map(({ step }, label) => [
      step,
      short(model.bias[label] ?? 0),
      short(model.slope[label] ?? 1),
      short(model.offset[label] ?? 0),
    ]),
  }
}

/** The same model for some of its labels. */
export function withLabels(model: LinearModel, wanted: ReadonlySet<string>): LinearModel {
  const kept = [...model.labels.keys()].filter((at) => wanted.has(model.labels[at] ?? ''))
  const pick = (values: Float32Array) => Float32Array.from(kept, (at) => values[at] ?? 0)
  const weights = new Float32Array(model.vocabulary.rarity.length * kept.length)
  for (const row of model.vocabulary.rarity.keys())
    for (const [to, from] of kept.entries()) weights[row * kept.length + to] = model.weights[row * model.labels.length + from] ?? 0
  return {
    ...model,
    labels: kept.map((at) => model.labels[at] ?? ''),
    weights,
    bias: pick(model.bias),
    slope: pick(model.slope),
    offset: pick(model.offset),
  }
}

export function readModel(compact: CompactModel): LinearModel {
  const { labels, exclusive, bits, curves } = compact
  const { rows, rarity } = readFeatures(compact)
  const weights = new Float32Array(rarity.length * labels.length)
  for (const label of labels.keys()) unpackWeights({ compact, label, weights })
  return {
    labels,
    exclusive,
    vocabulary: { bits, rows, rarity },
    weights,
    bias: Float32Array.from(curves, (curve) => curve[1]),
    slope: Float32Array.from(curves, (curve) => curve[2]),
    offset: Float32Array.from(curves, (curve) => curve[3]),
  }
}

function featureBytes({ vocabulary: { rows, rarity } }: LinearModel): number[] {
  const bytes: number[] = []
  let last = -1
  for (const [address, row] of rows.entries()) {
    if (row < 0) continue
    pushNumber(bytes, address - last - 1)
    bytes.push(Math.min(255, Math.round((rarity[row] ?? 0) * 20)))
    last = address
  }
  return bytes
}

function readFeatures({ bits, features }: CompactModel): { rows: Int32Array; rarity: Float32Array } {
  const bytes = bytesOf(features)
  const rows = new Int32Array(2 ** bits).fill(-1)
  const rarity: number[] = []
  let address = -1
  for (let at = 0; at < bytes.length; ) {
    const { value, next } = readNumber(bytes, at)
    address += value + 1
    rows[address] = rarity.length
    rarity.push((bytes[next] ?? 0) / 20)
    at = next + 1
  }
  return { rows, rarity: Float32Array.from(rarity) }
}

function packWeights({ weights, labels, vocabulary }: LinearModel, label: number, finest: number): { step: number; bytes: number[] } {
  const column = Float32Array.from(vocabulary.rarity, (_, row) => weights[row * labels.length + label] ?? 0)
  const step = short(column.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / finest) || 1
  const bytes: number[] = []
  let last = -1
  for (const [row, weight] of column.entries()) {
    const steps = Math.round(weight / step)
    if (steps === 0) continue
    pushNumber(bytes, row - last - 1)
    bytes.push(steps & 255)
    last = row
  }
  return { step, bytes }
}

function unpackWeights({ compact, label, weights }: { compact: CompactModel; label: number; weights: Float32Array }): void {
  const bytes = bytesOf(compact.weights[label] ?? '')
  const step = compact.curves[label]?.[0] ?? 1
  let row = -1
  for (let at = 0; at < bytes.length; ) {
    const { value, next } = readNumber(bytes, at)
    row += value + 1
    weights[row * compact.labels.length + label] = (((bytes[next] ?? 0) << 24) >> 24) * step
    at = next + 1
  }
}

function pushNumber(bytes: number[], value: number): void {
  let rest = value
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  bytes.push(rest)
}

function readNumber(bytes: Uint8Array, from: number): { value: number; next: number } {
  let [value, shift, at] = [0, 0, from]
  for (; (bytes[at] ?? 0) > 127; at++, shift += 7) value |= ((bytes[at] ?? 0) & 127) << shift
  return { value: value | ((bytes[at] ?? 0) << shift), next: at + 1 }
}

const short = (value: number) => Number(value.toPrecision(6))
const base64Of = (bytes: number[]): string => btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))
const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
