import type { ReactNode } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import styles from './remedies.module.css'

/** Columns of sums: they stand at the right, under one another. */
const sums = new Set(['opening', 'moved', 'closing'])

/** A table of the ledger under its heads; a wide one scrolls. */
export function LedgerTable({ label, heads, children }: { label: string; heads: readonly string[]; children: ReactNode }) {
  const say = useWords('remedies')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls: who has no pointer scrolls it by key
    <div role="group" className={styles.wide} tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {heads.map((name) => (
              <th key={name} scope="col" data-sum={sums.has(name) || undefined}>
                {say(`web.ledger_${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
