import type { Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { presentClosing } from './closing/present-closing.ts'
import { issuesOf } from './issues/find-issues.ts'

/** What closing each of some complaints still waits for, in words. Every gate is asked of each: for a page, not for a view. */
export async function findStillMissing(
  work: Work,
  complaints: readonly string[],
  sayMissing: (work: Work, missing: Missing) => string,
): Promise<ReadonlyMap<string, string[]>> {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('complaints_complaints')
    .selectAll()
    .where('id', 'in', [...complaints])
    .execute()
  const found = await Promise.all(
    rows.map(async (row) => {
      const { missing } = await presentClosing(work, row, { issues: await issuesOf(work, row.id), sayMissing })
      return [row.id, missing.map(({ sentence }) => sentence)] as const
    }),
  )
  return new Map(found)
}
