import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Expectation, Remedy } from '../contract.ts'
import { GuardFacts } from '../guards/web/guard-facts.tsx'
import { GuardNotes } from '../guards/web/guard-notes.tsx'
import { guardsQuery } from '../guards/web/queries.ts'
import type { LikeCases } from './departure-field.tsx'
import { ExpectationForm } from './expectation-form.tsx'
import { GiveForm } from './give-form.tsx'
import { authorityQuery, expectationsQuery, remediesQuery } from './queries.ts'
import styles from './remedies.module.css'
import { type Reasoned, ReasonForm, RemedyActs } from './remedy-acts.tsx'
import { RemedyForm } from './remedy-form.tsx'
import { useRemedyWords, useSums } from './use-remedy-words.ts'

const tones: Partial<Record<Remedy['state'], 'kept' | 'house' | 'act'>> = {
  requested: 'house',
  approved: 'act',
  executed: 'kept',
  confirmed: 'kept',
  settled: 'kept',
}

/** Whose yes it waits for, and why it is not the proposer's. */
function Waits({ remedy: { needs, binds, expires_at } }: { remedy: Remedy }) {
  const say = useWords('remedies')
  const { moment } = useInWords()
  if (needs === null || binds === null || expires_at === null) return null
  return <small>{say('web.waits', { whom: say(`needs.${needs}`), binds: say(`limit.${binds}`), moment: moment(expires_at) })}</small>
}

/** Who did it last, and when. */
function Last({ remedy: { acts, approvals, state, expires_at } }: { remedy: Remedy }) {
  const say = useWords('remedies')
  const { moment } = useInWords()
  const done = acts.at(-1)
  const last = done ?? approvals.at(-1)
  if (last === undefined) return null
  const said = [
    say('web.by', { name: last.by.name || say('web.itself'), moment: moment(last.at) }),
    done?.reason,
    state === 'approved' && expires_at !== null && say('web.holds', { moment: moment(expires_at) }),
  ]
  return <small>{said.filter(Boolean).join(' · ')}</small>
}

/** What a person should look at beside it. */
function Guarded({ remedy }: { remedy: Remedy }) {
  const { data } = useQuery({ ...guardsQuery(remedy.complaint.id), retry: false })
  return <GuardFacts complaint={remedy.complaint.id} facts={(data?.data ?? []).filter((fact) => fact.remedy === remedy.id)} />
}

interface OneProps {
  remedy: Remedy
  /** The complaint before the reader: what was merged into it says its own number. */
  shownOn: string
  several: boolean
}

function One({ remedy, shownOn, several }: OneProps) {
  const say = useWords('remedies')
  const words = useRemedyWords()
  const [act, setAct] = useState<Reasoned | 'execute' | null>(null)
  return (
    <li className={styles.remedy}>
      <p>
        <b>{words(remedy)}</b> <Chip tone={tones[remedy.state] ?? 'plain'}>{say(`state.${remedy.state}`)}</Chip>
      </p>
      <small>
        {remedy.complaint.id !== shownOn && `${remedy.complaint.number} · `}
        {say(`basis.${remedy.basis}`)}
        {several && ` · ${remedy.issue.position}. ${remedy.issue.title}`}
      </small>
      <p className={styles.words}>{remedy.explanation}</p>
      {remedy.departs !== null && <small>{say('web.departs_for', { reason: remedy.departs })}</small>}
      <Guarded remedy={remedy} />
      {remedy.state === 'requested' ? <Waits remedy={remedy} /> : <Last remedy={remedy} />}
      {act === null && <RemedyActs remedy={remedy} onForm={setAct} />}
      {act === 'execute' && <GiveForm remedy={remedy} onDone={() => setAct(null)} />}
      {act !== null && act !== 'execute' && <ReasonForm remedy={remedy} act={act} onDone={() => setAct(null)} />}
    </li>
  )
}

const isOver = ({ state }: Remedy) => ['refused', 'expired', 'cancelled', 'reversed'].includes(state)

function Lists({ data, ...where }: { data: Remedy[] } & Omit<OneProps, 'remedy'>) {
  const say = useWords('remedies')
  const [all, setAll] = useState(false)
  const over = data.filter(isOver)
  const shown = all ? data : data.filter((remedy) => !isOver(remedy))
  return (
    <>
      {data.length === 0 && <p className={styles.none}>{say('web.none')}</p>}
      <ul className={styles.list}>
        {shown.map((remedy) => (
          <One key={remedy.id} remedy={remedy} {...where} />
        ))}
      </ul>
      {over.length > 0 && (
        <SmallAct aria-expanded={all} onAct={() => setAll(!all)}>
          {all ? say('web.hide_over') : say('web.show_over', { count: over.length })}
        </SmallAct>
      )}
    </>
  )
}

/** What the customer wants, in a line each. */
function Wanted({ data }: { data: Expectation[] }) {
  const say = useWords('remedies')
  const sum = useSums()
  const told = data.filter(({ version }) => version > 0)
  if (told.length === 0) return null
  return (
    <ul className={styles.wanted}>
      {told.map(({ issue, wanted, tags, floor }) => (
        <li key={issue.id}>
          {wanted !== null && <q>{wanted}</q>} {tags.map(({ code }) => say(`wish.${code}`)).join(', ')}
          {floor !== null && <small>{say('web.owed', { sum: sum(floor.money) })}</small>}
        </li>
      ))}
    </ul>
  )
}

type Form = 'propose' | 'expect'

interface BodyProps {
  complaint: Complaint
  form: Form | null
  like: LikeCases | undefined
  onDone: () => void
}

function Body({ complaint, form, like, onDone }: BodyProps) {
  const query = useQuery(remediesQuery(complaint.id))
  const expectations = useQuery({ ...expectationsQuery(complaint.id), retry: false })
  const authority = useQuery({ ...authorityQuery(complaint.id), retry: false })
  const wishes = expectations.data?.data ?? []
  return (
    <div className={styles.body}>
      {form === 'expect' && (
        <ExpectationForm complaint={complaint.id} currency={authority.data?.currency ?? 'EUR'} expectations={wishes} onDone={onDone} />
      )}
      {form !== 'expect' && <Wanted data={wishes} />}
      {form === 'propose' && <RemedyForm complaint={complaint} like={like} onDone={onDone} />}
      <Queried query={query} rows={2}>
        {({ data }) => <Lists data={data} shownOn={complaint.id} several={complaint.issues_list.length > 1} />}
      </Queried>
      <GuardNotes complaint={complaint.id} />
    </div>
  )
}

/** What puts the complaint right: what the customer wants, what was proposed, and how far one may go. */
export function RemediesPane({ complaint, like }: { complaint: Complaint; like?: LikeCases }) {
  const say = useWords('remedies')
  const [form, setForm] = useState<Form | null>(null)
  const { data } = useQuery(remediesQuery(complaint.id))
  const may = data?.may.propose === true && complaint.issues_list.length > 0
  const aside = (
    <>
      {may && form === null && <SmallAct onAct={() => setForm('propose')}>{say('web.add')}</SmallAct>}{' '}
      {may && form === null && <SmallAct onAct={() => setForm('expect')}>{say('web.expect')}</SmallAct>}{' '}
      <a href="/app/authority">{say('web.my_authority')}</a>
    </>
  )
  return (
    <Pane title={say('web.title')} aside={aside}>
      <Body complaint={complaint} form={form} like={like} onDone={() => setForm(null)} />
    </Pane>
  )
}
