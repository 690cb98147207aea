import { Modal, Switch } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useWords } from '#workspace/language.ts'
import { KeyCap } from './chip.tsx'
import styles from './list.module.css'
import { keysInWords, setSingleKeys, useAllKeys, useKeys, useSingleKeys } from './use-keys.ts'

/** All keys that work on this page, opened by "?". Stands once, in the frame. */
export function KeysOverview() {
  const say = useWords('workspace')
  const [opened, { open, close }] = useDisclosure(false)
  const all = useAllKeys()
  const single = useSingleKeys()
  useKeys([{ keys: 'shift+Slash', name: say('keys.overview'), act: open }])
  return (
    <Modal opened={opened} onClose={close} title={say('keys.title')} closeButtonProps={{ 'aria-label': say('keys.close') }} size="lg">
      <p className={styles.intro}>{say('keys.intro')}</p>
      <dl className={styles.keys}>
        {all.map(({ keys, name }) => (
          <div key={`${keys} ${name}`}>
            <dt>
              <KeyCap>{keysInWords(keys)}</KeyCap>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
      <Switch label={say('keys.off')} checked={!single} onChange={(event) => setSingleKeys(!event.currentTarget.checked)} />
    </Modal>
  )
}
