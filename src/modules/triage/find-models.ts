import { type CompactModel, readModel } from '#platform/linear-model/compact-model.ts'
import type { LinearModel } from '#platform/linear-model/scores.ts'
import type { Work } from '#platform/work.ts'
import type { Task } from './contract.ts'
import type { Learned } from './rules/apply-models.ts'

interface Kept {
  task: Task
  version: number
  rules_weight: number
}

/** What was learned and is in use: of each task the newest that was better. Unpacked once in a process. */
export async function modelsInUse(work: Work): Promise<Learned[]> {
  const kept = await newestKept(work)
  const unpacked = await Promise.all(kept.map(async (one) => ({ ...one, model: await modelOf(work, one) })))
  return unpacked.map(({ task, version, rules_weight, model }) => ({ task, version, model, rulesWeight: rules_weight }))
}

/** The same as rows, packed as they are stored: what goes into another thread. */
export async function packedInUse(work: Work): Promise<(Kept & { packed: CompactModel })[]> {
  const kept = await newestKept(work)
  return Promise.all(kept.map(async (one) => ({ ...one, packed: await packedOf(work, one) })))
}

// By the version, which is never used twice: a model does not change.
const unpackedModels = new Map<string, { of: string; model: LinearModel }>()

async function newestKept(work: Work): Promise<Kept[]> {
  const rows = await work.db
    .selectFrom('triage_models')
    .distinctOn('task')
    .select(['task', 'version', 'rules_weight', 'trained_at'])
    .where('kept', '=', true)
    .orderBy('task')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ task, ...row }) => ({ ...row, task: task as Task }))
}

async function modelOf(work: Work, kept: Kept & { trained_at?: Temporal.Instant }): Promise<LinearModel> {
  const of = `${kept.version}/${String(kept.trained_at)}`
  const before = unpackedModels.get(kept.task)
  if (before?.of === of) return before.model
  const model = readModel(await packedOf(work, kept))
  unpackedModels.set(kept.task, { of, model })
  return model
}

async function packedOf(work: Work, { task, version }: Kept): Promise<CompactModel> {
  const { model } = await work.db
    .selectFrom('triage_models')
    .select('model')
    .where('task', '=', task)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  // The column is written only by train-models, from this shape.
  return model as unknown as CompactModel
}
