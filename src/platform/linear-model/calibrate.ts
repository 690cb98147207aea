import type { Unseen } from './separate.ts'

export interface Calibration {
  slope: number
  offset: number
}

/**
 * How margins become probabilities: the logistic curve that fits best (Platt 1999, by the Newton steps of Lin, Lin and Weng 2007).
 * The margins must be of rows as if unseen, else the curve believes itself too much.
 */
export function calibrate({ margins, signs }: Unseen): Calibration {
  const positives = signs.filter((sign) => sign > 0).length
  const negatives = signs.length - positives
  const goals: Goals = [1 / (negatives + 2), (positives + 1) / (positives + 2)]
  let curve: Calibration = { slope: 0, offset: Math.log((positives + 1) / (negatives + 1)) }
  let loss = lossOf({ margins, signs, goals }, curve)
  for (let step = 0; step < 50; step++) {
    const by = newtonStep({ margins, signs, goals }, curve)
    let better: { curve: Calibration; loss: number } | undefined
    for (let share = 1; share > 1e-6 && !better; share /= 2) {
      const tried = { slope: curve.slope - share * by.slope, offset: curve.offset - share * by.offset }
      const then = lossOf({ margins, signs, goals }, tried)
      if (then < loss) better = { curve: tried, loss: then }
    }
    if (!better || loss - better.loss < 1e-9 * loss) break
    ;({ curve, loss } = better)
  }
  return { slope: Math.max(curve.slope, 0), offset: curve.offset }
}

type Goals = [negative: number, positive: number]

interface Seen extends Unseen {
  goals: Goals
}

function lossOf({ margins, signs, goals }: Seen, { slope, offset }: Calibration): number {
  let loss = 0
  for (const [at, margin] of margins.entries()) {
    const height = slope * margin + offset
    const goal = goals[(signs[at] ?? 0) > 0 ? 1 : 0]
    loss += Math.max(height, 0) - goal * height + Math.log1p(Math.exp(-Math.abs(height)))
  }
  return loss
}

function newtonStep({ margins, signs, goals }: Seen, { slope, offset }: Calibration): Calibration {
  let [bySlope, byOffset, slopes, both, offsets] = [0, 0, 1e-9, 0, 1e-9]
  for (const [at, margin] of margins.entries()) {
    const probability = 1 / (1 + Math.exp(-(slope * margin + offset)))
    const off = probability - goals[(signs[at] ?? 0) > 0 ? 1 : 0]
    const spread = probability * (1 - probability)
    bySlope += off * margin
    byOffset += off
    slopes += spread * margin * margin
    both += spread * margin
    offsets += spread
  }
  const determinant = slopes * offsets - both * both
  return { slope: (offsets * bySlope - both * byOffset) / determinant, offset: (slopes * byOffset - both * bySlope) / determinant }
}
