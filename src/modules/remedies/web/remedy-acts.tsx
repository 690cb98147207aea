import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { WordsForm } from '#workspace/kit/words-form.tsx'
import {
  approveRemedy,
  cancelRemedy,
  confirmRemedy,
  executeRemedy,
  longestReason,
  type Remedy,
  type RemedyMay,
  refuseRemedy,
  requestRemedy,
  reverseRemedy,
  settleRemedy,
} from '../contract.ts'
import { asksHow } from './give-form.tsx'
import { shownOf } from './queries.ts'
import styles from './remedies.module.css'
import { useRemedyWords } from './use-remedy-words.ts'

type Act = keyof RemedyMay
type At = { complaint: string; remedy: string }

const plain = {
  request: (at: At) => call(requestRemedy, at),
  approve: (at: At) => call(approveRemedy, at),
  execute: (at: At) => call(executeRemedy, at, { body: {} }),
  confirm: (at: At) => call(confirmRemedy, at, { body: {} }),
  settle: (at: At) => call(settleRemedy, at, { body: {} }),
}
const reasoned = { refuse: refuseRemedy, cancel: cancelRemedy, reverse: reverseRemedy }
type Plain = keyof typeof plain
export type Reasoned = keyof typeof reasoned

const order: readonly Act[] = ['request', 'approve', 'refuse', 'execute', 'confirm', 'settle', 'cancel', 'reverse']
const isReasoned = (act: Act): act is Reasoned => act in reasoned

interface ActsProps {
  remedy: Remedy
  /** It asks for more: a reason, or how it is carried out. */
  onForm: (act: Reasoned | 'execute') => void
}

/** What may be done with a remedy now. */
export function RemedyActs({ remedy, onForm }: ActsProps) {
  const say = useWords('remedies')
  const words = useRemedyWords()
  const at = { complaint: remedy.complaint.id, remedy: remedy.id }
  const doing = useDoing((act: Plain) => plain[act](at), shownOf(at.complaint))
  const press = (act: Act) => {
    if (isReasoned(act) || (act === 'execute' && asksHow(remedy))) return onForm(act)
    return !doing.isPending && doing.mutate(act)
  }
  const acts = order.filter((act) => remedy.may[act])
  if (acts.length === 0 && !doing.isError) return null
  return (
    <>
      {doing.isError && <Refused why={doing.error} />}
      <div className={styles.acts}>
        {acts.map((act) => (
          <SmallAct
            key={act}
            aria-label={say('web.acts_on', { act: say(`web.act.${act}`), remedy: words(remedy) })}
            onAct={() => press(act)}
          >
            {say(`web.act.${act}`)}
          </SmallAct>
        ))}
      </div>
    </>
  )
}

/** The reason for a no, for taking back, for reversing. */
export function ReasonForm({ remedy, act, onDone }: { remedy: Remedy; act: Reasoned; onDone: () => void }) {
  const say = useWords('remedies')
  const at = { complaint: remedy.complaint.id, remedy: remedy.id }
  const doing = useDoing((reason: string) => call(reasoned[act], at, { body: { reason: reason.trim() } }), shownOf(at.complaint))
  const words = { label: say(`web.reason.${act}`), act: say(`web.act.${act}`), notYet: say('web.reason_first') }
  return <WordsForm {...words} longest={longestReason} doing={doing} onDone={onDone} />
}
