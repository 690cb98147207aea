import { type Say, useWords } from '#workspace/kit/desk.ts'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import type { Complaint } from '../contract.ts'
import { isFourFifths } from '../rules/lifecycle.ts'

const ended: readonly string[] = ['withdrawn', 'not_complaint', 'merged']

/** What is missing next, in one line; or how it ended, or for whom we wait. */
export function MissingLine({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const words = useInWords()
  const { state, closed_at, proposed } = complaint
  if (proposed !== null) return <>{say(`web.proposed.${proposed.kind}`, { name: proposed.by })}</>
  if (ended.includes(state)) return <>{say(`web.ended_line.${state}`)}</>
  if (closed_at !== null) return <>{say('web.closed_line', { moment: words.moment(closed_at) })}</>
  return (
    <>
      {isFourFifths(state) && `${say('web.four_fifths')} `}
      <NextGate complaint={complaint} /> {waitsLine(complaint, say, words)}
    </>
  )
}

function NextGate({ complaint: { closing, may } }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const [first, ...others] = closing.missing
  if (first === undefined) return may.close ? say('web.nothing_missing') : null
  return (
    <>
      <b>{say('web.missing_next')}</b> {first.sentence} {others.length > 0 && say('web.missing_more', { count: others.length })}
    </>
  )
}

/** For whom we wait, and until when; or when it closes by itself. */
function waitsLine({ waiting, closing }: Complaint, say: Say, { moment }: InWords): string {
  if (waiting !== null) return saysWaiting(waiting, say, moment(waiting.until))
  if (closing.closes_at === null || closing.missing.length > 0) return ''
  return say('web.closes_line', { moment: moment(closing.closes_at) })
}

function saysWaiting({ waits_for, words, agent, team }: NonNullable<Complaint['waiting']>, say: Say, moment: string): string {
  if (waits_for === 'customer') return say('web.waits_line', { moment })
  return say('web.awaits_line', { name: (agent ?? team)?.name ?? say('web.a_colleague'), moment, what: words ?? '' })
}
