import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { colleaguesBehind } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import type { RemedyRecord } from '../present-remedies.ts'
import type { Blocker } from '../rules/authority.ts'

/** How near the caller is to a case. */
export interface Closeness {
  own: boolean
  colleague: boolean
}

/** Why the caller does not decide this alone, whatever the sum. */
export function blockersFor(remedy: RemedyRecord, { own, colleague }: Closeness): Blocker[] {
  return [
    ...(remedy.basis === 'entitlement' && remedy.amount !== null && remedy.evidence === null ? (['evidence'] as const) : []),
    ...(remedy.payee_id === null ? [] : (['payee'] as const)),
    ...(own ? (['own_case'] as const) : []),
    ...(colleague && !own ? (['colleague'] as const) : []),
  ]
}

/** As far as the record knows: whether the complaint is about the caller, theirs, or of somebody whom they know; and whether the customer works here. */
export async function closeness(work: Work, complaint: ComplaintRecord): Promise<Closeness> {
  const [subjects, behind, knows] = await Promise.all([
    work.db.selectFrom('complaints_subjects').select('agent_id').where('complaint_id', '=', complaint.id).execute(),
    colleaguesBehind(work, complaint.customer_id),
    knowsCustomer(work, complaint),
  ])
  const near = [...behind, ...subjects.map(({ agent_id }) => agent_id)]
  return { own: knows || near.some((id) => id === work.actor.id), colleague: behind.length > 0 }
}

/** The caller said so. */
async function knowsCustomer(work: Work, { id }: ComplaintRecord): Promise<boolean> {
  if (work.actor.kind !== 'person') return false
  const noted = await work.db
    .selectFrom('remedies_acquaintances')
    .select('agent_id')
    .where('complaint_id', '=', id)
    .where('agent_id', '=', work.actor.id)
    .executeTakeFirst()
  return noted !== undefined
}
