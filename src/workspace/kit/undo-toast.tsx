import { notifications } from '@mantine/notifications'
import { type Say, useWords } from '#workspace/language.ts'
import { useSentence } from '#workspace/sentence.ts'
import { Act } from './act.tsx'
import { KeyOf } from './key-of.tsx'
import styles from './list.module.css'
import { useKeys } from './use-keys.ts'

const undoFor = 10_000

/** Takes it back. What it answers is said in the same place: that some of it stays as it is, for instance. */
type Undo = () => unknown

interface Said {
  say: Say
  sentence: (why: unknown) => string
}

/** After undoing: what could not be undone stays to be read. */
function tell(words: string, say: Say) {
  notifications.show({ autoClose: false, closeButtonProps: { 'aria-label': say('undo.close') }, message: words })
}

async function undone(undo: Undo, { say, sentence }: Said) {
  try {
    const answer = await undo()
    if (typeof answer === 'string') tell(answer, say)
  } catch (why) {
    tell(sentence(why), say)
  }
}

interface OfferProps {
  said: string
  onTake: () => void
}

/** The toast stands at the end of the page: who has no pointer is there too late, and takes it back by its key from wherever they are. */
function Offer({ said, onTake }: OfferProps) {
  const say = useWords('workspace')
  useKeys([{ keys: 'KeyZ', name: say('undo.act'), act: onTake }])
  return (
    <span className={styles.undo}>
      <span>{said}</span>
      <KeyOf keys="KeyZ" />
      <Act as="plain" onAct={onTake}>
        {say('undo.act')}
      </Act>
    </span>
  )
}

function offer(said: string, undo: Undo, words: Said) {
  const { say } = words
  const take = () => {
    notifications.hide(id)
    void undone(undo, words)
  }
  const id = notifications.show({
    autoClose: undoFor,
    closeButtonProps: { 'aria-label': say('undo.close') },
    message: <Offer said={said} onTake={take} />,
  })
}

/** Says what was done and offers to undo it for ten seconds. The only kind of toast there is. */
export function useUndo(): (said: string, undo: Undo) => void {
  const say = useWords('workspace')
  const sentence = useSentence()
  return (said, undo) => offer(said, undo, { say, sentence })
}
