import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { writeComplaint } from '../change-complaint.ts'
import { complaintForUpdate, stateOf } from '../find-complaint.ts'
import { type ReturnedWhy, returnsToOpen } from '../rules/lifecycle.ts'
import { endWaitings } from '../waiting/waitings.ts'
import { dropClosure } from './find-closure.ts'
import { reopen } from './reopen-complaint.ts'

/**
 * What was offered, agreed or delivered did not hold: the complaint is open again. One that is open stays as it is; a closed one is opened
 * again; one that was withdrawn, merged or is none stays. Answers whether it moved.
 */
export async function returnToOpen(work: Work, id: Id, why: ReturnedWhy): Promise<boolean> {
  const complaint = await complaintForUpdate(work, id)
  const state = stateOf(complaint)
  if (state === 'closed') {
    await reopen(work, complaint, why)
    return true
  }
  if (!returnsToOpen(state, why)) return false
  await writeComplaint(work, complaint.id, { state: 'open', reply_by: null, delivered_at: null, resolved_at: null })
  await endWaitings(work, complaint.id, why === 'reply_by_passed' || why === 'request_passed' ? 'passed' : 'moved_on')
  await dropClosure(work, complaint.id, why)
  await work.announce({ fact: 'complaint.returned', complaint: complaint.id, why, state: 'open' })
  return true
}
