import { useMutationState } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useWords } from '#workspace/language.ts'
import { useLine } from '#workspace/live.ts'
import { useInWords } from './in-words.ts'
import styles from './page.module.css'

/** Acts that were done while there was no line: each is sent when it is back, as long as the page stays open. */
function useWaitingActs(): number {
  return useMutationState({ filters: { predicate: ({ state }) => state.isPaused }, select: () => true }).length
}

const keep = (event: BeforeUnloadEvent) => event.preventDefault()

/** Stays while the line is down, and goes by itself; says how much waits for it. */
export function OfflineBanner() {
  const say = useWords('workspace')
  const { clock } = useInWords()
  const line = useLine()
  const waiting = useWaitingActs()
  useEffect(() => {
    // Closing the page now would lose what waits: the browser asks first.
    if (waiting > 0) window.addEventListener('beforeunload', keep)
    return () => window.removeEventListener('beforeunload', keep)
  }, [waiting])
  return (
    <div role="status">
      {line.since !== null && (
        <Banner>
          {say('states.offline', { time: clock(line.since) })} {waiting > 0 && say('states.waiting', { count: waiting })}
        </Banner>
      )}
    </div>
  )
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
