import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { withWords } from '#workspace/language.ts'

/** The hand nears a complaint: its page and what stands in it are fetched, so that it opens at once. The list itself does without them. */
export function useNear(): (complaint: string) => void {
  const queries = useQueryClient()
  return useCallback(
    (complaint: string) => {
      void withWords(import('./complaint-page.tsx')).catch(() => undefined)
      void import('./prefetch.ts').then(
        ({ prefetch }) => prefetch(queries, complaint),
        () => undefined,
      )
    },
    [queries],
  )
}
