import type { Selectable } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { ComplaintsDisputes } from '#platform/database.types.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, touch } from '../change-complaint.ts'
import type { Dispute, openDispute as openEndpoint } from '../contract.ts'

/** Somebody outside has it: nothing is closed until that has ended. */
export async function openDispute(work: Work, id: Id, asked: BodyOf<typeof openEndpoint>): Promise<Dispute> {
  const complaint = await changeableComplaint(work, id, 'dispute')
  const row = await work.db
    .insertInto('complaints_disputes')
    .values({
      complaint_id: complaint.id,
      id: newId(),
      body: asked.body,
      name: asked.name?.trim() || null,
      reference: asked.reference?.trim() || null,
      opened_at: work.now,
      opened_by: actorName(work.actor),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await touch(work, complaint.id)
  await work.announce({ fact: 'dispute.opened', complaint: complaint.id, dispute: row.id, body: row.body })
  return presentDispute(row)
}

/** It has ended, and how. */
export async function endDispute(work: Work, at: { complaint: Id; dispute: Id }, reason: string): Promise<Dispute> {
  const complaint = await changeableComplaint(work, at.complaint, 'dispute')
  const found = await work.db
    .selectFrom('complaints_disputes')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', at.dispute)
    .executeTakeFirst()
  if (!found) throw refuse('complaints.dispute_not_found')
  if (found.ended_at) throw refuse('complaints.dispute_ended')
  const seal = sealed(reason)
  const row = await work.db
    .updateTable('complaints_disputes')
    .set({ ended_at: work.now, ended_by: actorName(work.actor), ended_reason: reason, ended_salt: seal.salt })
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', found.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await touch(work, complaint.id)
  await work.announce({ fact: 'dispute.ended', complaint: complaint.id, dispute: row.id, reason: seal.hash })
  return presentDispute(row)
}

export function presentDispute({ id, body, name, reference, opened_at, ended_at, ended_reason }: Selectable<ComplaintsDisputes>): Dispute {
  return {
    id,
    // The column's check constraint holds the same codes.
    body: body as Dispute['body'],
    name,
    reference,
    opened_at: opened_at.toString(),
    ended_at: ended_at?.toString() ?? null,
    ended_reason,
  }
}
