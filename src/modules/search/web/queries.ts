import { infiniteQueryOptions } from '@tanstack/react-query'
import { call, type Language } from '#workspace/kit/desk.ts'
import { type Kind, search } from '../contract.ts'

interface Sought {
  q: string
  language: Language
  kind?: Kind | undefined
}

/** Everything that a question finds, a page at a time. */
export const hitsQuery = ({ q, language, kind }: Sought) =>
  infiniteQueryOptions({
    queryKey: ['search', 'all', q, language, kind ?? null],
    queryFn: ({ pageParam, signal }) =>
      call(search, {}, { query: { q, language, limit: 30, ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
