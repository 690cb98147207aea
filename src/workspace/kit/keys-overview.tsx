import { Modal, Switch } from '@mantine/core'
import { Suspense } from 'react'
import { useWords } from '#workspace/language.ts'
import styles from './list.module.css'
import { OwnKeysList } from './own-keys.tsx'
import { setSingleKeys, useSingleKeys } from './use-keys.ts'
import { useOwnChange } from './use-own-change.ts'

function SingleKeys() {
  const say = useWords('workspace')
  const single = useSingleKeys()
  const changing = useOwnChange()
  const choose = (on: boolean) => {
    setSingleKeys(on)
    changing.mutate({ preferences: { single_keys: on } })
  }
  return <Switch label={say('keys.off')} checked={!single} onChange={(event) => choose(!event.currentTarget.checked)} />
}

/** All keys of the house; each may be put elsewhere, or single keys switched off. */
export function KeysOverview({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const say = useWords('workspace')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={say('keys.title')}
      closeButtonProps={{ 'aria-label': say('keys.close') }}
      size="lg"
      closeOnEscape
    >
      <p className={styles.intro}>{say('keys.intro')}</p>
      <Suspense>
        <OwnKeysList />
        <SingleKeys />
      </Suspense>
    </Modal>
  )
}
