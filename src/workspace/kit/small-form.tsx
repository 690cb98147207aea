import type { FormEvent, ReactNode } from 'react'
import styles from './small-form.module.css'

/** A form in a pane or in place: fields one below the other, acts at its foot. */
export function SmallForm({ onSubmit, children }: { onSubmit: (event: FormEvent) => void; children: ReactNode }) {
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      {children}
    </form>
  )
}

/** The acts at the foot of a form; a sentence beside them is small. */
export function FormActs({ children }: { children: ReactNode }) {
  return <div className={styles.acts}>{children}</div>
}
