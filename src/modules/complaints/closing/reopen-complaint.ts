import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import type { Work } from '#platform/work.ts'
import { may } from '../access.ts'
import { changeableComplaint, writeComplaint } from '../change-complaint.ts'
import type { ComplaintMay, State } from '../contract.ts'
import type { ComplaintRecord } from '../find-complaint.ts'
import { countsAsReopened } from '../rules/lifecycle.ts'

/** Opens a closed complaint again, always; a withdrawn one only where a supervisor says so. The history stays. */
export async function reopenComplaint(work: Work, id: Id, reason: string): Promise<{ state: State; may: ComplaintMay }> {
  const complaint = await changeableComplaint(work, id, 'reopen')
  const opened = await reopen(work, complaint, reason)
  return { state: 'open', may: may(work.actor, opened) }
}

/** The reopening itself. A new cycle begins: the last closure says when and why it did not hold, and whether that counts. */
export async function reopen(work: Work, complaint: ComplaintRecord, reason: string): Promise<ComplaintRecord> {
  const seal = sealed(reason)
  await work.db
    .updateTable('complaints_closures')
    .set({
      reopened_at: work.now,
      reopened_by: actorName(work.actor),
      reopened_reason: reason,
      reopened_salt: seal.salt,
    })
    .where('complaint_id', '=', complaint.id)
    .where('closed_at', 'is not', null)
    .where('reopened_at', 'is', null)
    .execute()
  const counts = complaint.state === 'closed' && complaint.closed_at !== null && countsAsReopened(complaint.closed_at, work.now)
  const opened = await writeComplaint(work, complaint.id, { state: 'open', closed_at: null, resolved_at: null, delivered_at: null })
  await work.announce({ fact: 'complaint.reopened', complaint: complaint.id, reason: seal.hash, counts, state: 'open' })
  return opened
}
