import type { Updateable } from 'kysely'
import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { PromisesPromises } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { isOpen, mayMake } from './access.ts'
import type { PromiseRecord } from './present-promises.ts'
import './refusals.ts'

export interface PromiseAt {
  complaint: Id
  promise: Id
}

export const findPromise = (work: Work, { complaint, promise }: PromiseAt): Promise<PromiseRecord | undefined> =>
  work.db.selectFrom('promises_promises').selectAll().where('complaint_id', '=', complaint).where('id', '=', promise).executeTakeFirst()

/** The promise, seen as it is, for an act on it. The complaint is locked first: of two acts at once, the second finds what the first did. */
export async function promiseForUpdate(
  work: Work,
  at: PromiseAt,
  { version, broken = false }: { version: number; broken?: boolean },
): Promise<PromiseRecord> {
  const complaint = await complaintForUpdate(work, at.complaint)
  const promise = await findPromise(work, { complaint: complaint.id, promise: at.promise })
  if (!promise) throw refuse('promises.not_found')
  if (!mayMake(work.actor)) throw refuse('promises.not_yours')
  if (!isOpen(promise.state) && !(broken && promise.state === 'broken')) throw refuse('promises.settled', { state: promise.state })
  sameVersion(promise.version, version)
  return promise
}

export const settlePromise = (
  work: Work,
  { complaint_id, id }: Pick<PromiseRecord, 'complaint_id' | 'id'>,
  columns: Updateable<PromisesPromises>,
): Promise<PromiseRecord> =>
  work.db
    .updateTable('promises_promises')
    .set((row) => ({ ...columns, version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
