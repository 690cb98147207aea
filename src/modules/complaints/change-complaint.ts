import { isStaff } from '#platform/actor.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { may } from './access.ts'
import type { ComplaintMay, State } from './contract.ts'
import { type ComplaintRecord, complaintForUpdate } from './find-complaint.ts'

/** The complaint, locked, for an act that the caller may do: refuses who may only read, and states in which the act has no sense. */
export async function changeableComplaint(work: Work, id: string, act: keyof ComplaintMay = 'edit'): Promise<ComplaintRecord> {
  const complaint = await complaintForUpdate(work, id)
  if (may(work.actor, complaint)[act]) return complaint
  if (isStaff(work.actor) && work.actor.role !== 'auditor')
    throw refuse(act === 'reopen' ? 'complaints.not_closed' : 'complaints.ended', { state: complaint.state })
  throw refuse('complaints.not_yours_to_change')
}

/** Something happened here: the row is newer, and who edits an older version is told. */
export async function touch(work: Work, id: string): Promise<void> {
  await work.db
    .updateTable('complaints_complaints')
    .set((row) => ({ version: row('version', '+', 1), last_activity_at: work.now }))
    .where('id', '=', id)
    .execute()
}

interface Moved {
  state: State
  closed_at?: Temporal.Instant | null
  reply_by?: Temporal.Instant | null
}

/** The one place that writes `state`. The fact that says so is announced by the caller, in the same transaction. */
export async function moveTo(work: Work, id: string, moved: Moved): Promise<void> {
  await work.db
    .updateTable('complaints_complaints')
    .set((row) => ({ ...moved, version: row('version', '+', 1), last_activity_at: work.now }))
    .where('id', '=', id)
    .execute()
}
