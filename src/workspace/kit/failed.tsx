import type { ReactNode } from 'react'
import { useWords } from '#workspace/language.ts'
import { useSentence } from '#workspace/sentence.ts'
import { Act } from './act.tsx'
import styles from './page.module.css'

interface FailedProps {
  /** What failed, as a sentence; whose fault it is. */
  title?: ReactNode
  /** What is safe and what happens next. */
  children?: ReactNode
  /** The error; the server's own words are shown when it had some. */
  why?: unknown
  onAgain?: () => void
  ways?: ReactNode
}

/** Something went wrong that nobody refused: whose fault, what is safe, what to do next. */
export function Failed({ title, children, why, onAgain, ways }: FailedProps) {
  const say = useWords('workspace')
  const sentence = useSentence()
  return (
    <div role="alert" className={styles.state}>
      <span className={styles.bang} aria-hidden="true">
        !
      </span>
      <h2>{title ?? say('states.failed')}</h2>
      <p>{children ?? say('states.failed_safe')}</p>
      {why !== undefined && <p>{sentence(why)}</p>}
      <div className={styles.ways}>
        {onAgain && <Act onAct={onAgain}>{say('states.again')}</Act>}
        {ways}
      </div>
    </div>
  )
}
