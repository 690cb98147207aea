import type { AnswerOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { listModels as endpoint, Task } from './contract.ts'

/** What was learned, newest first: what was used, and what was not. */
export async function listModels(work: Work): Promise<AnswerOf<typeof endpoint>> {
  const rows = await work.db
    .selectFrom('triage_models')
    .select(['task', 'version', 'corrections', 'held_back', 'accuracy', 'before', 'kept', 'trained_at'])
    .orderBy('trained_at', 'desc')
    .orderBy('task')
    .limit(100)
    .execute()
  return { models: rows.map((row) => ({ ...row, task: row.task as Task, trained_at: row.trained_at.toString() })) }
}
