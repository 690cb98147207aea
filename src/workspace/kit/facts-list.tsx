import type { ReactNode } from 'react'
import styles from './panes.module.css'

export interface FactLine {
  name: string
  value: ReactNode
  /** In whose language the value is, when it is not the reader's. */
  lang?: string
}

/** What is known, as names and values. Leave out what is not known, or say that it is missing. */
export function FactsList({ facts }: { facts: readonly FactLine[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, lang }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd lang={lang}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
