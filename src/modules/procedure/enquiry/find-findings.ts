import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** What was verified on a complaint, newest first. */
export const findFindings = (work: Work, complaint: Id) =>
  work.db
    .selectFrom('procedure_findings')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .orderBy('logged_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

/** The names of these files, as far as they are of this complaint. */
export async function filesOf(work: Work, complaint: Id, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('conversations_attachments')
    .select(['id', 'name'])
    .where('complaint_id', '=', complaint)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
