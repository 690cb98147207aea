import { type ComplaintRecord, complaintForUpdate } from '#modules/complaints/index.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { findRemedy, type RemedyAt, type RemedyRecord } from './present-remedies.ts'
import './refusals.ts'

/** A remedy of a complaint that the caller sees, with who said yes to it so far. The complaint is locked, and with it all of its remedies. */
export async function remedyForUpdate(
  work: Work,
  at: RemedyAt,
): Promise<{ complaint: ComplaintRecord; remedy: RemedyRecord; signatures: { by: string; as: string }[] }> {
  const complaint = await complaintForUpdate(work, at.complaint)
  const [remedy, signatures] = await Promise.all([
    findRemedy(work, { complaint: complaint.id, remedy: at.remedy }),
    work.db
      .selectFrom('remedies_approvals')
      .select(['approved_by as by', 'given_as as as'])
      .where('complaint_id', '=', complaint.id)
      .where('remedy_id', '=', at.remedy)
      .execute(),
  ])
  if (!remedy) throw refuse('remedies.not_found')
  return { complaint, remedy, signatures }
}
