import type { QueryClient } from '@tanstack/react-query'
import { complaintQuery } from '#modules/complaints/web/queries.ts'
import { timelineQuery } from '#modules/conversations/web/queries.ts'

/** Asks for a complaint that is likely to be opened next, so that it stands there at once; what is fresh is not asked for again. */
export function prefetch(queries: QueryClient, complaint: string): void {
  void queries.prefetchQuery(complaintQuery(complaint))
  void queries.prefetchInfiniteQuery(timelineQuery(complaint))
}
