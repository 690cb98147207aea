import { sql } from 'kysely'

import { refuse } from '#platform/refusal.ts'
import { runAside } from '#platform/run-aside.ts'
import type { Work } from '#platform/work.ts'
import { type Model, type Task, tasks } from './contract.ts'
import { packedInUse } from './find-models.ts'
import type { Taken, Trained } from './learn-tasks.ts'
import './refusals.ts'

/** The corrections, and what is in use now: everything that learning needs, so that no Work is open meanwhile. */
export async function takeCorrections(work: Work): Promise<Taken> {
  const [rows, inUse] = await Promise.all([
    work.db
      .selectFrom('triage_corrections')
      .select(['task', 'text', 'text_hash', 'label', 'language'])
      .orderBy('given_at', 'desc')
      .limit(mostLearned)
      .execute(),
    packedInUse(work),
  ])
  return {
    now: work.now.toString(),
    inUse: inUse.map(({ task, packed, rules_weight }) => ({ task, packed, rulesWeight: rules_weight })),
    corrections: rows.map(({ task, text, text_hash, label, language }) => ({
      task: task as Task,
      text,
      label,
      language,
      bucket: (text_hash[0] ?? 0) % 10,
    })),
  }
}

// The newest; what is older than so many has been taught long ago.
const mostLearned = 60_000

let running = false

/** Learns in a thread of its own: requests are answered meanwhile. One at a time. */
export async function learnFrom(taken: Taken): Promise<Trained[]> {
  if (running) throw refuse('triage.training_runs')
  running = true
  try {
    return await runAside<Taken, Trained[]>(new URL('./learn-tasks.ts', import.meta.url), taken)
  } finally {
    running = false
  }
}

/** Keeps what was learned, with its figures; only what was better is used. */
export async function noteLearned(work: Work, trained: readonly Trained[]): Promise<Model[]> {
  // Two who learned at once get their versions one after the other.
  await sql`select pg_advisory_xact_lock(hashtext('triage_models'))`.execute(work.db)
  const models: Model[] = []
  for (const task of tasks) {
    const one = trained.find((each) => each.task === task)
    if (one) models.push(await note(work, one))
  }
  return models
}

async function note(work: Work, { packed, rulesWeight, ...figures }: Trained): Promise<Model> {
  const { last } = await work.db
    .selectFrom('triage_models')
    .select((row) => row.fn.max('version').as('last'))
    .where('task', '=', figures.task)
    .executeTakeFirstOrThrow()
  const model = { ...figures, version: (last ?? 0) + 1 }
  const by = `${work.actor.kind}/${work.actor.id}`
  await work.db
    .insertInto('triage_models')
    .values({ ...model, rules_weight: rulesWeight, model: packed && JSON.stringify(packed), trained_at: work.now, trained_by: by })
    .execute()
  const { task, version, corrections, accuracy, kept } = model
  await work.announce({ fact: 'triage.trained', house: 'triage', task, version, corrections, accuracy, kept })
  return model
}
