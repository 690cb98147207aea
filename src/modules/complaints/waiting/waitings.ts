import type { Selectable } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { ComplaintsWaitings } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { ComplaintRecord } from '../find-complaint.ts'

export type WaitingRecord = Selectable<ComplaintsWaitings>

/** What the complaint waits for now, if it waits: the customer's answer, or what a colleague owes. */
export function findWaiting(work: Work, complaint: Id): Promise<WaitingRecord | undefined> {
  return work.db
    .selectFrom('complaints_waitings')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('ended_at', 'is', null)
    .orderBy('began_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A complaint that waits goes on: it is open, if only for a moment, whatever follows. The state is written by what follows. */
export async function leaveWaiting(work: Work, complaint: ComplaintRecord, how: 'answered' | 'moved_on'): Promise<void> {
  if (complaint.state !== 'waiting_customer' && complaint.state !== 'waiting_internal') return
  await endWaitings(work, complaint.id, how)
  await work.announce({ fact: 'complaint.resumed', complaint: complaint.id, state: 'open' })
}

/** The waiting is over: the rows say when and how. */
export async function endWaitings(work: Work, complaint: Id, how: 'answered' | 'passed' | 'moved_on'): Promise<void> {
  await work.db
    .updateTable('complaints_waitings')
    .set({ ended_at: work.now, ended_by: actorName(work.actor), ended_how: how })
    .where('complaint_id', '=', complaint)
    .where('ended_at', 'is', null)
    .execute()
}
