import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** Takes out what a complaint's text has taught: when it is erased, its words may not stay here. The models keep only weights. */
export async function forgetCorrections(work: Work, complaint: Id): Promise<void> {
  await work.db.deleteFrom('triage_corrections').where('complaint_id', '=', complaint).execute()
}
