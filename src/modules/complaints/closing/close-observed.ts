import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { job, type Steps } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { complaintForUpdate } from '../find-complaint.ts'
import { observationDays } from '../rules/lifecycle.ts'
import { closeIfNothingMissing } from './close-complaint.ts'

const keyOf = (complaint: Id) => `observe/${complaint}`
const watched = { hours: 24 * observationDays }

/** Everything is delivered: it is watched for some days, then the desk closes it if nothing is missing. */
export async function watchDelivered(work: Work, { complaint }: Fact<'complaint.delivered'>): Promise<void> {
  await work.enqueue(closeObserved, { complaint }, { at: work.now.add(watched), key: keyOf(complaint) })
}

/** The days of observation are over. What still misses something is looked at again the next day, and never closed because time has passed. */
export const closeObserved = job<{ complaint: Id }>('close-observed', ({ step }: Steps, { complaint }) =>
  step(async (work) => {
    const row = await complaintForUpdate(work, complaint)
    if (row.state !== 'follow_up' || !row.delivered_at) return
    const due = row.delivered_at.add(watched)
    const early = Temporal.Instant.compare(due, work.now) > 0
    if (!early && (await closeIfNothingMissing(work, row))) return
    await work.enqueue(closeObserved, { complaint }, { at: early ? due : work.now.add({ hours: 24 }), key: keyOf(complaint) })
  }),
)
