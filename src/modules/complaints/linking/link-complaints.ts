import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

interface Linked {
  earlier: Id
  later: Id
  kind: 'follow_up' | 'merged' | 'split'
}

/** Links two complaints that belong together, on both of them. Twice is once. */
export async function linkComplaints(work: Work, { earlier, later, kind }: Linked): Promise<void> {
  const linked = { kind, linked_at: work.now, linked_by: actorName(work.actor) }
  const added = await work.db
    .insertInto('complaints_links')
    .values([
      { ...linked, complaint_id: earlier, other_id: later, role: 'later' },
      { ...linked, complaint_id: later, other_id: earlier, role: 'earlier' },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .returning('complaint_id')
    .execute()
  if (added.length === 0 || kind !== 'follow_up') return
  await work.announce({ fact: 'complaint.continued', complaint: earlier, to: later })
  await work.announce({ fact: 'complaint.followed', complaint: later, from: earlier })
}

/** They do not belong together any more. */
export async function unlinkComplaints(work: Work, { earlier, later, kind }: Linked): Promise<void> {
  await work.db
    .deleteFrom('complaints_links')
    .where('kind', '=', kind)
    .where((match) =>
      match.or([match.and({ complaint_id: earlier, other_id: later }), match.and({ complaint_id: later, other_id: earlier })]),
    )
    .execute()
}
