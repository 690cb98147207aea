import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { type HelperDraft, type HelperKind, helperKinds } from '../contract.ts'
import styles from './help.module.css'
import type { Help } from './use-help.ts'

function Ready({ draft, help }: { draft: HelperDraft; help: Help }) {
  const say = useWords('conversations')
  const [shown, setShown] = useState(false)
  return (
    <>
      <p>
        <strong>{say(`web.helper.kind.${draft.kind}`)}</strong>: {say('web.helper.ready', { model: draft.model })}
      </p>
      {shown && <blockquote className={styles.words}>{draft.text}</blockquote>}
      <div className={styles.ways}>
        <SmallAct aria-expanded={shown} onAct={() => setShown(!shown)}>
          {say(shown ? 'web.helper.hide' : 'web.helper.look')}
        </SmallAct>
        <SmallAct onAct={() => help.insert(draft)}>{say('web.helper.insert')}</SmallAct>
        <SmallAct onAct={() => help.drop.mutate(draft.kind)}>{say('web.helper.drop')}</SmallAct>
      </div>
    </>
  )
}

function Failed({ draft, help }: { draft: HelperDraft; help: Help }) {
  const say = useWords('conversations')
  const ways = (
    <>
      <SmallAct onAct={() => help.ask.mutate(draft.kind)}>{say('web.helper.again')}</SmallAct>
      <SmallAct onAct={() => help.drop.mutate(draft.kind)}>{say('web.helper.drop')}</SmallAct>
    </>
  )
  return <Refused why={say(`web.helper.failed.${draft.trouble}`)} ways={ways} />
}

function Waiting({ draft, help }: { draft: HelperDraft; help: Help }) {
  const say = useWords('conversations')
  if (draft.state === 'failed') return <Failed draft={draft} help={help} />
  if (draft.state === 'ready') return <Ready draft={draft} help={help} />
  return (
    <p role="status">
      <strong>{say(`web.helper.kind.${draft.kind}`)}</strong>: {say('web.helper.asked')}
    </p>
  )
}

/** Says of machine words that stand in the reply that a machine wrote them, until the agent has changed them or says that they read them. */
function Mark({ onRead }: { onRead: () => void }) {
  const say = useWords('conversations')
  return (
    <div className={styles.mark} role="status">
      <p>
        <strong>{say('web.helper.mark')}</strong> {say('web.helper.mark_about')}
      </p>
      <SmallAct onAct={onRead}>{say('web.helper.read')}</SmallAct>
    </div>
  )
}

/** Below the text: what may be asked of the language model, what it wrote, and the mark on what stands in the reply. Without a model it is empty. */
export function HelpPanel({ help, onRead }: { help: Help; onRead: () => void }) {
  const say = useWords('conversations')
  const isAsked = (kind: HelperKind) => help.waiting.some((draft) => draft.kind === kind && draft.state === 'asked')
  const isShown = help.open || help.waiting.length > 0
  return (
    <>
      {help.unread.length > 0 && <Mark onRead={onRead} />}
      {isShown && (
        <section className={styles.panel} aria-label={say('web.helper.title')}>
          {help.waiting.map((draft) => (
            <Waiting key={draft.id} draft={draft} help={help} />
          ))}
          {help.open && help.available && (
            <div className={styles.ways}>
              {helperKinds
                .filter((kind) => !isAsked(kind))
                .map((kind) => (
                  <SmallAct key={kind} onAct={() => help.ask.mutate(kind)}>
                    {say(`web.helper.${kind}`)}
                  </SmallAct>
                ))}
            </div>
          )}
          {help.ask.isError && <Refused why={help.ask.error} />}
        </section>
      )}
    </>
  )
}
