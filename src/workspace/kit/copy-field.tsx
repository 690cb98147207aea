import { useId, useRef, useState } from 'react'
import { useWords } from '../language.ts'
import { Act } from './act.tsx'
import styles from './section.module.css'

interface CopyFieldProps {
  label: string
  value: string
  /** More than one line, as a piece of HTML is. */
  lines?: number
}

/** Something to carry elsewhere: it can be read, chosen with the keyboard and copied. */
export function CopyField({ label, value, lines = 1 }: CopyFieldProps) {
  const say = useWords('workspace')
  const id = useId()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setSaid(say('copy.done'))
    } catch {
      // pages without https may not write to the clipboard: the words are chosen, the keys do the rest
      field.current?.select()
      setSaid(say('copy.by_hand'))
    }
  }
  const shared = { id, ref: field, value, readOnly: true, onFocus: () => field.current?.select() }
  return (
    <div className={styles.copy}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.copied}>
        {lines > 1 ? <textarea {...shared} rows={lines} /> : <input {...shared} />}
        <Act onAct={() => void copy()}>{say('copy.act')}</Act>
      </div>
      <span role="status" className={styles.done}>
        {said}
      </span>
    </div>
  )
}
