import type { ReactNode } from 'react'
import { useWords } from '#workspace/language.ts'
import { useLine } from '#workspace/live.ts'
import { useInWords } from './in-words.ts'
import styles from './page.module.css'

/** Stays while the line is down, and goes by itself. */
export function OfflineBanner() {
  const say = useWords('workspace')
  const { clock } = useInWords()
  const line = useLine()
  return <div role="status">{line.since !== null && <Banner>{say('states.offline', { time: clock(line.since) })}</Banner>}</div>
}

/** A sentence above every page, for as long as it is true. */
export function Banner({ children }: { children: ReactNode }) {
  return (
    <div className={styles.notice} data-banner>
      <span className={styles.bang} aria-hidden="true">
        !
      </span>
      <p>{children}</p>
    </div>
  )
}
