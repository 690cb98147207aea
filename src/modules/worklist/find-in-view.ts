import { sql } from 'kysely'
import { type Narrow, visibleComplaints } from '#modules/complaints/index.ts'
import type { Work } from '#platform/work.ts'
import { seesView } from './access.ts'
import type { ViewRecord } from './find-views.ts'
import { troubleOf } from './present-views.ts'

/** How the operators of a query become a condition. */
export type Narrowing = Narrow

/** A view that the caller sees at this moment; null to others, and where it was taken away. */
export async function viewFor(work: Work, id: string): Promise<ViewRecord | null> {
  const row = await work.db.selectFrom('worklist_views').selectAll().where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  return row && seesView(work.actor, row) ? row : null
}

interface Bounds {
  narrow: Narrowing
  limit: number
}

/** The complaints that a view holds for the caller, so many at most; null where it is broken, or takes too long. */
export async function findInView(work: Work, { query }: ViewRecord, { narrow, limit }: Bounds): Promise<string[] | null> {
  if (await troubleOf(work, query)) return null
  return withinTime(work, async () => {
    const found = work.db
      .selectFrom('complaints_complaints')
      .select('id')
      .where(visibleComplaints(work.actor))
      .where(await narrow(work, query))
      .limit(limit)
    return (await found.execute()).map(({ id }) => id)
  })
}

// What takes longer is not worth waiting for.
const longest = '1500ms'

/** What a bounded question answers; null where it takes too long, and nothing else of the transaction is lost. */
export async function withinTime<Answer>(work: Work, ask: () => Promise<Answer>): Promise<Answer | null> {
  await sql`savepoint asking`.execute(work.db)
  await sql`set local statement_timeout = ${sql.lit(longest)}`.execute(work.db)
  try {
    const answer = await ask()
    await sql`set local statement_timeout to default`.execute(work.db)
    await sql`release savepoint asking`.execute(work.db)
    return answer
  } catch (error) {
    if (!tookTooLong(error)) throw error
    await sql`rollback to savepoint asking`.execute(work.db)
    return null
  }
}

const tookTooLong = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '57014'
