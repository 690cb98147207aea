import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, writeComplaint } from '../change-complaint.ts'
import { dropClosure } from '../closing/find-closure.ts'
import { type ComplaintRecord, complaintForUpdate, stateOf } from '../find-complaint.ts'
import { movesIn } from '../rules/lifecycle.ts'
import { endWaitings } from '../waiting/waitings.ts'
import { linkComplaints } from './link-complaints.ts'
import { copyIssues, endIssues } from './merged-issues.ts'

/** This complaint goes on in another one of the same matter. The earlier receipt counts, issues are copied, nothing is deleted. */
export async function mergeComplaint(work: Work, id: Id, { into, reason }: { into: Id; reason: string }): Promise<ComplaintRecord> {
  if (id.toLowerCase() === into.toLowerCase()) throw refuse('complaints.merge_itself')
  const { source, target } = await lockBoth(work, id, into)
  judge(source, target)
  const issues = await copyIssues(work, { from: source, into: target })
  await endIssues(work, source.id, { ids: Object.keys(issues), other: target.number })
  await keep(work, { source, target, issues, reason })
  const received = earlier(source.received_at, target.received_at)
  await writeComplaint(work, target.id, { received_at: received })
  const merged = await writeComplaint(work, source.id, { state: 'merged', reply_by: null, delivered_at: null })
  await endWaitings(work, source.id, 'moved_on')
  await dropClosure(work, source.id, 'merged')
  await linkComplaints(work, { earlier: source.id, later: target.id, kind: 'merged' })
  await work.announce({ fact: 'complaint.joined', complaint: target.id, from: source.id, received_at: received.toString() })
  return merged
}

const earlier = (one: Temporal.Instant, other: Temporal.Instant) => (Temporal.Instant.compare(one, other) <= 0 ? one : other)

/** Locked in the order of their ids, so that two mergings never wait for each other. */
async function lockBoth(work: Work, id: Id, into: Id): Promise<{ source: ComplaintRecord; target: ComplaintRecord }> {
  for (const one of [id, into].toSorted()) await complaintForUpdate(work, one)
  return { source: await changeableComplaint(work, id, 'merge'), target: await complaintForUpdate(work, into) }
}

function judge(source: ComplaintRecord, target: ComplaintRecord) {
  if (!movesIn('merge', stateOf(target))) throw refuse('complaints.merge_target_over', { number: target.number })
  if (source.customer_id && target.customer_id && source.customer_id !== target.customer_id)
    throw refuse('complaints.merge_other_customer', { number: target.number })
  // What only some may see would be shown to all who see the other one.
  if (source.restriction && target.restriction !== source.restriction) throw refuse('complaints.merge_restricted')
}

interface Merging {
  source: ComplaintRecord
  target: ComplaintRecord
  issues: Record<Id, Id>
  reason: string
}

async function keep(work: Work, { source, target, issues, reason }: Merging) {
  const seal = sealed(reason)
  await work.db
    .insertInto('complaints_merges')
    .values({
      complaint_id: source.id,
      id: newId(),
      into_id: target.id,
      reason,
      salt: seal.salt,
      state_before: source.state,
      received_before: target.received_at,
      issues: JSON.stringify(issues),
      merged_at: work.now,
      merged_by: actorName(work.actor),
    })
    .execute()
  await work.announce({ fact: 'complaint.merged', complaint: source.id, into: target.id, reason: seal.hash, state: 'merged' })
}
