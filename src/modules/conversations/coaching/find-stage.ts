import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { CoachStage } from '../contract.ts'

/** Where the customer stands, as an agent set it last; null where nobody has. */
export async function stageNow(work: Work, complaint: Id): Promise<CoachStage | null> {
  const row = await work.db
    .selectFrom('conversations_stages')
    .select('stage')
    .where('complaint_id', '=', complaint)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.stage ?? null) as CoachStage | null // the column's check constraint holds the same codes
}
