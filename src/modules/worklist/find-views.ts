import type { Selectable } from 'kysely'
import type { WorklistViews } from '#platform/database.types.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { seesView } from './access.ts'
import './refusals.ts'

export type ViewRecord = Selectable<WorklistViews>

// More views than one person can look at.
export const mostViews = 200

/** The views that the caller sees, in the caller's order; the newest last. */
export async function findViews(work: Work): Promise<ViewRecord[]> {
  const [rows, habits] = await Promise.all([
    work.db
      .selectFrom('worklist_views')
      .selectAll()
      .where('ended_at', 'is', null)
      .where((match) => match.or([match('owner_id', '=', work.actor.id), match('shared', 'is not', null)]))
      .orderBy('created_at')
      .orderBy('id')
      .limit(mostViews * 10)
      .execute(),
    work.db.selectFrom('worklist_habits').select('views').where('agent_id', '=', work.actor.id).executeTakeFirst(),
  ])
  const order = habits?.views ?? []
  const placeOf = ({ id }: ViewRecord) => (order.includes(id) ? order.indexOf(id) : order.length)
  return rows
    .filter((row) => seesView(work.actor, row))
    .toSorted((one, other) => placeOf(one) - placeOf(other))
    .slice(0, mostViews)
}

/** A view that the caller sees, locked; 404 to others. One that was taken away is found only where it is to come back. */
export async function viewForUpdate(work: Work, id: string, { ended = false } = {}): Promise<ViewRecord> {
  const row = await work.db
    .selectFrom('worklist_views')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', ended ? 'is not' : 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row || !seesView(work.actor, row)) throw refuse('worklist.view_not_found')
  return row
}
