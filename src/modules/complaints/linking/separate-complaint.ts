import type { Selectable } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { ComplaintsMerges } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, writeComplaint } from '../change-complaint.ts'
import type { State } from '../contract.ts'
import { type ComplaintRecord, complaintForUpdate } from '../find-complaint.ts'
import { findMerge } from './find-merge.ts'
import { unlinkComplaints } from './link-complaints.ts'
import { endIssues, openIssuesAgain } from './merged-issues.ts'

/** Undoes a merging: its issues go on here again, and the other complaint counts from its own receipt. What was written there since stays there. */
export async function separateComplaint(work: Work, id: Id, reason: string): Promise<ComplaintRecord> {
  const merge = await findMerge(work, id)
  for (const one of [id, ...(merge ? [merge.into_id] : [])].toSorted()) await complaintForUpdate(work, one)
  const source = await changeableComplaint(work, id, 'unmerge')
  if (!merge) throw refuse('complaints.not_merged')
  const target = await complaintForUpdate(work, merge.into_id)
  const issues = merge.issues as Record<Id, Id> // written by merge-complaint alone
  await openIssuesAgain(work, source.id, Object.keys(issues))
  await endIssues(work, target.id, { ids: Object.values(issues), other: source.number })
  const seal = sealed(reason)
  await undo(work, merge, { reason, salt: seal.salt })
  await unlinkComplaints(work, { earlier: source.id, later: target.id, kind: 'merged' })
  const received = await ownReceipt(work, target)
  await writeComplaint(work, target.id, { received_at: received })
  await work.announce({ fact: 'complaint.parted', complaint: target.id, from: source.id, received_at: received.toString() })
  const state = stateAgain(merge.state_before as State, source.owner_id) // written from the row's own state
  const separated = await writeComplaint(work, source.id, { state })
  await work.announce({ fact: 'complaint.unmerged', complaint: source.id, from: target.id, reason: seal.hash, state })
  return separated
}

/** Where it stood, as far as nobody has to look at it anew: whom we waited for may have answered elsewhere. */
function stateAgain(before: State, owner: string | null): State {
  if (before === 'offered' || before === 'fulfilling') return before
  return before === 'received' && owner === null ? 'received' : 'open'
}

async function undo(work: Work, { complaint_id, id }: Selectable<ComplaintsMerges>, why: { reason: string; salt: Buffer }) {
  await work.db
    .updateTable('complaints_merges')
    .set({ undone_at: work.now, undone_by: actorName(work.actor), undone_reason: why.reason, undone_salt: why.salt })
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .execute()
}

/** When it was received itself, or what is still merged into it, the earliest. A merging only ever carries an earlier moment over. */
async function ownReceipt(work: Work, target: ComplaintRecord): Promise<Temporal.Instant> {
  const merges = await work.db
    .selectFrom('complaints_merges as m')
    .innerJoin('complaints_complaints as c', 'c.id', 'm.complaint_id')
    .select(['m.received_before', 'm.undone_at', 'c.received_at'])
    .where('m.into_id', '=', target.id)
    .execute()
  const [own = target.received_at] = merges.map(({ received_before }) => received_before).toSorted((a, b) => Temporal.Instant.compare(b, a))
  const still = merges.filter(({ undone_at }) => undone_at === null).map(({ received_at }) => received_at)
  return [own, ...still].reduce((one, other) => (Temporal.Instant.compare(one, other) <= 0 ? one : other))
}
