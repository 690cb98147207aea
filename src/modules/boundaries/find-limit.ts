import type { Updateable } from 'kysely'
import { complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import type { BoundariesLimits } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { Limit } from './contract.ts'
import { type LimitRecord, presentableLimits, presentLimit } from './present-boundaries.ts'
import './refusals.ts'

export interface LimitAt {
  complaint: Id
  limit: Id
}

/** The limit as the caller saw it, its complaint locked. */
export async function limitFor(work: Work, at: LimitAt, version: number): Promise<LimitRecord> {
  const complaint = await complaintForUpdate(work, at.complaint)
  const limit = await work.db
    .selectFrom('boundaries_limits')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', at.limit)
    .executeTakeFirst()
  if (!limit) throw refuse('boundaries.limit_not_found')
  sameVersion(limit.version, version)
  return limit
}

/** Writes columns of a limit, and presents it. */
export async function changeLimit(work: Work, { complaint, limit }: LimitAt, columns: Updateable<BoundariesLimits>): Promise<Limit> {
  await work.db
    .updateTable('boundaries_limits')
    .set((row) => ({ ...columns, version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint)
    .where('id', '=', limit)
    .execute()
  await noteActivity(work, complaint)
  const row = await presentableLimits(work).where('l.complaint_id', '=', complaint).where('l.id', '=', limit).executeTakeFirstOrThrow()
  return presentLimit(work, row)
}
