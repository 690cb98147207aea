import type { Rows } from './separate.ts'

/**
 * How much each column tells the rows of sign 1 from the others: the logarithm of how many times more often it stands in the ones than in the others
 * (Wang and Manning, Baselines and Bigrams, 2012), mixed by `share` with 1, which is no scaling at all.
 */
export function contrastOf({ starts, columns, width }: Rows, signs: Int8Array, share: number): Float32Array {
  const within = new Float64Array(width).fill(1)
  const without = new Float64Array(width).fill(1)
  let positives = 0
  for (const [row, sign] of signs.entries()) {
    if (sign > 0) positives++
    const counted = sign > 0 ? within : without
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const column = columns[at] ?? 0
      counted[column] = (counted[column] ?? 0) + 1
    }
  }
  const negatives = signs.length - positives
  return Float32Array.from(within, (times, column) => {
    const ratio = times / (positives + 2) / ((without[column] ?? 1) / (negatives + 2))
    return 1 - share + share * Math.min(Math.abs(Math.log(ratio)), most)
  })
}

/** The same rows with each column stretched. */
export const scaled = (rows: Rows, scale: Float32Array): Rows => ({
  ...rows,
  values: rows.values.map((value, at) => value * (scale[rows.columns[at] ?? 0] ?? 1)),
})

const most = 3
