import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { attendIncident, type Incident } from '../contract.ts'
import styles from './boundaries.module.css'
import { WordsForm } from './words-form.tsx'

/** The supervisor who was called says what was done. */
export function Attending({ complaint, incident }: { complaint: string; incident: Incident }) {
  const say = useWords('boundaries')
  const [asked, setAsked] = useState(false)
  if (!incident.may.attend) return null
  if (!asked) return <SmallAct onAct={() => setAsked(true)}>{say('web.attend')}</SmallAct>
  const send = (note: string) => call(attendIncident, { complaint, incident: incident.id }, { body: { note } })
  const acts = [{ name: say('web.attend'), send }]
  return <WordsForm complaint={complaint} label={say('web.attend_note')} acts={acts} onDone={() => setAsked(false)} />
}

function Called({ incident }: { incident: Incident }) {
  const say = useWords('boundaries')
  const { alerted, attended } = incident
  if (alerted === null) return null
  if (attended === null) return <p className={styles.now}>{say('web.alert_open', { name: alerted.name })}</p>
  return <p>{say('web.attended', { name: attended.by.name, note: attended.note })}</p>
}

interface EntryProps {
  complaint: string
  incident: Incident
  onText: (code: string) => void
}

/** One thing that happened: its words, when, who wrote it down, and what is still owed because of it. */
export function IncidentEntry({ complaint, incident, onText }: EntryProps) {
  const say = useWords('boundaries')
  const { moment } = useInWords()
  const { step, quote, happened_at, logged_by, next_at, summary_due } = incident
  return (
    <li className={styles.entry}>
      <p>
        <b>{say('web.entry', { step: say(`step.${step}`), moment: moment(happened_at) })}</b>{' '}
        <small className={styles.quiet}>{say('web.by', { name: logged_by.name })}</small>
      </p>
      {quote === null ? <p className={styles.quiet}>{say('web.quote_hidden')}</p> : <blockquote>{quote}</blockquote>}
      <Called incident={incident} />
      <Attending complaint={complaint} incident={incident} />
      {summary_due && (
        <div className={styles.acts}>
          <p className={styles.now}>{say('web.summary_due', { moment: next_at === null ? '' : moment(next_at) })}</p>
          <SmallAct onAct={() => onText('boundary_written')}>{say('web.summary_write')}</SmallAct>
        </div>
      )}
    </li>
  )
}
