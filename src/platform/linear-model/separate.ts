/** Texts as sparse rows: row i holds columns[starts[i] … starts[i + 1]) with their values. */
export interface Rows {
  starts: Int32Array
  columns: Int32Array
  values: Float32Array
  /** Number of columns. */
  width: number
}

export interface Plane {
  weights: Float64Array
  bias: number
  unseen: Unseen
}

/** Rows (all of them where they are few) with the margins that a plane gives them which was learned without them. */
export interface Unseen {
  margins: number[]
  signs: number[]
}

interface Asked {
  cost: number
  balance: number
  passes: number
}

/**
 * The plane between the rows of sign 1 and of sign −1: a support vector machine with squared hinge loss, by coordinate descent in the dual
 * (Hsieh and others, A Dual Coordinate Descent Method for Large-scale Linear SVM, 2008), with shrinking. Yields after every pass.
 */
export function* separate(rows: Rows, signs: Int8Array, asked: Asked): Generator<void, Plane> {
  const problem = problemOf(rows, signs, asked)
  yield* settle(problem, Int32Array.from(signs.keys()), asked.passes)
  const plane = { weights: problem.weights.slice(0, rows.width), bias: problem.weights[rows.width] ?? 0 }
  return { ...plane, unseen: yield* unseenBy(problem) }
}

function* settle(problem: Problem, learners: Int32Array, passes: number): Generator<void, void> {
  const stir = stirrer()
  let active: Int32Array = learners.slice()
  let ceiling = Number.POSITIVE_INFINITY
  for (let pass = 0; pass < passes; pass++) {
    stir(active)
    const { kept, worst, best } = passOver(problem, active, ceiling)
    yield
    const settled = worst - best < 0.1
    if (settled && active.length === learners.length) break
    // What had been set aside is looked at once more before the end.
    active = settled ? learners.slice() : kept
    ceiling = settled || worst <= 0 ? Number.POSITIVE_INFINITY : worst
  }
}

interface Problem {
  rows: Rows
  signs: Int8Array
  /** One more than there are columns: the last is the bias. */
  weights: Float64Array
  alphas: Float64Array
  lengths: Float64Array
  softness: [negative: number, positive: number]
}

function problemOf(rows: Rows, signs: Int8Array, { cost, balance }: Asked): Problem {
  const positives = signs.reduce((sum, sign) => sum + (sign > 0 ? 1 : 0), 0)
  const negatives = signs.length - positives
  const favour = positives > 0 && negatives > 0 ? (negatives / positives) ** balance : 1
  const lengths = Float64Array.from(signs, (_, row) => {
    let squares = 1
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++) squares += (rows.values[at] ?? 0) ** 2
    return squares
  })
  const softness: Problem['softness'] = [1 / (2 * cost), 1 / (2 * cost * favour)]
  return { rows, signs, weights: new Float64Array(rows.width + 1), alphas: new Float64Array(signs.length), lengths, softness }
}

function passOver(problem: Problem, active: Int32Array, ceiling: number): { kept: Int32Array; worst: number; best: number } {
  const { signs, alphas, lengths } = problem
  const kept = new Int32Array(active.length)
  let [count, worst, best] = [0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const row of active) {
    const sign = signs[row] ?? 1
    const alpha = alphas[row] ?? 0
    const soft = problem.softness[sign > 0 ? 1 : 0]
    const slope = sign * marginOf(problem, row) - 1 + soft * alpha
    if (alpha === 0 && slope > ceiling) continue
    kept[count++] = row
    const projected = alpha === 0 ? Math.min(slope, 0) : slope
    worst = Math.max(worst, projected)
    best = Math.min(best, projected)
    if (Math.abs(projected) < 1e-12) continue
    const next = Math.max(alpha - slope / ((lengths[row] ?? 1) + soft), 0)
    alphas[row] = next
    move(problem, row, (next - alpha) * sign)
  }
  return { kept: kept.slice(0, count), worst, best }
}

function marginOf({ rows: { starts, columns, values, width }, weights }: Problem, row: number): number {
  let margin = weights[width] ?? 0
  const end = starts[row + 1] ?? 0
  for (let at = starts[row] ?? 0; at < end; at++) margin += (values[at] ?? 0) * (weights[columns[at] ?? 0] ?? 0)
  return margin
}

function move({ rows: { starts, columns, values, width }, weights }: Problem, row: number, by: number): void {
  if (by === 0) return
  weights[width] = (weights[width] ?? 0) + by
  const end = starts[row + 1] ?? 0
  for (let at = starts[row] ?? 0; at < end; at++) {
    const column = columns[at] ?? 0
    weights[column] = (weights[column] ?? 0) + by * (values[at] ?? 0)
  }
}

const parts = 3
const passesOfPart = 3
const enough = 1500

// Each part of the rows in turn gives its push on the plane back, the others settle anew, and the part is looked at as if never seen.
function* unseenBy(problem: Problem): Generator<void, Unseen> {
  const { signs, alphas, weights } = problem
  const all = Int32Array.from(signs.keys())
  const partOf = partsOf(signs)
  const seen: Unseen = { margins: [], signs: [] }
  for (let part = 0; part < parts && seen.margins.length < enough; part++) {
    const rest: Problem = { ...problem, alphas: alphas.slice(), weights: weights.slice() }
    const held = all.filter((row) => partOf[row] === part)
    for (const row of held) move(rest, row, -(alphas[row] ?? 0) * (signs[row] ?? 1))
    const learners = all.filter((row) => partOf[row] !== part)
    yield* settle(rest, learners, passesOfPart)
    for (const row of held) {
      seen.margins.push(marginOf(rest, row))
      seen.signs.push(signs[row] ?? 1)
    }
  }
  return seen
}

function partsOf(signs: Int8Array): Int8Array {
  const order = Int32Array.from(signs.keys())
  stirrer()(order)
  const partOf = new Int8Array(signs.length)
  const next = { positive: 0, negative: 0 }
  for (const row of order) partOf[row] = (signs[row] ?? 0) > 0 ? next.positive++ % parts : next.negative++ % parts
  return partOf
}

/** Puts the rows into another order each time, always the same orders from the start. */
function stirrer(): (rows: Int32Array) => void {
  let state = 0x9e3779b9
  const next = (below: number) => {
    state = Math.imul(state ^ (state >>> 15), state | 1)
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61)
    state = (state + 0x6d2b79f5) | 0
    return ((state ^ (state >>> 14)) >>> 0) % below
  }
  return (rows) => {
    for (let at = rows.length - 1; at > 0; at--) {
      const other = next(at + 1)
      const row = rows[at] ?? 0
      rows[at] = rows[other] ?? 0
      rows[other] = row
    }
  }
}
