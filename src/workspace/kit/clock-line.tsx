import type { ReactNode } from 'react'
import { Late } from './chip.tsx'
import { ClockGlyph, type ClockKind, Fuse } from './fuse.tsx'
import styles from './panes.module.css'

interface ClockLineProps {
  kind: ClockKind
  name: ReactNode
  /** What is left, or "kept": short, at the right. */
  left: ReactNode
  /** The instant and the rule: "today 17:30 · house, 5 working days". */
  rule?: ReactNode
  /** Share of its time that is left, 0 to 1; without it there is no gauge. */
  share?: number
  late?: boolean
  paused?: boolean
}

/** One clock or promise of the complaint page: sign, name, what is left, its gauge, its rule. Stands in a list. */
export function ClockLine({ kind, name, left, rule, share, late = false, paused = false }: ClockLineProps) {
  return (
    <li className={styles.clock}>
      <ClockGlyph kind={kind} />
      <span>{name}</span>
      <span className={styles.left}>{late ? <Late>{left}</Late> : left}</span>
      {share !== undefined && kind !== 'kept' && (
        <span className={styles.gauge}>
          <Fuse as="gauge" kind={kind} left={share} paused={paused} />
        </span>
      )}
      {rule !== undefined && <small>{rule}</small>}
    </li>
  )
}
