import type { Work } from '#platform/work.ts'
import { visibleComplaints } from '../access.ts'
import type { Link } from '../contract.ts'

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

/** The complaints that were split off this one, or this one off them, as far as they are this customer's: to the customer both belong. */
export async function partsOf(
  work: Work,
  complaint: string,
  customer: string | null,
): Promise<{ id: string; number: string; role: Link['role'] }[]> {
  if (customer === null) return []
  const rows = await work.db
    .selectFrom('complaints_links as l')
    .innerJoin('complaints_complaints as c', 'c.id', 'l.other_id')
    .select(['c.id', 'c.number', 'l.role'])
    .where('l.complaint_id', '=', complaint)
    .where('l.kind', '=', 'split')
    .where('c.customer_id', '=', customer)
    .where('c.state', '<>', 'merged')
    .orderBy('l.linked_at')
    .limit(20)
    .execute()
  // The column's check constraint holds the same codes as the contract.
  return rows.map((row) => ({ ...row, role: row.role as Link['role'] }))
}
