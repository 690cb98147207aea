import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Desk, keepPromise, type RegisteredPromise, type Shown } from '../contract.ts'
import { KeepPromise, MakePromise, ReagreePromise, ReleasePromise } from './promise-forms.tsx'
import styles from './promises.module.css'
import { promisesQuery, shownOf } from './queries.ts'

interface Around {
  desk: Desk
  shown: readonly Shown[]
  finalDue: string | null
}

/** What became of it, in one sentence. */
function Fate({ promise }: { promise: RegisteredPromise }) {
  const say = useWords('promises')
  const { moment } = useInWords()
  const { kept, broken_at, released, reagreed, due, owner } = promise
  if (kept) return <small>{say('web.was_kept', { moment: moment(kept.at), by: say(`web.evidence.${kept.evidence.kind}`) })}</small>
  if (released)
    return (
      <small>
        {say('web.was_released', { moment: moment(released.said_at), how: say(`how.${released.how}`), words: released.words ?? '' })}
      </small>
    )
  if (promise.state === 'broken' && broken_at)
    return <small className={styles.broken}>{say('web.was_broken', { moment: moment(due) })}</small>
  const last = reagreed.at(-1)
  return (
    <>
      <small>
        {say('web.by_when', { moment: moment(due), owner: owner?.name ?? say('web.nobody') })}
        {last && ` ${say('web.was_reagreed', { moment: moment(last.due_before), words: last.words })}`}
      </small>
      {promise.outside_hours && <p className={styles.concern}>{say('web.concern.nobody_works')}</p>}
    </>
  )
}

type Form = 'keep' | 'release' | 'reagree'

/** One click where the record shows something that came after the promise; else the form asks what shows it. */
function Acts({ promise, shown, onForm }: { promise: RegisteredPromise; shown: readonly Shown[]; onForm: (form: Form) => void }) {
  const say = useWords('promises')
  const { moment } = useInWords()
  const latest = shown.find(
    ({ at, kind, promises }) => at >= promise.made_at && at <= promise.due && kind !== 'note' && !promises.includes(promise.id),
  )
  const keeping = useDoing(
    ({ kind, id }: Shown) =>
      call(
        keepPromise,
        { complaint: promise.complaint.id, promise: promise.id },
        { body: { version: promise.version, evidence: { kind, id } } },
      ),
    shownOf(promise.complaint.id),
  )
  const { keep, release, reagree } = promise.may
  return (
    <>
      {keeping.isError && <Refused why={keeping.error} />}
      <div className={styles.acts}>
        {keep && latest && (
          <SmallAct onAct={() => keeping.mutate(latest)}>
            {say('web.kept_by', { what: say(`web.evidence.${latest.kind}`), moment: moment(latest.at) })}
          </SmallAct>
        )}
        {keep && <SmallAct onAct={() => onForm('keep')}>{say(latest ? 'web.kept_otherwise' : 'web.keep')}</SmallAct>}
        {reagree && <SmallAct onAct={() => onForm('reagree')}>{say('web.reagree')}</SmallAct>}
        {release && <SmallAct onAct={() => onForm('release')}>{say('web.release')}</SmallAct>}
      </div>
    </>
  )
}

function Entry({ promise, desk, shown, finalDue }: Around & { promise: RegisteredPromise }) {
  const say = useWords('promises')
  const [form, setForm] = useState<Form | null>(null)
  const done = () => setForm(null)
  return (
    <li className={styles.entry} data-pressing={promise.pressing || undefined}>
      <p>
        <b>{say(`state.${promise.state}`)}</b> {promise.text}
      </p>
      <Fate promise={promise} />
      {form === null && <Acts promise={promise} shown={shown} onForm={setForm} />}
      {form === 'keep' && <KeepPromise promise={promise} shown={shown} onDone={done} />}
      {form === 'release' && <ReleasePromise promise={promise} desk={desk} onDone={done} />}
      {form === 'reagree' && <ReagreePromise promise={promise} desk={desk} finalDue={finalDue} onDone={done} />}
    </li>
  )
}

/** What was promised on this complaint, and what became of it. `finalDue`: when the final answer is due, where a clock says so. */
export function PromisesPane({ complaint, finalDue = null }: { complaint: string; finalDue?: string | null }) {
  const say = useWords('promises')
  const query = useQuery(promisesQuery(complaint))
  const [makes, setMakes] = useState(false)
  const may = query.data?.may.make === true
  return (
    <Pane title={say('web.title')} aside={may && !makes && <SmallAct onAct={() => setMakes(true)}>{say('web.make')}</SmallAct>}>
      <Queried query={query} rows={2}>
        {({ data, desk, shown_by: shown }) => (
          <>
            {makes && <MakePromise complaint={complaint} desk={desk} finalDue={finalDue} onDone={() => setMakes(false)} />}
            {data.length === 0 && !makes && <p className={styles.none}>{say('web.none')}</p>}
            <ul className={styles.list}>
              {data.map((promise) => (
                <Entry key={promise.id} promise={promise} desk={desk} shown={shown} finalDue={finalDue} />
              ))}
            </ul>
          </>
        )}
      </Queried>
    </Pane>
  )
}
