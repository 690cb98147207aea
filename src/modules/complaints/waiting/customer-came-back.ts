import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { reopen } from '../closing/reopen-complaint.ts'
import { returnToOpen } from '../closing/return-to-open.ts'
import { complaintFor } from '../find-complaint.ts'
import { resume } from './await-colleague.ts'

/** A customer's message to an ended complaint opens it again, one in follow-up too; one that we waited for ends the waiting. */
export async function customerCameBack(work: Work, id: Id): Promise<void> {
  const complaint = await complaintFor(work, id)
  if (complaint.state === 'closed' || complaint.state === 'withdrawn') await reopen(work, complaint, 'customer_wrote')
  if (complaint.state === 'follow_up') await returnToOpen(work, id, 'customer_wrote')
  if (complaint.state === 'waiting_customer') await resume(work, complaint)
}
