import { organisationOf } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import { type ComplaintRecord, complaintAnywhere, complaintFor, complaintForUpdate, stateOf } from '../find-complaint.ts'
import { findMerge } from '../linking/find-merge.ts'
import { linkComplaints } from '../linking/link-complaints.ts'
import { isEnded } from '../rules/lifecycle.ts'

/**
 * Where what a customer writes to a complaint goes: there, which opens it again when it has ended; but when it ended longer ago than the
 * administrator allows, into its follow-up, and `null` where there is none yet: a new one is to be opened. A restricted complaint is always opened
 * again, for a new one would show to all what only some may see.
 */
export async function goesOnIn(work: Work, complaint: ComplaintRecord): Promise<ComplaintRecord | null> {
  const here = await mergedInto(work, complaint)
  if (!isEnded(stateOf(here)) || here.restriction) return here
  const { reopen_days } = await organisationOf(work)
  // Locked: of two mails that come at once, the second finds what the first opened.
  let last = await complaintForUpdate(work, here.id)
  for (let step = 0; step < mostSteps && endedBefore(last, work.now.subtract({ hours: 24 * reopen_days })); step += 1) {
    const later = await followUpOf(work, last)
    // Somebody else's by now, say: then this customer begins anew.
    if (!later || later.customer_id !== here.customer_id) return null
    last = later
  }
  return last
}

/** Where a complaint that was merged goes on, however often; any other is where it is. */
export async function mergedInto(work: Work, complaint: ComplaintRecord): Promise<ComplaintRecord> {
  let last = complaint
  for (let step = 0; step < mostSteps && last.state === 'merged'; step += 1) {
    const merge = await findMerge(work, last.id)
    if (!merge) break
    last = await complaintAnywhere(work, merge.into_id)
  }
  return last
}

/** Says that one complaint goes on with what another one ended with; a follow-up of a follow-up follows the last. */
export async function followUp(work: Work, earlier: ComplaintRecord, later: ComplaintRecord): Promise<void> {
  let last = await complaintForUpdate(work, earlier.id)
  for (let step = 0; step < mostSteps; step += 1) {
    const next = await followUpOf(work, last)
    if (!next || next.id === later.id) break
    last = next
  }
  await linkComplaints(work, { earlier: last.id, later: later.id, kind: 'follow_up' })
}

// Nobody comes back so often; it only ends a circle that nobody should be able to make.
const mostSteps = 100

const endedBefore = (complaint: ComplaintRecord, moment: Temporal.Instant): boolean =>
  isEnded(stateOf(complaint)) && complaint.closed_at !== null && Temporal.Instant.compare(complaint.closed_at, moment) <= 0

async function followUpOf(work: Work, { id }: ComplaintRecord): Promise<ComplaintRecord | null> {
  const link = await work.db
    .selectFrom('complaints_links')
    .select('other_id')
    .where('complaint_id', '=', id)
    .where('kind', '=', 'follow_up')
    .where('role', '=', 'later')
    .orderBy('linked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return link ? complaintFor(work, link.other_id) : null
}
