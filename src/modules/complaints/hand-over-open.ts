import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { runningStates } from './rules/lifecycle.ts'

/** A colleague leaves: what is open goes to the named colleague or team, or back to where nobody has it. */
export async function handOverOpen(work: Work, { agent, to }: Fact<'agent.deactivated'>): Promise<void> {
  const given = await work.db
    .updateTable('complaints_complaints')
    .set((row) => ({
      owner_id: to?.kind === 'agent' ? to.id : null,
      ...(to?.kind === 'team' && { team_id: to.id }),
      version: row('version', '+', 1),
      last_activity_at: work.now,
    }))
    .where('owner_id', '=', agent)
    .where('state', 'in', [...runningStates, 'waiting_customer'])
    .returning(['id', 'owner_id', 'team_id', 'state'])
    .execute()
  await work.db
    .updateTable('complaints_issues')
    .set({ owner_id: to?.kind === 'agent' ? to.id : null })
    .where('owner_id', '=', agent)
    .where('outcome', 'is', null)
    .execute()
  for (const { id, owner_id, team_id, state } of given) {
    await work.announce({ fact: 'complaint.assigned', complaint: id, owner: owner_id, team: team_id, state: state as 'open' })
  }
}
