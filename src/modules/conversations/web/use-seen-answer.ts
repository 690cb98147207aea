import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Draft } from '../contract.ts'
import { timelineQuery } from './queries.ts'

/** The last answer of ours that the writer knew when they began: null where there was none, undefined where nobody can say. */
export function useSeenAnswer(complaint: string, draft: Draft | null) {
  const queries = useQueryClient()
  const newest = (until?: string): string | null | undefined => {
    const pages = queries.getQueryData(timelineQuery(complaint).queryKey)?.pages
    if (pages === undefined) return undefined
    const answers = pages.flatMap(({ data }) => data.flatMap((item) => (item.kind === 'message' ? [item.message] : [])))
    const ours = answers.filter(({ direction, kind, state }) => direction === 'out' && kind === 'message' && state !== 'withdrawn')
    const known = ours.find(({ at }) => until === undefined || Temporal.Instant.compare(at, until) <= 0)
    return known?.id ?? null
  }
  // What was begun another day was begun by when it was last kept.
  const begun = useRef<{ seen: string | null | undefined } | { since: string } | null>(draft?.text ? { since: draft.saved_at } : null)
  return {
    changed: (text: string) => {
      if (text.trim() === '') begun.current = null
      else begun.current ??= { seen: newest() }
    },
    /** What goes along with the reply. */
    seen: (): string | null | undefined => {
      if (begun.current === null) return newest()
      return 'since' in begun.current ? newest(begun.current.since) : begun.current.seen
    },
  }
}
