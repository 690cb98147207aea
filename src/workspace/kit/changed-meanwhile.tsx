import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../language.ts'
import { Act } from './act.tsx'
import styles from './changed-meanwhile.module.css'

export interface BothSides {
  name: string
  theirs: ReactNode
  yours: ReactNode
}

interface ChangedMeanwhileProps {
  sides: readonly BothSides[]
  busy?: boolean
  onKeepMine: () => void
  onTakeTheirs: () => void
}

/** Somebody else changed the same thing: both stand side by side, and the person decides. Nothing is lost before that. */
export function ChangedMeanwhile({ sides, busy = false, onKeepMine, onTakeTheirs }: ChangedMeanwhileProps) {
  const say = useWords('workspace')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place} role="alert" className={styles.changed}>
      <b>{say('changed.title')}</b>
      <div className={styles.sides}>
        <span />
        <b>{say('changed.theirs')}</b>
        <b>{say('changed.yours')}</b>
        {sides.map(({ name, theirs, yours }) => (
          <div key={name} className={styles.side}>
            <span>{name}</span>
            <span>{theirs}</span>
            <span>{yours}</span>
          </div>
        ))}
      </div>
      <div className={styles.ways}>
        <Act busy={busy} onAct={onKeepMine}>
          {say('changed.keep_mine')}
        </Act>
        <Act onAct={onTakeTheirs}>{say('changed.take_theirs')}</Act>
      </div>
    </div>
  )
}
