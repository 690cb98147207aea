import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type ListAsked, listQuery } from '#modules/complaints/web/queries.ts'
import { viewsQuery } from '#modules/worklist/web/queries.ts'
import { useGo } from '#workspace/kit/go.ts'
import { KeyOf } from '#workspace/kit/key-of.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import { useWords } from '#workspace/language.ts'
import styles from './complaint-page.module.css'
import { listSearch } from './list-search.ts'
import { usePrefetch } from './use-prefetch.ts'

/** What this complaint needs itself is asked for first; in milliseconds. */
const afterThisOne = 150

/** Where this complaint stands in the list that it was opened from; J and K go on from here. */
export function ListPlace({ complaint, asked }: { complaint: string; asked: ListAsked }) {
  const say = useWords('workspace')
  const complaints = useWords('complaints')
  const go = useGo()
  const { data } = useInfiniteQuery(listQuery(asked))
  const views = useQuery({ ...viewsQuery, enabled: asked.saved !== undefined })
  const saved = views.data?.data.find(({ id }) => id === asked.saved)
  const rows = data?.pages.flatMap((page) => page.data) ?? []
  const at = rows.findIndex(({ id }) => id === complaint)
  const last = useRef(at)
  if (at >= 0) last.current = at
  const prefetch = usePrefetch()
  const following = at < 0 ? undefined : rows[at + 1]?.id
  useEffect(() => {
    if (following === undefined) return
    const timer = setTimeout(() => prefetch(following), afterThisOne)
    return () => clearTimeout(timer)
  }, [following, prefetch])
  const open = (step: number) => {
    // Once it has left the list, as an answered one leaves those without an owner, the next one stands in its place.
    const next = at >= 0 ? rows[at + step] : rows[step > 0 ? Math.max(last.current, 0) : last.current - 1]
    if (next !== undefined) go(`/app/complaints/${next.id}?${listSearch(asked)}`)
  }
  useKeys([
    { keys: 'KeyJ', name: say('list.next'), act: () => open(1) },
    { keys: 'KeyK', name: say('list.previous'), act: () => open(-1) },
  ])
  if (at < 0) return null
  return (
    <p className={styles.place}>
      {say('complaint.place', { at: at + 1, count: rows.length, view: saved?.name ?? complaints(`view.${asked.view}`) })}{' '}
      <KeyOf keys="KeyJ" /> <KeyOf keys="KeyK" />
    </p>
  )
}
