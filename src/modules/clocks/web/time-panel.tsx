import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import { ClockLine } from '#workspace/kit/clock-line.tsx'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Clock, listClocks } from '../contract.ts'
import { ChosenPresets } from './chosen-presets.tsx'
import { ClockLog } from './clock-log.tsx'
import styles from './clocks.module.css'
import { clocksQuery } from './queries.ts'
import { SubmissionPart } from './submission-part.tsx'
import { useSpans } from './use-spans.ts'

type Answer = AnswerOf<typeof listClocks>

const glyphOf = ({ legal, kind, open }: Clock) => {
  if (!open) return 'kept' as const
  if (kind === 'promise') return 'promise' as const
  return legal ? ('legal' as const) : ('house' as const)
}

/** What is left of a clock's time, as a share; none where it stands still or is over. */
function shareOf({ open, remaining, started, due }: Clock): number | null {
  if (!open || remaining === null) return null
  const whole = Temporal.Instant.from(started).until(due).total('seconds')
  return whole <= 0 ? 0 : Math.max(0, remaining / whole)
}

function useLeft() {
  const say = useWords('clocks')
  const { length } = useInWords()
  return ({ open, state, remaining, due }: Clock): string => {
    if (!open || remaining === null) return ''
    if (state === 'paused') return say('states.paused')
    return say(remaining < 0 ? 'web.late' : 'web.left', { length: length(due) })
  }
}

/** By when, or what became of it; of two limits of the same kind, whose rule it is. */
function Standing({ clock, twin }: { clock: Clock; twin: boolean }) {
  const say = useWords('clocks')
  const language = useLanguage()
  const { moment } = useInWords()
  const spans = useSpans()
  const { state, due, met_at, late, paused, target, extended } = clock
  const until = paused.at(-1)?.to
  const said = {
    met: met_at && say(late ? 'web.met_late' : 'web.met_at', { moment: moment(met_at) }),
    paused: until && say('web.paused_until', { moment: moment(until) }),
    unmet: `${say('states.unmet')} · ${moment(due)}`,
    breached: `${say('states.breached')} · ${moment(due)}`,
    stopped: say('states.stopped'),
    running: moment(due),
  }[state]
  const rule = target ? say('web.target', { span: spans(clock), target: spans(target) }) : spans(clock)
  const preset = twin && clock.name?.[language]
  return <>{[said, rule, extended && say('web.extended'), preset].filter(Boolean).join(' · ')}</>
}

function Limit({ clock, twin }: { clock: Clock; twin: boolean }) {
  const say = useWords('clocks')
  const left = useLeft()
  const name = say(`kinds.${clock.kind}`)
  return (
    <ClockLine
      kind={glyphOf(clock)}
      name={clock.cycle > 1 ? `${name} · ${say('web.cycle', { cycle: clock.cycle })}` : name}
      left={left(clock)}
      share={shareOf(clock)}
      paused={clock.state === 'paused'}
    >
      <Standing clock={clock} twin={twin} />
    </ClockLine>
  )
}

function Limits({ title, clocks }: { title: string; clocks: readonly Clock[] }) {
  if (clocks.length === 0) return null
  return (
    <>
      <h3 className={styles.side}>{title}</h3>
      <ul>
        {clocks.map((clock) => (
          <Limit key={clock.id} clock={clock} twin={clocks.some(({ id, kind }) => kind === clock.kind && id !== clock.id)} />
        ))}
      </ul>
    </>
  )
}

/** What is due next, in one line. */
function NextLine({ data, next }: Pick<Answer, 'data' | 'next'>) {
  const say = useWords('clocks')
  const { moment } = useInWords()
  const clock = data.find(({ id }) => id === next)
  if (!clock) return <p className={styles.next}>{say('web.nothing_open')}</p>
  const isLate = (clock.remaining ?? 0) < 0
  return (
    <p className={styles.next} data-late={isLate || undefined}>
      {say(isLate ? 'web.next_late' : 'web.next', { kind: say(`kinds.${clock.kind}`), moment: moment(clock.due) })}
    </p>
  )
}

type Opened = 'log' | 'chosen' | null

function Whole({ complaint, answer }: { complaint: Complaint; answer: Answer }) {
  const say = useWords('clocks')
  const [opened, setOpened] = useState<Opened>(null)
  const { data, next, holding_proposed: holding } = answer
  const open = data.filter((clock) => clock.open)
  const toggle = (one: Opened) => setOpened(opened === one ? null : one)
  return (
    <div className={styles.stack}>
      <NextLine data={data} next={next} />
      {holding && (
        <p className={styles.holding}>
          {say('web.holding')} <a href={`/app/complaints/${complaint.id}/letters/holding`}>{say('web.write_holding')}</a>
        </p>
      )}
      <Limits title={say('web.legal')} clocks={open.filter(({ legal }) => legal)} />
      <Limits title={say('web.internal')} clocks={open.filter(({ legal, kind }) => !legal && kind !== 'promise')} />
      <Limits title={say('web.promises')} clocks={open.filter(({ kind }) => kind === 'promise')} />
      <Limits title={say('web.done')} clocks={data.filter((clock) => !clock.open)} />
      <SubmissionPart complaint={complaint.id} answer={answer} />
      <div className={styles.acts}>
        <SmallAct aria-expanded={opened === 'log'} onAct={() => toggle('log')}>
          {say(opened === 'log' ? 'web.hide_log' : 'web.log')}
        </SmallAct>
        <SmallAct aria-expanded={opened === 'chosen'} onAct={() => toggle('chosen')}>
          {say(opened === 'chosen' ? 'web.hide_chosen' : 'web.chosen')}
        </SmallAct>
      </div>
      {opened === 'log' && <ClockLog clocks={data} />}
      {opened === 'chosen' && <ChosenPresets complaint={complaint.id} answer={answer} />}
    </div>
  )
}

/** Every time limit of a complaint: what is due next, law and our own apart, what happened to each and why it counts. */
export function TimePanel({ complaint }: { complaint: Complaint }) {
  const say = useWords('clocks')
  const query = useQuery(clocksQuery(complaint.id))
  return (
    <Pane title={say('web.title')}>
      <Queried query={query}>
        {(answer) =>
          answer.data.length === 0 ? (
            <Empty title={say('web.none')}>{say('web.none_about')}</Empty>
          ) : (
            <Whole complaint={complaint} answer={answer} />
          )
        }
      </Queried>
    </Pane>
  )
}
