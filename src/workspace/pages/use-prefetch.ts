import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { prefetch } from './prefetch.ts'

/** Asks for a complaint that is likely to be opened next. */
export function usePrefetch(): (complaint: string) => void {
  const queries = useQueryClient()
  return useCallback((complaint: string) => prefetch(queries, complaint), [queries])
}
