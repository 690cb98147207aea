import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

interface SectionProps {
  title: ReactNode
  /** One sentence on what this is for. */
  about?: ReactNode
  /** At the right of the title. */
  acts?: ReactNode
  children?: ReactNode
}

/** A part of a page that reads from top to bottom, as the settings do: a heading, a sentence, what belongs to it. */
export function Section({ title, about, acts, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {acts !== undefined && <div className={styles.sectionActs}>{acts}</div>}
      </header>
      {about !== undefined && <p className={styles.about}>{about}</p>}
      {children}
    </section>
  )
}

/** Fields side by side where there is room; `wide` ones are never more than two, as addresses need. */
export function Pair({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <div className={styles.pair} data-wide={wide || undefined}>
      {children}
    </div>
  )
}

/** Fields that belong together, with their name. */
export function Group({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{name}</legend>
      {children}
    </fieldset>
  )
}

/** A sentence in the second voice. */
export function About({ children }: { children: ReactNode }) {
  return <p className={styles.about}>{children}</p>
}

/** What came of it, said in place: kept, or in the other side's own words. */
export function Said({ kept = false, mark, children }: { kept?: boolean; mark?: ReactNode; children: ReactNode }) {
  return (
    <div role="status" className={styles.said} data-tone={kept ? 'kept' : undefined}>
      {mark}
      <div>{children}</div>
    </div>
  )
}
