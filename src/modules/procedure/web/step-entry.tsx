import { type ReactNode, useId, useState } from 'react'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Hand, type ProcedureStep, tickPoint, unskipStep, untickPoint, untickStep } from '../contract.ts'
import styles from './procedure.module.css'
import { shownOf } from './queries.ts'
import { SettleForm } from './settle-form.tsx'
import { placeOfStep } from './use-asked-step.ts'

interface StepProps {
  complaint: string
  step: ProcedureStep
}

/** Where the timeline of this page shows it. */
const onThisPage = (href: string) => href.slice(href.indexOf('#'))

/** To the right of the title: the first thing that shows it, or how it stands. */
function Shown({ step }: Pick<StepProps, 'step'>) {
  const say = useWords('procedure')
  const { day } = useInWords()
  const [first] = step.evidence
  if (step.state === 'done' && first !== undefined && step.by_hand === null)
    return (
      <a
        className={styles.shown}
        href={onThisPage(first.href)}
        aria-label={say('web.evidence_line', { label: first.label, moment: day(first.at) })}
      >
        {day(first.at)}
      </a>
    )
  return <span className={styles.shown}>{say(`state.${step.state}`)}</span>
}

function Settled({ hand }: { hand: Hand }) {
  const say = useWords('procedure')
  const { moment } = useInWords()
  const name = hand.by.name || say('web.desk')
  const why = [hand.code && say(`reason.${hand.code}`), hand.reason].filter(Boolean).join(': ')
  return (
    <p>
      {say(hand.kind === 'tick' ? 'web.ticked' : 'web.skipped', { name, moment: moment(hand.at) })}
      {why !== '' && `: ${why}`}
    </p>
  )
}

function Evidence({ step }: Pick<StepProps, 'step'>) {
  const say = useWords('procedure')
  const { moment } = useInWords()
  if (step.evidence.length === 0) return null
  return (
    <>
      <h3>{say('web.evidence')}</h3>
      <ul>
        {step.evidence.map(({ kind, id, label, at, href }) => (
          <li key={`${kind} ${id} ${label}`}>
            <a href={onThisPage(href)}>{say('web.evidence_line', { label, moment: moment(at) })}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Missing({ step }: Pick<StepProps, 'step'>) {
  const say = useWords('procedure')
  const needed = step.missing.filter(({ code }) => !code.startsWith('point:'))
  if (needed.length === 0) return null
  return (
    <>
      <h3>{say('web.still')}</h3>
      <ul>
        {needed.map(({ code, sentence }) => (
          <li key={code}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

/** What the house adds to the step: each is ticked by a press. */
function Points({ complaint, step }: StepProps) {
  const say = useWords('procedure')
  const ticking = useDoing(
    (point: string) => call(tickPoint, { complaint, step: String(step.step), point }, { body: {} }),
    shownOf(complaint),
  )
  const resetting = useDoing((point: string) => call(untickPoint, { complaint, step: String(step.step), point }), shownOf(complaint))
  const why = ticking.error ?? resetting.error
  if (step.points.length === 0) return null
  return (
    <>
      <h3>{say('web.points')}</h3>
      <ul>
        {step.points.map(({ code, name, hand, may }) => (
          <li key={code}>
            {name} {hand !== null && <Settled hand={hand} />}
            {may.tick && (
              <SmallAct aria-label={say('web.tick_point', { name })} onAct={() => ticking.mutate(code)}>
                {say('web.tick')}
              </SmallAct>
            )}
            {may.reset && (
              <SmallAct aria-label={say('web.reset_point', { name })} onAct={() => resetting.mutate(code)}>
                {say('web.reset')}
              </SmallAct>
            )}
          </li>
        ))}
      </ul>
      {why !== null && <Refused why={why} />}
    </>
  )
}

/** Ticking, leaving out, taking back: what this person may do by hand. */
function ByHand({ complaint, step }: StepProps) {
  const say = useWords('procedure')
  const [asked, setAsked] = useState<'tick' | 'skip' | null>(null)
  const at = { complaint, step: String(step.step) }
  const resetting = useDoing(() => call(step.by_hand?.kind === 'skip' ? unskipStep : untickStep, at), shownOf(complaint))
  if (asked !== null && step.may[asked]) return <SettleForm complaint={complaint} step={step} kind={asked} onDone={() => setAsked(null)} />
  return (
    <div className={styles.acts}>
      {step.may.tick && <SmallAct onAct={() => setAsked('tick')}>{say('web.tick')}</SmallAct>}
      {step.may.skip && <SmallAct onAct={() => setAsked('skip')}>{say('web.skip')}</SmallAct>}
      {step.may.reset && <SmallAct onAct={() => resetting.mutate()}>{say('web.reset')}</SmallAct>}
      {resetting.isError && <Refused why={resetting.error} />}
    </div>
  )
}

interface EntryProps extends StepProps {
  /** It is what is missing next. */
  next: boolean
  opened: boolean
  onOpen: (opened: boolean) => void
  /** What else belongs to this step. */
  children?: ReactNode
}

/** One step: its mark and name; opened, what shows it, what is missing, and what may be settled by hand. */
export function StepEntry({ complaint, step, next, opened, onOpen, children }: EntryProps) {
  const say = useWords('procedure')
  const id = useId()
  const name = { step: step.step, title: step.title, state: say(`state.${step.state}`) }
  return (
    <li id={placeOfStep(step.step)} className={styles.step} data-state={step.state} data-next={next || undefined}>
      <span className={styles.mark} aria-hidden="true">
        {step.state === 'done' ? '✓' : step.step}
      </span>
      <button
        type="button"
        aria-expanded={opened}
        aria-controls={opened ? id : undefined}
        aria-label={say('web.open_step', name)}
        onClick={() => onOpen(!opened)}
      >
        {step.title}
      </button>
      <Shown step={step} />
      {opened && (
        <div id={id} className={styles.below}>
          <p className={styles.quiet}>
            {step.help} {step.required && <Chip wraps>{say('web.required')}</Chip>}
          </p>
          {step.by_hand !== null && <Settled hand={step.by_hand} />}
          <Missing step={step} />
          <Points complaint={complaint} step={step} />
          <Evidence step={step} />
          {children}
          <ByHand complaint={complaint} step={step} />
        </div>
      )}
    </li>
  )
}
