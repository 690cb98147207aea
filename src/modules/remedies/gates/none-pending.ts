import { sql } from 'kysely'
import { wholeOf } from '#modules/complaints/index.ts'
import type { Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { pending } from '../rules/states.ts'

/** Gate B4: what was approved is executed or cancelled, and nothing waits for a yes; on the complaint, or on one that was merged into it. */
export async function noRemedyPending(work: Work, { complaint }: { complaint: string }): Promise<Missing[]> {
  const open = await work.db
    .selectFrom('remedies_remedies')
    .select((match) => match.fn.countAll<string>().as('count'))
    .where('state', 'in', pending)
    // As one list: with `or` every remedy of the house would be looked at.
    .where(sql<boolean>`complaint_id = any (${wholeOf(work, complaint)})`)
    .executeTakeFirstOrThrow()
  const count = Number(open.count)
  return count > 0 ? [{ gate: 'B4', reason: 'remedies.pending', data: { count } }] : []
}
