import { type ComplaintRecord, changeableComplaint, noteActivity, visibleComplaints } from '#modules/complaints/index.ts'
import { findPerson } from '#modules/people/index.ts'
import { actorName, holds, type Person } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { handoversGrants } from './access.ts'
import type { Handover, requestHandover as requestEndpoint } from './contract.ts'
import { presentOne } from './present-handovers.ts'
import './refusals.ts'

type Asked = BodyOf<typeof requestEndpoint>

/** Asks a named colleague to take a complaint over. Whoever has it keeps it until they accept. */
export async function requestHandover(work: Work, complaintId: Id, asked: Asked): Promise<Handover> {
  const complaint = await changeableComplaint(work, complaintId, 'assign')
  const receiver = await receiverOf(work, complaint, asked.receiver)
  await noneOpen(work, complaint.id)
  const handover = await work.db
    .insertInto('handovers_handovers')
    .values({ ...columnsOf(work, asked), complaint_id: complaint.id, id: newId(), owner_id: complaint.owner_id, receiver_id: receiver.id })
    .returningAll()
    .executeTakeFirstOrThrow()
  await noteActivity(work, complaint.id)
  await work.announce({
    fact: 'handover.requested',
    complaint: complaint.id,
    handover: handover.id,
    receiver: receiver.id,
    why: asked.why,
    asked_by: asked.asked_by,
    reach_by: handover.reach_by.toString(),
  })
  return presentOne(work, handover)
}

/** Refuses who is not here, may only read, has it already, or would find a closed door. */
async function receiverOf(work: Work, complaint: ComplaintRecord, id: Id): Promise<Person> {
  if (work.actor.kind === 'person' && work.actor.id === id) throw refuse('handovers.to_oneself')
  if (complaint.owner_id === id) throw refuse('handovers.has_it')
  const receiver = await findPerson(work, id)
  if (!receiver) throw refuse('handovers.receiver_gone')
  if (!holds(handoversGrants, receiver, 'handovers.answer')) throw refuse('handovers.receiver_reads_only', { name: receiver.name })
  const seen = await work.db
    .selectFrom('complaints_complaints')
    .select('id')
    .where('id', '=', complaint.id)
    .where(visibleComplaints(receiver))
    .executeTakeFirst()
  if (!seen) throw refuse('handovers.receiver_cannot_see', { name: receiver.name })
  return receiver
}

// The complaint's row is locked, so no second request can come between.
async function noneOpen(work: Work, complaint: Id): Promise<void> {
  const open = await work.db
    .selectFrom('handovers_handovers')
    .select('receiver_id')
    .where('complaint_id', '=', complaint)
    .where('state', '=', 'requested')
    .executeTakeFirst()
  if (!open) return
  const receiver = await findPerson(work, open.receiver_id)
  throw refuse('handovers.already_open', { name: receiver?.name ?? '' })
}

function columnsOf(work: Work, { why, reason, asked_by, reach_by, brief }: Asked) {
  const moment = Temporal.Instant.from(reach_by)
  if (Temporal.Instant.compare(moment, work.now) <= 0) throw refuse('handovers.moment_past')
  const own = reason?.trim() || null
  if (why === 'other' && own === null) throw refuse('handovers.reason_missing')
  return {
    ...brief,
    why,
    reason: own,
    asked_by,
    reach_by: moment,
    requested_by: actorName(work.actor),
    requested_at: work.now,
  }
}
