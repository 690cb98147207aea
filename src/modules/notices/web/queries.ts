import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { countNotices, listAbsences, listNotices, listWatches, readPushKey, readWishes } from '../contract.ts'

/** Told when something is told to this person, or read in another tab. */
const own = { topics: ['own'] }

export const noticeCountQuery = queryOptions({
  queryKey: ['notices', 'count'],
  queryFn: ({ signal }) => call(countNotices, {}, { signal }),
  meta: own,
})

export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'list', unread],
    queryFn: ({ pageParam, signal }) =>
      call(
        listNotices,
        {},
        { query: { limit: 50, ...(unread && { unread: 'true' as const }), ...(pageParam && { cursor: pageParam }) }, signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: own,
  })

export const wishesQuery = queryOptions({
  queryKey: ['notices', 'wishes'],
  queryFn: ({ signal }) => call(readWishes, {}, { signal }),
})

export const absencesQuery = queryOptions({
  queryKey: ['notices', 'absences'],
  queryFn: ({ signal }) => call(listAbsences, {}, { signal }),
  staleTime: 5 * 60_000,
  meta: { topics: ['notices'] },
})

export const pushKeyQuery = queryOptions({
  queryKey: ['notices', 'push'],
  queryFn: ({ signal }) => call(readPushKey, {}, { signal }),
})

/** What the reader follows. */
export const watchesQuery = queryOptions({
  queryKey: ['notices', 'watches'],
  queryFn: ({ signal }) => call(listWatches, {}, { signal }),
  staleTime: 60_000,
})
