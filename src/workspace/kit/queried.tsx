import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem } from '../call.ts'
import { Failed } from './failed.tsx'
import { Loading } from './loading.tsx'
import { Refused } from './refused.tsx'
import styles from './section.module.css'

/** Why nothing can be shown: refused in its own words, else failed, with a way to try again. */
export function Trouble({ why, onAgain }: { why: unknown; onAgain: () => void }) {
  if (!(why instanceof Problem) || why.status >= 500) return <Failed why={why} onAgain={onAgain} />
  return (
    <div className={styles.troubled}>
      <Refused why={why} />
    </div>
  )
}

interface QueriedProps<Data> {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'isPending' | 'refetch'>
  rows?: number
  children: (data: Data) => ReactNode
}

/** What was asked for, or one of the other states: loading, refused, failed. What is shown already stays. */
export function Queried<Data>({ query, rows = 3, children }: QueriedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) return <Loading rows={rows} />
  return <Trouble why={query.error} onAgain={() => void query.refetch()} />
}
