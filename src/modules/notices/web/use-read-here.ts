import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '#workspace/kit/desk.ts'
import { markComplaintRead } from '../contract.ts'
import { noticeCountQuery } from './queries.ts'

/** Whoever looks at a complaint has read what they were told of it: when it opens, and when more is told while it is seen. */
export function useReadHere(complaint: string): void {
  const queries = useQueryClient()
  const { data } = useQuery(noticeCountQuery)
  const unread = data?.unread ?? 0
  useEffect(() => {
    if (unread === 0 || document.visibilityState === 'hidden') return
    call(markComplaintRead, { complaint })
      .then((now) => {
        queries.setQueryData(noticeCountQuery.queryKey, now)
        return queries.invalidateQueries({ queryKey: ['notices', 'list'] })
      })
      // it stays unread: the bell says so
      .catch(() => undefined)
  }, [queries, complaint, unread])
}
