import type { Updateable } from 'kysely'
import { isStaff } from '#platform/actor.ts'
import type { ComplaintsComplaints } from '#platform/database.types.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { may } from './access.ts'
import type { ComplaintMay } from './contract.ts'
import { type ComplaintRecord, complaintForUpdate } from './find-complaint.ts'

/** The complaint, locked, for an act that the caller may do: refuses who may only read, and states in which the act has no sense. */
export async function changeableComplaint(work: Work, id: string, act: keyof ComplaintMay = 'edit'): Promise<ComplaintRecord> {
  const complaint = await complaintForUpdate(work, id)
  if (may(work.actor, complaint)[act]) return complaint
  if (isStaff(work.actor) && work.actor.role !== 'auditor')
    throw refuse(act === 'reopen' ? 'complaints.not_closed' : 'complaints.ended', { state: complaint.state })
  throw refuse('complaints.not_yours_to_change')
}

/** Something happened here: who edits an older version is told. */
export const touch = async (work: Work, id: string): Promise<void> => void (await writeComplaint(work, id, {}))

type Columns = Updateable<ComplaintsComplaints>

/** Writes columns of a complaint: the row is newer, and something happened here. The one place that writes `state`; the fact that names it is announced by the caller, in the same transaction. */
export async function writeComplaint(work: Work, id: string, columns: Columns): Promise<ComplaintRecord> {
  return work.db
    .updateTable('complaints_complaints')
    .set((row) => ({ ...columns, version: row('version', '+', 1), last_activity_at: work.now }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
