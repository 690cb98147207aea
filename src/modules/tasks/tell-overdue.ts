import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { job, type Steps } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import type { TaskRecord } from './present-tasks.ts'

/** Sees to it that the owner is told when a task is late; a later due date replaces the earlier one. */
export const tellWhenDue = (work: Work, { complaint_id, id, due_at }: Pick<TaskRecord, 'complaint_id' | 'id' | 'due_at'>): Promise<void> =>
  work.enqueue(tellOverdue, { complaint: complaint_id, task: id }, { at: due_at, key: `task/${id}` })

/** A task is late: said once for each due date, to whoever listens to the complaint. */
export const tellOverdue = job<{ complaint: Id; task: Id }>('tell-overdue', ({ step }: Steps, at) =>
  step(async (work) => {
    const { id } = await complaintForUpdate(work, at.complaint)
    const late = await work.db
      .updateTable('tasks_tasks')
      .set({ overdue_at: work.now })
      .where('complaint_id', '=', id)
      .where('id', '=', at.task)
      .where('state', '=', 'open')
      .where('overdue_at', 'is', null)
      .where('due_at', '<=', work.now)
      .returning(['due_at', 'owner_id'])
      .executeTakeFirst()
    if (!late) return
    await work.announce({ fact: 'task.overdue', complaint: id, task: at.task, due: late.due_at.toString(), owner: late.owner_id })
  }),
)
