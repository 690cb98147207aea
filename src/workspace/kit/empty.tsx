import type { ReactNode } from 'react'
import { Fuse } from './fuse.tsx'
import styles from './page.module.css'

interface EmptyProps {
  /** What is true: "Nothing of yours burns." */
  title: ReactNode
  /** What is safe, and until when; for no result, the query loosened. */
  children?: ReactNode
  /** One offer. */
  offer?: ReactNode
}

/** Nothing here: a long calm fuse, one sentence, one offer. */
export function Empty({ title, children, offer }: EmptyProps) {
  return (
    <div className={styles.state}>
      <span className={styles.calm}>
        <Fuse kind="none" left={1} />
      </span>
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {offer !== undefined && <div className={styles.ways}>{offer}</div>}
    </div>
  )
}
