import { type ReactNode, useId } from 'react'
import styles from './panes.module.css'

interface PaneProps {
  title: ReactNode
  /** A link or a count at the right of the title; they wrap as a pair. */
  aside?: ReactNode
  /** Its rows reach the edges themselves. */
  flush?: boolean
  children: ReactNode
}

/** A region of a side column: a heading, a hairline below. Not a card. */
export function Pane({ title, aside, flush = false, children }: PaneProps) {
  const id = useId()
  return (
    <section className={styles.pane} data-flush={flush || undefined} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </header>
      {children}
    </section>
  )
}
