import { useWords } from '#workspace/language.ts'
import { Act } from './act.tsx'
import styles from './list.module.css'

/** Beneath a list that goes on: asks for its next page. */
export function MoreRows({ waiting, onMore }: { waiting: boolean; onMore: () => void }) {
  const say = useWords('workspace')
  return (
    <div className={styles.more}>
      <Act as="plain" busy={waiting} onAct={onMore}>
        {say('list.more')}
      </Act>
    </div>
  )
}
