import { type CompactModel, readModel } from '#platform/linear-model/compact-model.ts'
import { type LinearModel, marginsOf, probabilitiesOf } from '#platform/linear-model/scores.ts'
import type { Told } from '#platform/linear-model/text-features.ts'
import { type Signals, signals } from '../find-signals.ts'

/** What the shipped layer knows of; of these only those that it is better at than the rules. */
export const baseTasks = ['kind', 'category', 'sentiment', 'urgency'] as const
export type BaseTask = (typeof baseTasks)[number]

/** What training writes: the models, how much the rules' own answer counts beside each, and what the labelled texts were. */
export interface BaseFile {
  /** 16 hexadecimal digits of the labelled texts and lexicons. */
  inputs: string
  tasks: Partial<Record<BaseTask, { model: CompactModel; rulesWeight: number }>>
  /** How often rules alone and both together were right on what a second model had not seen; parts of 1. */
  figures: Partial<Record<BaseTask, { of: number; rules: Score; both: Score }>>
}

export interface Score {
  accuracy: number
  /** F1, the mean over labels. */
  f1: number
}

export interface Learnt {
  model: LinearModel
  rulesWeight: number
}

/** Models that came with Redress, for the tasks where they help. */
export type Base = Partial<Record<BaseTask, Learnt>>

export interface Chosen {
  label: string
  /** 0 to 1. */
  probability: number
  /** The models said otherwise than the rules. */
  learned: boolean
}

export const readBase = ({ tasks }: BaseFile): Base =>
  Object.fromEntries(Object.entries(tasks).map(([task, { model, rulesWeight }]) => [task, { model: readModel(model), rulesWeight }]))

/** What a model sees: the words, and as marks what the lexicons found, so that three languages teach each other. */
export function toldOf(found: Signals, { text, kind, categories }: { text: string; kind: string; categories: readonly string[] }): Told {
  const marks = new Set([
    ...found.hits.map(({ group, code }) => `${group}.${code}`),
    ...found.negated.map(({ group, code }) => `not ${group}.${code}`),
    `kind ${kind}`,
    ...categories.slice(0, 2).map((code, at) => `category${at} ${code}`),
    ...(signals(found, 'category').length === 0 ? ['no category'] : []),
  ])
  return { text, language: found.language, marks: [...marks] }
}

/** What the rules say. */
export interface Own {
  own: string
  /** How much speaks for it, 0 to 1: what one faint word says counts less than what five say. */
  sure: number
  /** Only such labels can be. */
  among?: ((label: string) => boolean) | undefined
}

/** The label with the greatest probability among those allowed, the rules' own one lifted by its weight. */
export function chosenBy(learnt: Learnt | undefined, told: Told, { own, sure, among }: Own): Chosen {
  if (!learnt) return { label: own, probability: 1, learned: false }
  const allowed = among ?? (() => true)
  const scores = new Map(labelScores(learnt.model, told).filter(([label]) => allowed(label)))
  const lifted = (label: string) => (scores.get(label) ?? 0) + (label === own ? learnt.rulesWeight * sure : 0)
  const first = allowed(own) ? own : ''
  const label = [...scores.keys()].reduce((best, one) => (lifted(one) > lifted(best) ? one : best), first) || own
  return { label, probability: Math.round((scores.get(label) ?? 0) * 1000) / 1000, learned: label !== own }
}

/** The probability of each label, as pairs. */
export const labelScores = (model: LinearModel, told: Told): [label: string, score: number][] =>
  probabilitiesOf(model, marginsOf(model, told)).map((score, at) => [model.labels[at] ?? '', score])
