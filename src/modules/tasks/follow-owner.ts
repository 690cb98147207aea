import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'

/** A complaint changes hands: the tasks that go with it do too. */
export async function followOwner(work: Work, { complaint, owner }: Fact<'complaint.assigned'>): Promise<void> {
  await work.db
    .updateTable('tasks_tasks')
    .set({ owner_id: owner })
    .where('complaint_id', '=', complaint)
    .where('state', '=', 'open')
    .where('follows', '=', true)
    .execute()
}

/** A colleague has left: what was theirs by name goes with the complaint from now on. */
export async function followAfterLeaver(work: Work, { agent }: Fact<'agent.deactivated'>): Promise<void> {
  await work.db
    .updateTable('tasks_tasks as t')
    .from('complaints_complaints as c')
    .set((row) => ({ owner_id: row.ref('c.owner_id'), follows: true }))
    .whereRef('c.id', '=', 't.complaint_id')
    .where('t.owner_id', '=', agent)
    .where('t.state', '=', 'open')
    .execute()
}
