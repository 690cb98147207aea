import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { todayOf } from './present-boundaries.ts'

/** Says of each limit whose review date has come that somebody must look at it: once. It does not count any more by itself. */
export const reviewLimits = job<object>('review-limits', async ({ step }) => step(remind))

async function remind(work: Work): Promise<void> {
  const due = await work.db
    .updateTable('boundaries_limits')
    .set({ reminded_at: work.now })
    .where('reminded_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('decision', '=', 'approved')
    .where('review_on', '<=', Temporal.PlainDate.from(todayOf(work)))
    .returning(['complaint_id', 'id'])
    .execute()
  for (const { complaint_id, id } of due) await work.announce({ fact: 'limit.review_due', complaint: complaint_id, limit: id })
}
