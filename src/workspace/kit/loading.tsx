import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '#workspace/language.ts'
import styles from './page.module.css'

const skeletonAfter = 200
const sentenceAfter = 2000

function useElapsed(): 'nothing' | 'skeleton' | 'sentence' {
  const [stage, setStage] = useState<'nothing' | 'skeleton' | 'sentence'>('nothing')
  useEffect(() => {
    const timers = [setTimeout(() => setStage('skeleton'), skeletonAfter), setTimeout(() => setStage('sentence'), sentenceAfter)]
    return () => timers.forEach(clearTimeout)
  }, [])
  return stage
}

const widths = [
  [34, 78],
  [28, 64],
  [41, 70],
] as const

function Bars({ rows }: { rows: number }) {
  return (
    <div className={styles.bars} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => {
        const [first, second] = widths[row % widths.length] ?? widths[0]
        return (
          <div key={row}>
            <i style={{ width: `${first}%` }} />
            <i style={{ width: `${second}%` }} />
          </div>
        )
      })}
    </div>
  )
}

/** Something comes: nothing for 200 ms, then its shape, after two seconds a sentence. */
export function Loading({ rows = 3, shape }: { rows?: number; shape?: ReactNode }) {
  const say = useWords('workspace')
  const stage = useElapsed()
  return (
    <div role="status" aria-busy="true" aria-label={say('states.loading')}>
      {stage !== 'nothing' && (shape ?? <Bars rows={rows} />)}
      {stage === 'sentence' && <p className={styles.slow}>{say('states.slow')}</p>}
    </div>
  )
}
