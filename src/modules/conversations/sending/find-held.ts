import { sql } from 'kysely'
import type { Work } from '#platform/work.ts'

export interface HeldMessage {
  complaint_id: string
  id: string
  at: Temporal.Instant
}

/** What waits for a switch, oldest first. */
export function findHeld(work: Work, { after, limit }: { after: HeldMessage | null; limit: number }): Promise<HeldMessage[]> {
  return work.db
    .selectFrom('conversations_messages')
    .select(['complaint_id', 'id', 'at'])
    .where('state', '=', 'queued')
    .where('state_reason', '=', 'held')
    .$if(after !== null, (query) => query.where(sql<boolean>`(at, id) > (${after?.at.toString()}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute()
}
