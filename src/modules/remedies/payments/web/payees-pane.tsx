import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import styles from '../../web/remedies.module.css'
import { useSums } from '../../web/use-remedy-words.ts'
import { approvePayee, endPayee, type Payee, type Payment } from '../contract.ts'
import { CheckForm, PayeeForm } from './payee-forms.tsx'
import { payeesQuery, shownOf } from './queries.ts'

interface ActsProps {
  complaint: string
  payee: Payee
  onCheck: () => void
}

function Acts({ complaint, payee, onCheck }: ActsProps) {
  const say = useWords('payments')
  const at = { complaint, payee: payee.id }
  const acts = { approve: approvePayee, end: endPayee }
  const doing = useDoing((act: keyof typeof acts) => call(acts[act], at), shownOf(complaint))
  const named = (act: string) => say('web.acts_on', { act: say(`web.${act}`), holder: payee.holder })
  const { may } = payee
  return (
    <>
      {doing.isError && <Refused why={doing.error} />}
      <div className={styles.acts}>
        {may.check && (
          <SmallAct aria-label={named('check')} onAct={onCheck}>
            {say('web.check')}
          </SmallAct>
        )}
        {(['approve', 'end'] as const)
          .filter((act) => may[act])
          .map((act) => (
            <SmallAct key={act} aria-label={named(act)} onAct={() => !doing.isPending && doing.mutate(act)}>
              {say(`web.${act}`)}
            </SmallAct>
          ))}
      </div>
    </>
  )
}

function standingOf({ ended_at, needs }: Payee): string {
  if (ended_at !== null) return 'web.ended'
  return needs === null ? 'web.ready' : `web.needs_${needs}`
}

function One({ complaint, payee }: { complaint: string; payee: Payee }) {
  const say = useWords('payments')
  const [checks, setChecks] = useState(false)
  const { holder, ending, country, original, shared, check_how, checked_by, approved_by, needs, ended_at } = payee
  const parts = [
    say('web.line', { ending, country }),
    say(original ? 'web.original' : 'web.other'),
    ...(check_how && checked_by ? [say('web.checked', { name: checked_by.name, how: say(`how.${check_how}`) })] : []),
    ...(approved_by ? [say('web.approved', { name: approved_by.name })] : []),
  ]
  return (
    <li className={styles.remedy}>
      <p>
        <b>{holder}</b> <Chip tone={needs === null && ended_at === null ? 'kept' : 'plain'}>{say(standingOf(payee))}</Chip>
      </p>
      <small>{parts.join(' · ')}</small>
      {shared && ended_at === null && <p>{say('web.shared')}</p>}
      {checks ? (
        <CheckForm complaint={complaint} payee={payee} onDone={() => setChecks(false)} />
      ) : (
        <Acts complaint={complaint} payee={payee} onCheck={() => setChecks(true)} />
      )}
    </li>
  )
}

/** A payment in one line: how much, to whom, and where it is. */
function Line({ payment }: { payment: Payment }) {
  const say = useWords('payments')
  const sum = useSums()
  const { day } = useInWords()
  const { state, payee, money, executed_on, failure } = payment
  const data = { sum: sum(money), holder: payee.holder, ending: payee.ending }
  if (state === 'executed' && executed_on !== null) {
    const noon = Temporal.PlainDate.from(executed_on).toZonedDateTime({ timeZone: Temporal.Now.timeZoneId(), plainTime: '12:00' })
    return <li>{say('web.paid_on', { ...data, day: day(noon.toInstant()) })}</li>
  }
  if (state === 'failed') return <li>{say('web.failed_why', { ...data, reason: failure })}</li>
  return <li>{say('web.payment', { ...data, state: say(`state.${state}`) })}</li>
}

/** To whom money of a complaint goes. The number of an account is shown to nobody; its last four characters are. */
export function PayeesPane({ complaint }: { complaint: string }) {
  const say = useWords('payments')
  const query = useQuery(payeesQuery(complaint))
  const [adds, setAdds] = useState(false)
  const may = query.data?.may.add === true
  return (
    <Pane title={say('web.title')} aside={may && !adds && <SmallAct onAct={() => setAdds(true)}>{say('web.add')}</SmallAct>}>
      <Queried query={query} rows={1}>
        {({ data, payments }) => (
          <div className={styles.body}>
            {adds && <PayeeForm complaint={complaint} onDone={() => setAdds(false)} />}
            {data.length === 0 && <p className={styles.none}>{say('web.none')}</p>}
            <ul className={styles.list}>
              {data.map((payee) => (
                <One key={payee.id} complaint={complaint} payee={payee} />
              ))}
              {payments.map((payment) => (
                <Line key={payment.id} payment={payment} />
              ))}
            </ul>
          </div>
        )}
      </Queried>
    </Pane>
  )
}
