import { job, type Steps } from '#platform/job.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import type { ComplaintRecord } from './find-complaint.ts'

/** We asked something and wait until a moment; then it comes back to its owner by itself. It never closes by itself. */
export async function waitForCustomer(work: Work, id: string, replyBy: Temporal.Instant): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'wait')
  if (Temporal.Instant.compare(replyBy, work.now) <= 0) throw refuse('complaints.reply_by_past')
  const waiting = await writeComplaint(work, complaint.id, { state: 'waiting_customer', reply_by: replyBy })
  await work.announce({ fact: 'complaint.waiting', complaint: complaint.id, reply_by: replyBy.toString(), state: 'waiting_customer' })
  await work.enqueue(endWaiting, { complaint: complaint.id }, { at: replyBy, key: `waiting/${complaint.id}` })
  return waiting
}

/** The reply-by moment has passed: the complaint is open again. One that moved on meanwhile stays where it is. */
export const endWaiting = job<{ complaint: string }>('end-waiting', ({ step }: Steps, { complaint }) =>
  step(async (work) => {
    const row = await changeableComplaint(work, complaint, 'read')
    if (row.state !== 'waiting_customer' || !row.reply_by || Temporal.Instant.compare(row.reply_by, work.now) > 0) return
    await writeComplaint(work, complaint, { state: 'open', reply_by: null })
    await work.announce({ fact: 'complaint.resumed', complaint, state: 'open' })
  }),
)
