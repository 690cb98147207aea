import type { Updateable } from 'kysely'
import { type Actor, isStaff } from '#platform/actor.ts'
import type { ComplaintsComplaints } from '#platform/database.types.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { may } from './access.ts'
import type { ComplaintMay } from './contract.ts'
import { type ComplaintRecord, complaintForUpdate, stateOf } from './find-complaint.ts'
import { isOver } from './rules/lifecycle.ts'

/** The complaint, locked, for an act that the caller may do: refuses who may only read, and states in which the act has no sense. */
export async function changeableComplaint(work: Work, id: string, act: keyof ComplaintMay = 'edit'): Promise<ComplaintRecord> {
  const complaint = await complaintForUpdate(work, id)
  if (may(work.actor, complaint)[act]) return complaint
  throw refuse(refusalOf(work.actor, complaint, act), { state: complaint.state })
}

function refusalOf(actor: Actor, complaint: ComplaintRecord, act: keyof ComplaintMay): string {
  if (!isStaff(actor) || actor.role === 'auditor') return 'complaints.not_yours_to_change'
  const state = stateOf(complaint)
  if (act === 'unmerge') return state === 'merged' ? 'complaints.supervisor_undoes' : 'complaints.not_merged'
  if (act === 'reopen') return state === 'withdrawn' ? 'complaints.supervisor_undoes' : 'complaints.not_closed'
  if (act === 'restrict') return 'complaints.not_yours_to_change'
  return isOver(state) ? 'complaints.ended' : 'complaints.not_now'
}

/** Something happened here: who edits an older version is told. */
export const touch = async (work: Work, id: string): Promise<void> => void (await writeComplaint(work, id, {}))

/** Who acts, as rows name it: `person/…`, `token/…`, `link/…`, or `desk`. */

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
