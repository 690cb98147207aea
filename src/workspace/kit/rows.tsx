import type { ReactNode } from 'react'
import styles from './section.module.css'

/** A short list: what there is, one line each. Long lists are a ListTable. */
export function Rows({ name, children }: { name: string; children: ReactNode }) {
  return (
    <ul className={styles.rows} aria-label={name}>
      {children}
    </ul>
  )
}

interface RowProps {
  title: ReactNode
  line?: ReactNode
  acts?: ReactNode
  /** It is open, or the keys stand on it. */
  here?: boolean
  /** What opened below it. */
  children?: ReactNode
  at?: string
}

export function Row({ title, line, acts, here = false, children, at }: RowProps) {
  return (
    <li className={styles.row} data-here={here || undefined} data-row={at}>
      <div>
        <div className={styles.rowTitle}>{title}</div>
        {line !== undefined && <div className={styles.rowLine}>{line}</div>}
      </div>
      <div className={styles.rowActs}>{acts}</div>
      <div className={styles.rowBelow}>{children}</div>
    </li>
  )
}
