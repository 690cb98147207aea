import type { Selectable } from 'kysely'
import type { ComplaintsComplaints } from '#platform/database.types.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { visibleComplaints } from './access.ts'
import type { State } from './contract.ts'
import './refusals.ts'

export type ComplaintRecord = Selectable<ComplaintsComplaints>

/** The complaint, if the caller may see it; else 404. */
export async function complaintFor(work: Work, id: string): Promise<ComplaintRecord> {
  const found = await visible(work, id).executeTakeFirst()
  if (!found) throw refuse('complaints.not_found')
  return found
}

/** The same, its row locked until the work is committed. Always locked before anything that hangs on it. */
export async function complaintForUpdate(work: Work, id: string): Promise<ComplaintRecord> {
  const found = await visible(work, id).forUpdate().executeTakeFirst()
  if (!found) throw refuse('complaints.not_found')
  return found
}

/** The complaint, locked, whoever acts: where the house itself leads what is said here, and shows nothing of it. */
export const complaintAnywhere = (work: Work, id: string): Promise<ComplaintRecord> =>
  work.db.selectFrom('complaints_complaints').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()

/** By its number, if the caller may see it. */
export async function findByNumber(work: Work, number: string): Promise<ComplaintRecord | undefined> {
  return work.db
    .selectFrom('complaints_numbers')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'complaints_numbers.complaint_id')
    .selectAll('complaints_complaints')
    .where('complaints_numbers.number', '=', number)
    .where(visibleComplaints(work.actor))
    .executeTakeFirst()
}

/** The numbers of those among these complaints that the caller may see. */
export async function findNumbers(work: Work, ids: readonly string[]): Promise<{ id: string; number: string }[]> {
  if (ids.length === 0) return []
  return work.db
    .selectFrom('complaints_complaints')
    .select(['complaints_complaints.id', 'complaints_complaints.number'])
    .where('complaints_complaints.id', 'in', [...new Set(ids)])
    .where(visibleComplaints(work.actor))
    .execute()
}

const visible = (work: Work, id: string) =>
  work.db.selectFrom('complaints_complaints').selectAll().where('complaints_complaints.id', '=', id).where(visibleComplaints(work.actor))

/** The row's state as the contract names it: the column's check constraint holds the same codes. */
export const stateOf = (complaint: ComplaintRecord): State => complaint.state as State
