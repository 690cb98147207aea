import { type Base, type BaseTask, type Score, toldOf } from '#modules/triage/rules/base/base-model.ts'
import { signalsIn } from '#modules/triage/rules/find-signals.ts'
import { rankedCategories } from '#modules/triage/rules/read-category.ts'
import { kindOf } from '#modules/triage/rules/read-kind.ts'
import { readMessage } from '#modules/triage/rules/read-message.ts'
import { type LinearModel, type Told, trainLinearModel } from '#platform/linear-model.ts'
import type { Labelled } from './labelled-texts.ts'

/** A text with what the models see of it. */
export interface Case extends Labelled {
  told: Told
}

const now = Temporal.Instant.from('2026-11-22T10:00:00Z')

export function caseOf(row: Labelled): Case {
  const found = signalsIn(row.text)
  const categories = rankedCategories(found).map(({ code }) => code)
  const told = toldOf(found, { text: row.text, kind: kindOf(found).kind, categories })
  return { ...row, told }
}

const features = 16_000

export const learnTask = (task: BaseTask, cases: readonly Case[]): LinearModel =>
  trainLinearModel(
    cases.flatMap(({ told, labels }) => (labels[task] ? [{ ...told, labels: [labels[task]] }] : [])),
    { exclusive: true, bits: 17, cost: 1, features },
  )

const weights = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.3]
const folds = 4

/**
 * How much the rules count beside the model: what is right most often when each quarter is judged by models of the other three.
 * Short texts (the many) and whole messages (the few) count alike.
 */
export function weightFor(task: BaseTask, cases: readonly Case[], whole: readonly Labelled[]): { rulesWeight: number; accuracy: number } {
  const mine = cases.filter(({ labels }) => labels[task])
  const judged = Array.from({ length: folds }, (_, fold) => {
    const isLeft = (_row: unknown, at: number) => at % folds === fold
    const model = learnTask(
      task,
      mine.filter((row, at) => !isLeft(row, at) && !whole.some(({ text }) => text === row.text)),
    )
    return { model, left: mine.filter(isLeft) }
  })
  const tried = weights.map((rulesWeight) => {
    const scores = judged.map(({ model, left }) => scoreOf(task, left, { [task]: { model, rulesWeight } }).accuracy)
    const longer = judged.map(({ model }) => scoreOf(task, whole, { [task]: { model, rulesWeight } }).accuracy)
    return { rulesWeight, accuracy: (mean(scores) + mean(longer)) / 2 }
  })
  const most = Math.max(...tried.map(({ accuracy }) => accuracy))
  return tried.findLast(({ accuracy }) => accuracy >= most - aHair) ?? { rulesWeight: 0, accuracy: 0 }
}

// Where two weights are as good, the greater: words that a person can read go before numbers.
const aHair = 0.01

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** How often a task is right in whole readings, with these models or with the rules alone. */
export function scoreOf(task: BaseTask, rows: readonly Labelled[], base: Base | undefined): Score & { of: number } {
  const pairs = rows.flatMap(({ text, labels }) =>
    labels[task] ? [{ wanted: labels[task], got: readMessage({ text, now, base })[task] }] : [],
  )
  const values = [...new Set(pairs.map(({ wanted }) => wanted))]
  const f1s = values.map((value) => {
    const right = pairs.filter(({ wanted, got }) => wanted === value && got === value).length
    const named = pairs.filter(({ wanted }) => wanted === value).length + pairs.filter(({ got }) => got === value).length
    return (2 * right) / named
  })
  return {
    of: pairs.length,
    accuracy: rounded(pairs.filter(({ wanted, got }) => wanted === got).length / Math.max(1, pairs.length)),
    f1: rounded(f1s.reduce((sum, f1) => sum + f1, 0) / Math.max(1, f1s.length)),
  }
}

const rounded = (part: number) => Math.round(part * 1000) / 1000
