import { countNarrowed, type Narrow } from '#modules/complaints/index.ts'
import type { Work } from '#platform/work.ts'
import { withinTime } from './find-in-view.ts'
import { findViews } from './find-views.ts'
import { troubleOf } from './present-views.ts'

/** How many complaints each of the caller's views holds: one bounded query each; null where it is broken or took too long. */
export async function countViews(work: Work, narrow: Narrow): Promise<{ data: { view: string; count: number | null }[] }> {
  const data: { view: string; count: number | null }[] = []
  // One after the other: each is bounded, and together they may not fill the database.
  for (const { id, query } of await findViews(work))
    data.push({ view: id, count: (await troubleOf(work, query)) ? null : await withinTime(work, () => countNarrowed(work, query, narrow)) })
  return { data }
}
