import { type ReactNode, useId } from 'react'
import styles from './home-part.module.css'

interface HomePartProps {
  title: ReactNode
  /** Below the rows: that there are more, or the way to them. */
  more?: ReactNode
  children: ReactNode
}

/** A part of the first page: what it is, and its rows. Who has nothing to show there shows nothing. */
export function HomePart({ title, more, children }: HomePartProps) {
  const id = useId()
  return (
    <section className={styles.home} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>{children}</ul>
      {more}
    </section>
  )
}

interface HomeRowProps {
  /** It is late, or due today. */
  pressing?: boolean | undefined
  children: ReactNode
}

/** One line of it: about whom, what, by when, and what can be done at once. */
export function HomeRow({ pressing = false, children }: HomeRowProps) {
  return <li data-pressing={pressing || undefined}>{children}</li>
}
