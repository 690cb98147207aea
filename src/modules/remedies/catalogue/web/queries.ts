import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listEntries, listEntryVersions } from '../contract.ts'

/** The whole catalogue. */
export const catalogueQuery = queryOptions({
  queryKey: ['remedies', 'catalogue', 'all'],
  queryFn: ({ signal }) => call(listEntries, {}, { query: {}, signal }),
  meta: { topics: ['remedies'] },
})

/** What may be picked for an issue now. */
export const pickableQuery = (complaint: string, issue: string) =>
  queryOptions({
    queryKey: ['remedies', 'catalogue', complaint, issue],
    queryFn: ({ signal }) => call(listEntries, {}, { query: { complaint, ...(issue !== '' && { issue }) }, signal }),
    meta: { topics: ['remedies', `complaints:${complaint}`] },
  })

export const versionsQuery = (entry: string) =>
  queryOptions({
    queryKey: ['remedies', 'catalogue', 'versions', entry],
    queryFn: ({ signal }) => call(listEntryVersions, { entry }, { signal }),
    meta: { topics: ['remedies'] },
  })

/** Whatever shows entries. */
export const entriesShown = [['remedies', 'catalogue']] as const
