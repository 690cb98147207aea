import { sql } from 'kysely'
import { wholeOf } from '#modules/complaints/index.ts'
import type { Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'

/** Gate B3: no promise is open, on the complaint or on one that was merged into it. Nobody waives it: the customer releases us, or it is kept. */
export async function noPromiseOpen(work: Work, { complaint }: { complaint: string }): Promise<Missing[]> {
  const open = await work.db
    .selectFrom('promises_promises')
    .select((match) => match.fn.countAll<string>().as('count'))
    .where('state', 'in', ['open', 'reagreed'])
    .where(sql<boolean>`complaint_id = any (${wholeOf(work, complaint)})`)
    .executeTakeFirstOrThrow()
  const count = Number(open.count)
  return count > 0 ? [{ gate: 'B3', reason: 'promises.promise_open', data: { count } }] : []
}
