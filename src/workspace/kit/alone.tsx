import type { ReactNode } from 'react'
import { HouseMark } from './icons.tsx'
import styles from './page.module.css'
import { useTitle } from './use-title.ts'

/** A page without navigation, for who is not signed in: one thing, in the middle. */
export function Alone({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title)
  return (
    <main id="main" className={styles.alone}>
      <div className={styles.sign}>
        <HouseMark />
        <b>Redress</b>
      </div>
      <h1>{title}</h1>
      {children}
    </main>
  )
}

/** A column of fields with room between them. */
export function FormColumn({ children }: { children: ReactNode }) {
  return <div className={styles.form}>{children}</div>
}
