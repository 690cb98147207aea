import { useState } from 'react'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { appealLimit, decideAppeal, decideLimit, endLimit, type Limit, tellLimit } from '../contract.ts'
import styles from './boundaries.module.css'
import { shownOf } from './queries.ts'
import { WordsForm } from './words-form.tsx'

interface LimitProps {
  complaint: string
  limit: Limit
  onText: (code: string) => void
}

type Asking = 'decide' | 'appeal' | 'judge_appeal' | 'end'

/** The form of an act on a limit: its words, and one or two ways to decide. */
function LimitWords({
  complaint,
  limit,
  asking,
  onDone,
}: Pick<LimitProps, 'complaint' | 'limit'> & { asking: Asking; onDone: () => void }) {
  const say = useWords('boundaries')
  const at = { complaint, limit: limit.id }
  const { version } = limit
  const decide = (decision: 'approved' | 'refused') => (reason: string) => call(decideLimit, at, { body: { version, decision, reason } })
  const judge = (outcome: 'kept' | 'lifted') => (reason: string) => call(decideAppeal, at, { body: { version, outcome, reason } })
  const acts = {
    decide: [
      { name: say('web.approve'), send: decide('approved') },
      { name: say('web.refuse'), send: decide('refused') },
    ],
    appeal: [{ name: say('web.appeal_act'), send: (words: string) => call(appealLimit, at, { body: { version, words } }) }],
    judge_appeal: [
      { name: say('web.keep'), send: judge('kept') },
      { name: say('web.lift'), send: judge('lifted') },
    ],
    end: [{ name: say('web.end'), send: (reason: string) => call(endLimit, at, { body: { version, reason } }) }],
  }[asking]
  return (
    <WordsForm complaint={complaint} label={say(asking === 'appeal' ? 'web.appeal_words' : 'web.reason')} acts={acts} onDone={onDone} />
  )
}

function Telling({ complaint, limit, onText }: LimitProps) {
  const say = useWords('boundaries')
  const telling = useDoing(() => call(tellLimit, { complaint, limit: limit.id }, { body: { version: limit.version } }), shownOf(complaint))
  return (
    <>
      <p className={styles.now}>{say('web.tell')}</p>
      {telling.isError && <Refused why={telling.error} />}
      <div className={styles.acts}>
        <SmallAct onAct={() => onText('boundary_decision')}>{say('web.tell_text')}</SmallAct>
        <SmallAct onAct={() => telling.mutate()}>{say('web.told')}</SmallAct>
      </div>
    </>
  )
}

function Appeal({ appeal }: { appeal: NonNullable<Limit['appeal']> }) {
  const say = useWords('boundaries')
  const { decided } = appeal
  return (
    <p>
      {say('web.appealed', { words: appeal.words })}{' '}
      {decided === null
        ? say('web.appeal_open')
        : say(`web.appeal_result.${decided.outcome}`, { name: decided.by.name, reason: decided.reason })}
    </p>
  )
}

/** What it is, until when, and who had a part in it. */
function About({ limit }: { limit: Limit }) {
  const say = useWords('boundaries')
  const language = useLanguage()
  const day = Temporal.PlainDate.from(limit.review_on).toLocaleString(language, { dateStyle: 'long' })
  const { decided, ended, channel, contact } = limit
  return (
    <>
      <p>
        <b>{say('web.limit_line', { manner: say(`manner.${limit.manner}`), state: say(`state.${limit.state}`), day })}</b>{' '}
        {channel && say('web.limit_channel', { channel: say(`channel.${channel}`) })}
        {contact && say('web.limit_contact', { name: contact.name })}
      </p>
      <p>{say('web.proposed_by', { name: limit.proposed_by.name, reasons: limit.reasons })}</p>
      {decided && <p>{say('web.decided_by', { name: decided.by.name, reason: decided.reason })}</p>}
      {limit.appeal && <Appeal appeal={limit.appeal} />}
      {ended?.by && <p>{say('web.ended', { reason: ended.reason })}</p>}
    </>
  )
}

const askings = { appeal: 'web.appeal', end: 'web.end' } as const

/** Recording an appeal, ending early: asked for by a press. */
function OtherActs({ complaint, limit }: Pick<LimitProps, 'complaint' | 'limit'>) {
  const say = useWords('boundaries')
  const [asking, setAsking] = useState<'appeal' | 'end' | null>(null)
  const possible = (['appeal', 'end'] as const).filter((act) => limit.may[act])
  if (asking !== null) return <LimitWords complaint={complaint} limit={limit} asking={asking} onDone={() => setAsking(null)} />
  return (
    <div className={styles.acts}>
      {possible.map((act) => (
        <SmallAct key={act} onAct={() => setAsking(act)}>
          {say(askings[act])}
        </SmallAct>
      ))}
    </div>
  )
}

/** A decision that waits for this person stands open; its form can be put away. */
function Deciding({ complaint, limit }: Pick<LimitProps, 'complaint' | 'limit'>) {
  const [away, setAway] = useState(false)
  const deciding = limit.may.decide ? 'decide' : 'judge_appeal'
  if (away || !limit.may[deciding]) return null
  return <LimitWords complaint={complaint} limit={limit} asking={deciding} onDone={() => setAway(true)} />
}

/** One limit on contact: what, until when, who proposed and decided, and what this person may do. */
export function LimitEntry({ complaint, limit, onText }: LimitProps) {
  return (
    <li className={styles.entry}>
      <About limit={limit} />
      {limit.may.tell && <Telling complaint={complaint} limit={limit} onText={onText} />}
      <Deciding complaint={complaint} limit={limit} />
      <OtherActs complaint={complaint} limit={limit} />
    </li>
  )
}
