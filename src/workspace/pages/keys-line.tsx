import { KeyCap } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/language.ts'
import styles from './pages.module.css'

/** The keys of a list, at its foot. */
export function KeysLine() {
  const say = useWords('workspace')
  return (
    <p className={styles.keys}>
      <span>
        <KeyCap>J</KeyCap> <KeyCap>K</KeyCap> {say('list.next')}, {say('list.previous')}
      </span>
      <span>
        <KeyCap>O</KeyCap> {say('list.open')}
      </span>
      <span>
        <KeyCap>X</KeyCap> {say('list.pick')}
      </span>
      <span>
        <KeyCap>?</KeyCap> {say('keys.overview')}
      </span>
    </p>
  )
}
