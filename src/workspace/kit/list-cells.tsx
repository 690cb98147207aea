import type { ReactNode } from 'react'
import styles from './list.module.css'

/** First line and second line of a cell: name and number, end and rule. Unread is weight, not a dot. */
export function TwoLines({
  first,
  second,
  unread = false,
  strong = false,
}: {
  first: ReactNode
  second?: ReactNode
  unread?: boolean
  strong?: boolean
}) {
  return (
    <>
      <span className={styles.line1} data-unread={unread || undefined} data-strong={strong || undefined}>
        {first}
      </span>
      {second !== undefined && <span className={styles.line2}>{second}</span>}
    </>
  )
}

/** The customer's words as the subject, clipped to one line; what is missing beneath. */
export function ToldLine({ words, lang, missing }: { words: string; lang?: string; missing?: ReactNode }) {
  return (
    <>
      <span className={styles.told} lang={lang}>
        {words}
      </span>
      {missing !== undefined && <span className={styles.line2}>{missing}</span>}
    </>
  )
}
