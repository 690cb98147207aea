import { useEffect, useRef } from 'react'
import { useWords } from '#workspace/language.ts'
import styles from './page.module.css'

export interface FieldError {
  /** The id of the field. */
  field: string
  sentence: string
}

/** Stands first in a form after it was sent with mistakes: the same words as at the fields, each a link to its field. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const say = useWords('workspace')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.summary}>
      <h2>{say('errors.title', { count: errors.length })}</h2>
      <ul>
        {errors.map(({ field, sentence }) => (
          <li key={field}>
            <a href={`#${field}`} onClick={(event) => goTo(event, field)}>
              {sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function goTo(event: { preventDefault: () => void }, field: string) {
  event.preventDefault()
  document.getElementById(field)?.focus()
}
