import { notifications } from '@mantine/notifications'
import { type Say, useWords } from '#workspace/language.ts'
import { Act } from './act.tsx'
import styles from './list.module.css'

const undoFor = 10_000

function offer(said: string, undo: () => void, say: Say) {
  const take = () => {
    notifications.hide(id)
    undo()
  }
  const id = notifications.show({
    autoClose: undoFor,
    closeButtonProps: { 'aria-label': say('undo.close') },
    message: (
      <span className={styles.undo}>
        <span>{said}</span>
        <Act as="plain" onAct={take}>
          {say('undo.act')}
        </Act>
      </span>
    ),
  })
}

/** Says what was done and offers to undo it for ten seconds. The only kind of toast there is. */
export function useUndo(): (said: string, undo: () => void) => void {
  const say = useWords('workspace')
  return (said, undo) => offer(said, undo, say)
}
