import { complaintForUpdate } from '#modules/complaints/index.ts'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { findDueComplaints } from './find-clocks.ts'
import { settleClocks } from './settle-clocks.ts'

const atOnce = 200

/** Looks at the clocks whose moment has come, and at no others: warnings, missed limits, pauses that are over. Each once. */
export const watchClocks = job<object>('watch-clocks', async ({ step, signal }) => {
  const seen = new Set<string>()
  while (!signal.aborted) {
    const due = await step((work) => findDueComplaints(work, atOnce))
    // Whatever still comes after it was looked at would come for ever.
    const fresh = due.filter((complaint) => !seen.has(complaint))
    if (fresh.length === 0) return
    for (const complaint of fresh) {
      seen.add(complaint)
      await step((work) => lookAt(work, complaint))
    }
  }
})

// The complaint is locked first, as by everybody who moves it.
async function lookAt(work: Work, complaint: string): Promise<void> {
  await complaintForUpdate(work, complaint)
  await settleClocks(work, complaint, 'clock')
}
