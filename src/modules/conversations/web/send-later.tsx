import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { readSendingMoment } from '../contract.ts'
import styles from './conversation.module.css'
import { instantOf, MomentField, nowAsTyped } from './moment-field.tsx'

/** The first limit of the complaint that still runs, by its name. */
export interface RunningLimit {
  name: string
  due: string
}

const sendingMomentQuery = (complaint: string, at: string | null) =>
  queryOptions({
    queryKey: ['conversations', 'sending-moment', complaint, at],
    queryFn: at === null ? skipToken : ({ signal }) => call(readSendingMoment, { complaint }, { query: { at }, signal }),
    retry: false,
  })

interface SendLaterProps {
  complaint: string
  limit: RunningLimit | null
  busy: boolean
  onSend: (at: string) => void
  onLeave: () => void
}

const isAfter = (at: string, limit: string) => Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(limit)) > 0

/** As the field has it, where the reader is. */
const typedOf = (moment: string) =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** What speaks against that moment; nothing of it forbids it. */
function Advice({
  complaint,
  at,
  limit,
  onTake,
}: Pick<SendLaterProps, 'complaint' | 'limit'> & { at: string; onTake: (at: string) => void }) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const { data, error, isPending } = useQuery(sendingMomentQuery(complaint, at))
  if (error) return <Refused why={error} />
  const next = data?.next ?? null
  return (
    <div role="status">
      {isPending && <p>{say('web.later.checking')}</p>}
      {next !== null && (
        <p>
          {say('web.later.closed', { moment: moment(next) })}{' '}
          <SmallAct onAct={() => onTake(next)}>{say('web.later.take_next', { moment: moment(next) })}</SmallAct>
        </p>
      )}
      {limit !== null && isAfter(at, limit.due) && (
        <p>
          <b>{say('web.later.after_limit', { limit: limit.name, moment: moment(limit.due) })}</b>
        </p>
      )}
    </div>
  )
}

/** A reply that is written now and leaves at a chosen moment. */
export function SendLater({ complaint, limit, busy, onSend, onLeave }: SendLaterProps) {
  const say = useWords('conversations')
  const id = useId()
  const [typed, setTyped] = useState('')
  const at = typed === '' ? null : instantOf(typed)
  return (
    <div className={styles.attach} role="group" aria-labelledby={id}>
      <h3 id={id}>{say('web.later.open')}</h3>
      <MomentField label={say('web.later.title')} hint={say('web.later.hint')} value={typed} onChange={setTyped} from={nowAsTyped()} />
      {at !== null && <Advice complaint={complaint} at={at} limit={limit} onTake={(next) => setTyped(typedOf(next))} />}
      <div className={styles.row}>
        <Act size="xs" busy={busy} notYet={at === null ? say('web.later.first') : undefined} onAct={() => at !== null && onSend(at)}>
          {say('web.later.act')}
        </Act>
        <Act size="xs" as="plain" onAct={onLeave}>
          {say('web.later.leave')}
        </Act>
      </div>
    </div>
  )
}
