import type { Work } from '#platform/work.ts'
import { visibleComplaints } from './access.ts'
import type { Link } from './contract.ts'

/** The complaints that belong to this one, oldest link first, as far as the caller may see them. */
export async function linksOf(work: Work, complaint: string): Promise<Link[]> {
  const rows = await work.db
    .selectFrom('complaints_links as l')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'l.other_id')
    .select(['complaints_complaints.id', 'complaints_complaints.number', 'complaints_complaints.state', 'l.kind', 'l.role'])
    .where('l.complaint_id', '=', complaint)
    .where(visibleComplaints(work.actor))
    .orderBy('l.linked_at')
    .orderBy('l.other_id')
    .execute()
  // The columns' check constraints hold the same codes as the contract.
  return rows as Link[]
}
