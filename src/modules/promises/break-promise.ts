import { complaintForUpdate, mergedInto, noteActivity, returnToOpen } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { job, type Steps } from '#platform/job.ts'
import { isOpen } from './access.ts'
import { findPromise, settlePromise } from './settle-promise.ts'

/**
 * Its moment has passed: what nobody kept, released or agreed anew is broken. Only the clock breaks a promise. The complaint is open again, and
 * whoever has it or leads its team finds it on their first page with the text to write to the customer the same day.
 */
export const breakPromise = job<{ complaint: Id; promise: Id }>('break-promise', ({ step }: Steps, at) =>
  step(async (work) => {
    const complaint = await complaintForUpdate(work, at.complaint)
    const promise = await findPromise(work, at)
    if (!promise || !isOpen(promise.state)) return
    if (Temporal.Instant.compare(promise.due_at, work.now) > 0) {
      await work.enqueue(breakPromise, at, { at: promise.due_at, key: `promise/${promise.id}` })
      return
    }
    await settlePromise(work, promise, { state: 'broken', broken_at: work.now })
    await noteActivity(work, complaint.id)
    await work.announce({
      fact: 'promise.broken',
      complaint: complaint.id,
      promise: promise.id,
      due: promise.due_at.toString(),
      owner: promise.owner_id,
    })
    const { id } = await mergedInto(work, complaint)
    await returnToOpen(work, id, 'promise_broken')
  }),
)
