import { assignComplaint, complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { mayWith } from './access.ts'
import type { Handover } from './contract.ts'
import { type HandoverRecord, presentOne } from './present-handovers.ts'
import './refusals.ts'

interface At {
  complaint: Id
  handover: Id
}

/** The receiver takes it over: the complaint is theirs from this moment. */
export async function acceptHandover(work: Work, at: At, { version }: { version: number }): Promise<Handover> {
  const handover = await openFor(work, at, { act: 'accept', version })
  const accepted = await settle(work, handover, { state: 'accepted', reason: null })
  await assignComplaint(work, at.complaint, { owner: handover.receiver_id })
  return presentOne(work, accepted)
}

/** The receiver cannot take it, and says why; whoever has it keeps it. */
export async function declineHandover(work: Work, at: At, { version, reason }: { version: number; reason: string }): Promise<Handover> {
  const handover = await openFor(work, at, { act: 'decline', version })
  return presentOne(work, await settle(work, handover, { state: 'declined', reason }))
}

/** Takes back a request that nobody has answered. */
export async function withdrawHandover(work: Work, at: At, { version }: { version: number }): Promise<Handover> {
  const handover = await openFor(work, at, { act: 'withdraw', version })
  return presentOne(work, await settle(work, handover, { state: 'withdrawn', reason: null }))
}

/** The complaint has ended: what is still open need not be answered any more. */
export async function endWithComplaint(
  work: Work,
  { complaint }: Fact<'complaint.closed' | 'complaint.withdrawn' | 'complaint.merged'>,
): Promise<void> {
  const open = await openOnes(work).where('complaint_id', '=', complaint).execute()
  for (const one of open) await settle(work, one, { state: 'withdrawn', reason: null })
}

/** A colleague has left: nobody waits for their answer. */
export async function endOfLeaver(work: Work, { agent }: Fact<'agent.deactivated'>): Promise<void> {
  const open = await openOnes(work).where('receiver_id', '=', agent).execute()
  for (const one of open) await settle(work, one, { state: 'withdrawn', reason: null })
}

const openOnes = (work: Work) => work.db.selectFrom('handovers_handovers').selectAll().where('state', '=', 'requested')

const notYours = {
  accept: 'handovers.not_receiver',
  decline: 'handovers.not_receiver',
  withdraw: 'handovers.not_yours_to_withdraw',
} as const

/** The hand-over, open and seen as it is, for an act that the caller may do. The complaint is locked first. */
async function openFor(work: Work, at: At, { act, version }: { act: keyof typeof notYours; version: number }): Promise<HandoverRecord> {
  const complaint = await complaintForUpdate(work, at.complaint)
  const handover = await work.db
    .selectFrom('handovers_handovers')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', at.handover)
    .executeTakeFirst()
  if (!handover) throw refuse('handovers.not_found')
  if (handover.state !== 'requested') throw refuse('handovers.settled', { state: handover.state })
  if (!mayWith(work.actor, handover, complaint.owner_id)[act]) throw refuse(notYours[act])
  sameVersion(handover.version, version)
  return handover
}

interface Settled {
  state: 'accepted' | 'declined' | 'withdrawn'
  reason: string | null
}

async function settle(work: Work, { complaint_id, id, receiver_id }: HandoverRecord, { state, reason }: Settled): Promise<HandoverRecord> {
  const settled = await work.db
    .updateTable('handovers_handovers')
    .set((row) => ({
      state,
      settled_at: work.now,
      settled_by: actorName(work.actor),
      settled_reason: reason,
      version: row('version', '+', 1),
    }))
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await noteActivity(work, complaint_id)
  await work.announce({ fact: `handover.${state}`, complaint: complaint_id, handover: id, receiver: receiver_id })
  return settled
}
