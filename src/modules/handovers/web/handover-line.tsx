import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { WordsForm } from '#workspace/kit/words-form.tsx'
import { acceptHandover, briefParts, declineHandover, type Handover, longestPart, withdrawHandover } from '../contract.ts'
import styles from './handovers.module.css'
import { handoversQuery, shownOf } from './queries.ts'

/** What the receiver needs to know, on one screen. */
export function BriefSheet({ handover }: { handover: Handover }) {
  const say = useWords('handovers')
  return (
    <dl className={styles.brief}>
      {briefParts.map((part) => (
        <div key={part}>
          <dt>{say(`brief.${part}`)}</dt>
          <dd>{handover.brief[part].trim() || say('web.nothing')}</dd>
        </div>
      ))}
    </dl>
  )
}

function DeclineForm({ handover, onDone }: { handover: Handover; onDone: () => void }) {
  const say = useWords('handovers')
  const { complaint, id, version } = handover
  const at = { complaint: complaint.id, handover: id }
  const declining = useDoing((reason: string) => call(declineHandover, at, { body: { version, reason } }), shownOf(complaint.id))
  const words = { label: say('web.decline_reason'), act: say('web.decline'), notYet: say('web.reason_first') }
  return <WordsForm {...words} longest={longestPart} doing={declining} onDone={onDone} />
}

/** Accept, decline with a reason, or withdraw: what this person may do with an open request. */
export function HandoverActs({ handover }: { handover: Handover }) {
  const say = useWords('handovers')
  const [declines, setDeclines] = useState(false)
  const { complaint, id, version, may } = handover
  const at = { complaint: complaint.id, handover: id }
  const doing = useDoing(
    (act: typeof acceptHandover | typeof withdrawHandover) => call(act, at, { body: { version } }),
    shownOf(complaint.id),
  )
  if (declines) return <DeclineForm handover={handover} onDone={() => setDeclines(false)} />
  return (
    <>
      {doing.isError && <Refused why={doing.error} />}
      {may.accept && (
        <Act as="do" size="xs" busy={doing.isPending} onAct={() => doing.mutate(acceptHandover)}>
          {say('web.accept')}
        </Act>
      )}
      {may.decline && (
        <Act size="xs" onAct={() => setDeclines(true)}>
          {say('web.decline')}
        </Act>
      )}
      {may.withdraw && !may.accept && <SmallAct onAct={() => doing.mutate(withdrawHandover)}>{say('web.withdraw')}</SmallAct>}
    </>
  )
}

function Sentence({ handover }: { handover: Handover }) {
  const say = useWords('handovers')
  const { moment } = useInWords()
  const { receiver, requested_by, why, reason, state, may, settled_reason, settled_at } = handover
  const because = why === 'other' ? (reason ?? '') : say(`why.${why}`)
  if (state === 'declined') return <>{say('web.declined', { name: receiver.name, reason: settled_reason ?? '' })}</>
  if (state === 'accepted') return <>{say('web.taken', { name: receiver.name, moment: moment(settled_at ?? handover.requested_at) })}</>
  if (may.accept) return <>{say('web.waits_for_you', { by: requested_by.name, why: because })}</>
  return <>{say('web.waits', { name: receiver.name, why: because })}</>
}

interface LineProps {
  complaint: string
  mine: boolean
  /** Puts a ready text, by its code, into the reply. */
  onText: (code: string) => void
}

function Hint({ handover, mine, onText }: Pick<LineProps, 'mine' | 'onText'> & { handover: Handover }) {
  const say = useWords('handovers')
  if (handover.state === 'requested' && mine) {
    return (
      <p className={styles.acts}>
        {say('web.tell')} <SmallAct onAct={() => onText('handover_joint')}>{say('web.tell_text')}</SmallAct>
      </p>
    )
  }
  if (!handover.apology_due || !mine) return null
  return (
    <p className={styles.acts}>
      {say('web.apology')} <SmallAct onAct={() => onText('apology_colleague')}>{say('web.apology_text')}</SmallAct>
    </p>
  )
}

/** Above the reply: who was asked to take over, what became of it, and what the customer should hear. Nothing where nothing is open. */
export function HandoverLine({ complaint, mine, onText }: LineProps) {
  const say = useWords('handovers')
  const { moment } = useInWords()
  const [opened, setOpened] = useState(false)
  const { data } = useQuery(handoversQuery(complaint))
  const last = data?.data[0]
  const isShown = last !== undefined && (last.state === 'requested' || last.state === 'declined' || last.apology_due)
  if (!isShown) return null
  const open = last.state === 'requested'
  return (
    <section className={styles.line} aria-label={say('web.title')}>
      <p>
        <Sentence handover={last} /> {open && say('web.promised', { name: last.receiver.name, moment: moment(last.reach_by) })}
      </p>
      {opened && <BriefSheet handover={last} />}
      <div className={styles.acts}>
        {open && <HandoverActs handover={last} />}
        <SmallAct aria-expanded={opened} onAct={() => setOpened(!opened)}>
          {say(opened ? 'web.hide_brief' : 'web.show_brief')}
        </SmallAct>
      </div>
      <Hint handover={last} mine={mine} onText={onText} />
    </section>
  )
}
