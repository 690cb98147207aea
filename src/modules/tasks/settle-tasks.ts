import { actorName } from '#platform/actor.ts'
import { sealed } from '#platform/facts.ts'
import type { Work } from '#platform/work.ts'
import type { Why } from './contract.ts'
import type { TaskRecord } from './present-tasks.ts'

type Settled = { state: 'done' } | { state: 'cancelled'; reason: string | null }

/** A task ends: done, or cancelled with a reason, or because the complaint ended. */
export async function settle(work: Work, task: Pick<TaskRecord, 'complaint_id' | 'id' | 'why' | 'due_at'>, how: Settled): Promise<void> {
  const reason = how.state === 'cancelled' ? how.reason : null
  const seal = reason === null ? null : sealed(reason)
  await work.db
    .updateTable('tasks_tasks')
    .set((row) => ({
      state: how.state,
      settled_at: work.now,
      settled_by: actorName(work.actor),
      settled_reason: reason,
      settled_salt: seal?.salt ?? null,
      version: row('version', '+', 1),
    }))
    .where('complaint_id', '=', task.complaint_id)
    .where('id', '=', task.id)
    .execute()
  // The column's check constraint holds the same codes.
  const of = { complaint: task.complaint_id, task: task.id, due: task.due_at.toString(), why: task.why as Why }
  if (how.state === 'done') await work.announce({ fact: 'task.done', ...of })
  else await work.announce({ fact: 'task.cancelled', ...of, reason: seal?.hash ?? null })
}
