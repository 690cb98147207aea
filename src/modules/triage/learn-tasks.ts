import { type CompactModel, compactModel, readModel } from '#platform/linear-model/compact-model.ts'
import { type LinearModel, scoresOf } from '#platform/linear-model/scores.ts'
import { trainLinearModel } from '#platform/linear-model/train-linear-model.ts'
import type { Model, Task } from './contract.ts'
import { chosen, ruled } from './rules/apply-models.ts'
import type { Base } from './rules/base/base-model.ts'
import { shippedBase } from './rules/base/shipped-base.ts'
import { readMessage } from './rules/read-message.ts'

interface Taught {
  task: Task
  text: string
  label: string
  language: string | null
  /** 0 to 9 by the hash of the text: 0 and 1 are held back, 2 settles how much the rules count. */
  bucket: number
}

export interface Taken {
  /** The moment, as ISO 8601. */
  now: string
  corrections: readonly Taught[]
  inUse: readonly { task: Task; packed: CompactModel; rulesWeight: number }[]
}

export type Trained = Omit<Model, 'version'> & {
  /** Only of what is kept. */
  packed: CompactModel | null
  rulesWeight: number
}

/** Learns every task that has corrections enough. Pure, and slow: it is run in a thread of its own, where this name is called. */
export async function runHere(taken: Taken): Promise<Trained[]> {
  const base = await shippedBase()
  return [...Map.groupBy(taken.corrections, ({ task }) => task)].flatMap(
    ([task, taught]) => learnTask(task, taught, { ...taken, base }) ?? [],
  )
}

const fewest = 10
const weights = [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1]

function learnTask(task: Task, taught: readonly Taught[], { inUse, now, base }: Taken & { base: Base }): Trained | null {
  const { learned, tuning, heldBack } = parts(taught)
  if (heldBack.length === 0 || learned.length < fewest || new Set(learned.map(({ label }) => label)).size < 2) return null
  const model = trainLinearModel(
    learned.map(({ text, label, language }) => ({ text, labels: [label], language })),
    { exclusive: true },
  )
  const moment = Temporal.Instant.from(now)
  const known = new Map([...tuning, ...heldBack].map(({ text }) => [text, opinionOf(task, { text, now: moment, base })]))
  const rightWith = (rows: readonly Taught[], used: { model: LinearModel | null; rulesWeight: number }) =>
    accuracyOf(rows, { known, ...used })
  const tuned = weights.map((rulesWeight) => ({ rulesWeight, right: rightWith(tuning, { model, rulesWeight }) }))
  const { rulesWeight } = task === 'intent' ? { rulesWeight: 0 } : tuned.reduce((best, one) => (one.right > best.right ? one : best))
  const used = inUse.find((one) => one.task === task)
  const accuracy = rightWith(heldBack, { model, rulesWeight })
  const before = used
    ? rightWith(heldBack, { model: readModel(used.packed), rulesWeight: used.rulesWeight })
    : task === 'intent'
      ? null
      : rightWith(heldBack, { model: null, rulesWeight: 0 })
  const kept = before === null || accuracy > before
  return {
    task,
    corrections: taught.length,
    held_back: heldBack.length,
    accuracy,
    before,
    kept,
    packed: kept ? compactModel(model) : null,
    rulesWeight,
  }
}

/** By hash, so that a text stays on its side however often is learned; few corrections are measured by every fifth. */
function parts(taught: readonly Taught[]) {
  const heldBack = taught.filter(({ bucket }) => bucket < 2)
  const tuning = taught.filter(({ bucket }) => bucket === 2)
  const learned = taught.filter(({ bucket }) => bucket > 2)
  return { heldBack, tuning: tuning.length > 0 ? tuning : learned.slice(0, 50), learned }
}

interface Opinion {
  own: string | null
  language: string
}

function opinionOf(task: Task, asked: { text: string; now: Temporal.Instant; base: Base }): Opinion {
  const reading = readMessage(asked)
  return { own: ruled(reading, task), language: reading.language }
}

interface Used {
  known: ReadonlyMap<string, Opinion>
  model: LinearModel | null
  rulesWeight: number
}

function accuracyOf(rows: readonly Taught[], { known, model, rulesWeight }: Used): number {
  const right = rows.filter(({ text, label }) => {
    const { own = null, language = 'en' } = known.get(text) ?? {}
    return (model ? chosen(scoresOf(model, text, language), { own, rulesWeight }) : own) === label
  })
  return rows.length === 0 ? 0 : right.length / rows.length
}
