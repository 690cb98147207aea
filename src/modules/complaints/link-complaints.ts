import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** Links two complaints that belong together, on both of them. Twice is once. */
export async function linkComplaints(work: Work, { earlier, later, kind }: { earlier: Id; later: Id; kind: 'follow_up' }): Promise<void> {
  const linked = { kind, linked_at: work.now, linked_by: work.actor.id ? `${work.actor.kind}/${work.actor.id}` : work.actor.kind }
  const added = await work.db
    .insertInto('complaints_links')
    .values([
      { ...linked, complaint_id: earlier, other_id: later, role: 'later' },
      { ...linked, complaint_id: later, other_id: earlier, role: 'earlier' },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .returning('complaint_id')
    .execute()
  if (added.length === 0) return
  await work.announce({ fact: 'complaint.continued', complaint: earlier, to: later })
  await work.announce({ fact: 'complaint.followed', complaint: later, from: earlier })
}
