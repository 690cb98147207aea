import { KeyOf } from '#workspace/kit/key-of.tsx'
import { useSingleKeys } from '#workspace/kit/use-keys.ts'
import { useWords } from '#workspace/language.ts'
import styles from './pages.module.css'

/** The keys of a list, at its foot. */
export function KeysLine() {
  const say = useWords('workspace')
  if (!useSingleKeys()) return null
  return (
    <p className={styles.keys}>
      <span>
        <KeyOf keys="KeyJ" /> <KeyOf keys="KeyK" /> {say('list.next')}, {say('list.previous')}
      </span>
      <span>
        <KeyOf keys="KeyO" /> {say('list.open')}
      </span>
      <span>
        <KeyOf keys="KeyX" /> {say('list.pick')}
      </span>
      <span>
        <KeyOf keys="shift+Slash" /> {say('keys.overview')}
      </span>
    </p>
  )
}
