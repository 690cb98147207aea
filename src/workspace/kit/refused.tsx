import { type ReactNode, useEffect, useRef } from 'react'
import { useSentence } from '#workspace/sentence.ts'
import styles from './page.module.css'

interface RefusedProps {
  /** The problem that the desk answered, or a sentence. */
  why: unknown
  /** A heading, when the place is large enough for one. */
  title?: ReactNode
  /** Ways on: ask somebody, give less. */
  ways?: ReactNode
}

/** An expected no, beside the act that was refused. What was written stays. Never a toast. */
export function Refused({ why, title, ways }: RefusedProps) {
  const sentence = useSentence()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // newer browsers answer a promise here, which an effect must not
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place} role="alert" className={styles.notice}>
      <span className={styles.bang} aria-hidden="true">
        !
      </span>
      <div>
        {title !== undefined && <h2>{title}</h2>}
        <p>{sentence(why)}</p>
        {ways !== undefined && <div className={styles.ways}>{ways}</div>}
      </div>
    </div>
  )
}
