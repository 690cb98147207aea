import { useState } from 'react'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Enquiry, NotedPoint } from '../../contract.ts'
import styles from './enquiry.module.css'
import { PointForm } from './point-form.tsx'

interface PointsProps {
  complaint: string
  enquiry: Pick<Enquiry, 'points' | 'may'>
  /** While the customer is there, the questions stand in sight. */
  asks?: boolean
}

/** What is known, in the reader's words. */
function Known({ point: { kind, value } }: { point: NotedPoint }) {
  const say = useWords('procedure')
  const shown = kind === 'yes_no' && value !== null ? say(`enquiry.web.${value === 'yes' ? 'yes' : 'no'}`) : value
  return <span className={styles.words}>{shown}</span>
}

function Value({ point }: { point: NotedPoint }) {
  const say = useWords('procedure')
  const { status, reason, source, by } = point
  if (status === null) return <span className={styles.quiet}>{say(point.needed ? 'enquiry.web.not_known' : 'enquiry.web.not_needed')}</span>
  const from = [source && say(`enquiry.source.${source}`), by?.name].filter(Boolean).join(', ')
  return (
    <>
      {status === 'known' ? <Known point={point} /> : <Chip>{say(`enquiry.status.${status}`)}</Chip>}
      {reason !== null && <span>{reason}</span>}
      {from !== '' && <span className={styles.quiet}>{from}</span>}
    </>
  )
}

function Question({ point: { question, purpose } }: { point: NotedPoint }) {
  return (
    <>
      {question !== null && <span className={styles.question}>{question}</span>}
      {purpose !== null && <span className={styles.quiet}>{purpose}</span>}
    </>
  )
}

function Noting({ complaint, point }: { complaint: string; point: NotedPoint }) {
  const say = useWords('procedure')
  const [notes, setNotes] = useState(false)
  if (notes) return <PointForm complaint={complaint} point={point} onDone={() => setNotes(false)} />
  const act = say(point.status === null ? 'enquiry.web.note' : 'enquiry.web.note_again')
  return (
    <div className={styles.acts}>
      <SmallAct aria-label={say('enquiry.web.note_named', { act, name: point.name })} onAct={() => setNotes(true)}>
        {act}
      </SmallAct>
    </div>
  )
}

const waits = ({ status }: NotedPoint): boolean => status === null || status === 'asked'

function Point({ complaint, point, works, asks }: { complaint: string; point: NotedPoint; works: boolean; asks: boolean }) {
  const say = useWords('procedure')
  return (
    <li>
      <b>
        {point.name}
        {point.needed && waits(point) && <span className={styles.quiet}> · {say('enquiry.web.needed')}</span>}
      </b>
      {asks && waits(point) && <Question point={point} />}
      <Value point={point} />
      {works && <Noting complaint={complaint} point={point} />}
    </li>
  )
}

/** What must be known of a complaint like this one: what is, what was asked, what does not apply; each with where it is known from. */
export function PointsPart({ complaint, enquiry: { points, may }, asks = false }: PointsProps) {
  const say = useWords('procedure')
  if (points.length === 0) return <p className={styles.quiet}>{say('enquiry.web.no_points')}</p>
  return (
    <ul className={styles.list} aria-label={say('enquiry.web.points')}>
      {points.map((point) => (
        <Point key={point.code} complaint={complaint} point={point} works={may.work} asks={asks} />
      ))}
    </ul>
  )
}
