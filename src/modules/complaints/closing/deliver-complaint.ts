import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { writeComplaint } from '../change-complaint.ts'
import { complaintForUpdate } from '../find-complaint.ts'

/** Everything promised is kept or released: what was being put right is delivered now. Answers whether it moved. */
export async function deliverIfNothingOpen(work: Work, id: Id): Promise<boolean> {
  const complaint = await complaintForUpdate(work, id)
  if (complaint.state !== 'fulfilling') return false
  const owed = await work.allow.missing('complaint.deliver', { complaint: complaint.id })
  if (owed.length > 0) return false
  await writeComplaint(work, complaint.id, { state: 'follow_up', delivered_at: work.now })
  await work.announce({ fact: 'complaint.delivered', complaint: complaint.id, state: 'follow_up' })
  return true
}
