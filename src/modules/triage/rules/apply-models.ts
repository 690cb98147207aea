import { type LinearModel, scoresOf } from '#platform/linear-model/scores.ts'
import type { Reading, Task } from '../contract.ts'

/** What was learned for one task. */
export interface Learned {
  task: Task
  version: number
  model: LinearModel
  /** How much the rules' own answer counts beside it, on the scale of probabilities. */
  rulesWeight: number
}

/** The reading with the answers of what was learned, where they outweigh the rules'; its reasons say so. */
export function corrected(reading: Reading, { text, models }: { text: string; models: readonly Learned[] }): Reading {
  return models.reduce((sofar, learned) => withAnswer(sofar, learned, text), reading)
}

/** What the rules say for a task; null where they have no opinion. */
export const ruled = (reading: Reading, task: Task): string | null => (task === 'intent' ? null : String(reading[task]))

/** The label with the greatest probability, the rules' own one lifted by its weight. */
export function chosen(
  scores: Readonly<Record<string, number>>,
  { own, rulesWeight }: { own: string | null; rulesWeight: number },
): string | null {
  let [best, most] = [own, own === null ? Number.NEGATIVE_INFINITY : rulesWeight + (scores[own] ?? 0)]
  for (const [label, score] of Object.entries(scores)) if (label !== own && score > most) [best, most] = [label, score]
  return best
}

function withAnswer(reading: Reading, { task, version, model, rulesWeight }: Learned, text: string): Reading {
  const scores = scoresOf(model, text, reading.language)
  const label = chosen(scores, { own: ruled(reading, task), rulesWeight })
  if (label === null) return reading
  const learned = { version, probability: Math.round((scores[label] ?? 0) * 1000) / 1000 }
  const others = reading.reasons.filter(({ output }) => output !== task)
  const own = reading.reasons.find(({ output, value }) => output === task && value === label)
  const reason = { output: task, value: label, because: own?.because ?? [], ...(label in scores && { learned }) }
  return { ...reading, ...outputOf(reading, task, label), reasons: [reason, ...others] }
}

function outputOf(reading: Reading, task: Task, label: string): Partial<Reading> {
  if (task === 'is_complaint') return complains(reading, label === 'true')
  // Corrections are stored only with labels of their task, so the label is one of its codes.
  if (task === 'kind') return { kind: label as Reading['kind'], is_complaint: label === 'complaint' }
  return { [task]: label }
}

/** A kind that contradicts goes with it: what is no complaint is a question, unless the rules knew better. */
const complains = (reading: Reading, is_complaint: boolean): Partial<Reading> =>
  is_complaint === (reading.kind === 'complaint') ? { is_complaint } : { is_complaint, kind: is_complaint ? 'complaint' : 'enquiry' }
