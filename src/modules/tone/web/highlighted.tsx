import type { ReactNode } from 'react'
import styles from './tone.module.css'

/** A text with places of it underlined. */
export function Highlighted({ text, places }: { text: string; places: readonly { start: number; end: number }[] }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end } of places.toSorted((one, other) => one.start - other.start)) {
    if (end <= at) continue
    const from = Math.max(start, at)
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, end)}</mark>)
    at = end
  }
  return (
    <p className={styles.highlighted}>
      {parts}
      {text.slice(at)}
    </p>
  )
}
