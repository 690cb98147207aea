import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** What is promised on a complaint and still to be kept, the soonest first. */
export const findOpenPromises = (work: Work, complaint: Id): Promise<{ id: Id; words: string; due_at: Temporal.Instant }[]> =>
  work.db
    .selectFrom('promises_promises')
    .select(['id', 'words', 'due_at'])
    .where('complaint_id', '=', complaint)
    .where('state', 'in', ['open', 'reagreed'])
    .orderBy('due_at')
    .orderBy('id')
    .execute()
