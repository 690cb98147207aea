import type { ReactNode } from 'react'
import { useWords } from '#workspace/language.ts'
import { Act } from './act.tsx'
import styles from './list.module.css'

/** Takes the place of the filters while rows are picked: how many, and what can be done with them. */
export function SelectionBar({ count, onNone, children }: { count: number; onNone: () => void; children: ReactNode }) {
  const say = useWords('workspace')
  return (
    <div role="toolbar" aria-label={say('list.selected', { count })} className={styles.bar}>
      <b>{say('list.selected', { count })}</b>
      {children}
      <span className={styles.push}>
        <Act as="plain" onAct={onNone}>
          {say('list.unselect')}
        </Act>
      </span>
    </div>
  )
}
