import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import { useWords } from '#workspace/kit/desk.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { listBoundaries } from '../contract.ts'
import styles from './boundaries.module.css'
import { HelpLine } from './help-line.tsx'
import { IncidentEntry } from './incident-entry.tsx'
import { LimitEntry } from './limit-entry.tsx'
import { LimitForm } from './limit-form.tsx'
import { boundariesQuery } from './queries.ts'

interface LineProps {
  complaint: Complaint
  /** Puts a ready text, by its code, into the reply. */
  onText: (code: string) => void
}

type Known = AnswerOf<typeof listBoundaries>

function Everything({ complaint, onText, known }: LineProps & { known: Known }) {
  const say = useWords('boundaries')
  const [proposes, setProposes] = useState(false)
  const running = known.limits.some(({ state }) => state !== 'refused' && state !== 'over')
  return (
    <>
      <p className={styles.quiet}>{say('web.frame')}</p>
      {known.incidents.some(({ step }) => step === 'self_harm') && <HelpLine text={known.help} />}
      <ul>
        {known.limits.map((limit) => (
          <LimitEntry key={limit.id} complaint={complaint.id} limit={limit} onText={onText} />
        ))}
        {known.incidents.map((incident) => (
          <IncidentEntry key={incident.id} complaint={complaint.id} incident={incident} onText={onText} />
        ))}
      </ul>
      {proposes && <LimitForm complaint={complaint.id} onDone={() => setProposes(false)} />}
      <div className={styles.acts}>
        <SmallAct onAct={() => onText('boundary_first')}>{say('web.boundary_say')}</SmallAct>
        {known.may.propose && !running && !proposes && <SmallAct onAct={() => setProposes(true)}>{say('web.propose')}</SmallAct>}
      </div>
    </>
  )
}

/** Something that waits for a person: the line opens by itself. */
const isPressing = ({ incidents, limits }: Known): boolean =>
  incidents.some(({ summary_due, may }) => summary_due || may.attend) ||
  limits.some(({ may }) => may.decide || may.judge_appeal || may.tell)

/** Above the reply, where something was logged: conduct, limits, and what is owed because of them. */
export function BoundariesLine({ complaint, onText }: LineProps) {
  const say = useWords('boundaries')
  const { data } = useQuery(boundariesQuery(complaint.id))
  const [chosen, setChosen] = useState<boolean | null>(null)
  if (data === undefined || data.incidents.length + data.limits.length === 0) return null
  const opened = chosen ?? isPressing(data)
  return (
    <section className={styles.line} aria-label={say('web.title')}>
      <div className={styles.acts}>
        <SmallAct aria-expanded={opened} onAct={() => setChosen(!opened)}>
          {opened ? say('web.hide') : say('web.show', { count: data.incidents.length + data.limits.length })}
        </SmallAct>
      </div>
      {opened && <Everything complaint={complaint} onText={onText} known={data} />}
    </section>
  )
}
