import type { ReactNode } from 'react'
import styles from './marks.module.css'

export type Tone = 'plain' | 'legal' | 'house' | 'kept' | 'act'

interface ChipProps {
  /** The words say it; the colour only repeats them. */
  children: ReactNode
  tone?: Tone
  /** May take two lines, as in the panels. */
  wraps?: boolean
}

export function Chip({ children, tone = 'plain', wraps = false }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone} data-wraps={wraps || undefined}>
      {children}
    </span>
  )
}

/** Late is said in ink: red is kept for legal clocks. */
export function Late({ children }: { children: ReactNode }) {
  return <span className={styles.late}>{children}</span>
}

/** A key, as it stands on the button that it presses. */
export function KeyCap({ children }: { children: ReactNode }) {
  return <kbd className={styles.keycap}>{children}</kbd>
}
