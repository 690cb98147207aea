import type { ReactNode } from 'react'
import { ClockGlyph, type ClockKind, Fuse } from './fuse.tsx'
import styles from './panes.module.css'

interface ClockLineProps {
  kind: ClockKind
  /** Of what the limit is. */
  name: ReactNode
  /** What is left of it, in words. */
  left: ReactNode
  /** The same as a share, 0 to 1; nothing is drawn where it does not run. */
  share?: number | null
  paused?: boolean
  /** By when, by which rule: in the second voice. */
  children?: ReactNode
}

/** One time limit: whose it is, of what, what is left of it, and how it came about. */
export function ClockLine({ kind, name, left, share = null, paused = false, children }: ClockLineProps) {
  return (
    <li className={styles.clock}>
      <ClockGlyph kind={kind} />
      <span>{name}</span>
      <span className={styles.left}>{left}</span>
      {share !== null && kind !== 'kept' && (
        <span className={styles.gauge}>
          <Fuse kind={kind} as="gauge" left={share} paused={paused} late={share <= 0} />
        </span>
      )}
      <small>{children}</small>
    </li>
  )
}
