import type { Selectable } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { ComplaintsClosures } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import type { Waived } from '../rules/gates.ts'

export type ClosureRecord = Selectable<ComplaintsClosures>

/** The closing that was asked for in this cycle and has not come about, if there is one. */
export function findClosure(work: Work, complaint: Id): Promise<ClosureRecord | undefined> {
  return work.db
    .selectFrom('complaints_closures')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('closed_at', 'is', null)
    .where('returned_at', 'is', null)
    .executeTakeFirst()
}

/** The same, made where there is none. Who asks last is the one who closes; null leaves that as it is, and is the desk in a new one. */
export async function askedClosure(work: Work, complaint: Id, closer: string | null): Promise<ClosureRecord> {
  const found = await findClosure(work, complaint)
  if (!found) return addClosure(work, complaint, closer ?? 'desk')
  if (closer === null || closer === found.asked_by) return found
  return work.db
    .updateTable('complaints_closures')
    .set({ asked_by: closer, asked_at: work.now })
    .where('complaint_id', '=', complaint)
    .where('id', '=', found.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

const addClosure = (work: Work, complaint: Id, closer: string): Promise<ClosureRecord> =>
  work.db
    .insertInto('complaints_closures')
    .values({ complaint_id: complaint, id: newId(), asked_at: work.now, asked_by: closer })
    .returningAll()
    .executeTakeFirstOrThrow()

/** The waivers of a closing. The column is written by waive-gates alone, in this shape. */
export const waivedOf = (closure: Pick<ClosureRecord, 'waivers'> | undefined): Waived[] =>
  closure ? (closure.waivers as unknown as Waived[]) : []

/** It is closed: the row says when and by whom, the fact what was waived. */
export async function endClosure(work: Work, closure: ClosureRecord): Promise<void> {
  await work.db
    .updateTable('complaints_closures')
    .set({ closed_at: work.now, closed_by: actorName(work.actor) })
    .where('complaint_id', '=', closure.complaint_id)
    .where('id', '=', closure.id)
    .execute()
  const waived = waivedOf(closure).map(({ gate }) => gate)
  await work.announce({ fact: 'complaint.closed', complaint: closure.complaint_id, closure: closure.id, waived, state: 'closed' })
}

/** It went back before it was closed: what was waived for it lapses with it. */
export async function dropClosure(work: Work, complaint: Id, why: string): Promise<void> {
  await work.db
    .updateTable('complaints_closures')
    .set({ returned_at: work.now, returned_why: why })
    .where('complaint_id', '=', complaint)
    .where('closed_at', 'is', null)
    .where('returned_at', 'is', null)
    .execute()
}
