import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Enquiry, Summary } from '../../contract.ts'
import styles from './enquiry.module.css'
import { AnswerForm, SummaryForm } from './summary-form.tsx'

interface SummaryProps {
  complaint: string
  enquiry: Pick<Enquiry, 'summaries' | 'may'>
  /** What a summary begins with. */
  begins: string
}

function Answer({ summary }: { summary: Summary }) {
  const say = useWords('procedure')
  const { moment } = useInWords()
  const { answer, correction, answered_at, answered_by, asked_at, asked_by, way } = summary
  if (answer === null)
    return <span className={styles.quiet}>{say('enquiry.web.summary_waits', { name: asked_by.name, moment: moment(asked_at) })}</span>
  const who =
    answered_by?.kind === 'link' ? say('enquiry.web.on_the_page') : say(way === 'spoken' ? 'enquiry.web.aloud' : 'enquiry.web.told_us')
  return (
    <>
      <span>{say(`enquiry.web.summary_${answer}`, { moment: moment(answered_at ?? asked_at), how: who })}</span>
      {correction !== null && <q className={styles.words}>{correction}</q>}
    </>
  )
}

function One({ complaint, summary }: { complaint: string; summary: Summary }) {
  const say = useWords('procedure')
  const [answers, setAnswers] = useState(false)
  return (
    <li>
      <span className={styles.words} lang={summary.language}>
        {summary.text}
      </span>
      <Answer summary={summary} />
      <div className={styles.acts}>
        {summary.message !== null && <a href={`#item-${summary.message}`}>{say('enquiry.web.see_message')}</a>}
        {summary.may.answer && !answers && <SmallAct onAct={() => setAnswers(true)}>{say('enquiry.web.told_answer')}</SmallAct>}
      </div>
      {answers && <AnswerForm complaint={complaint} summary={summary.id} onDone={() => setAnswers(false)} />}
    </li>
  )
}

/** What we said back to the customer, and what they said to it. */
export function SummaryPart({ complaint, enquiry: { summaries, may }, begins }: SummaryProps) {
  const say = useWords('procedure')
  const [asks, setAsks] = useState(false)
  return (
    <>
      {summaries.length === 0 && <p className={styles.quiet}>{say('enquiry.web.no_summary')}</p>}
      <ul className={styles.list} aria-label={say('enquiry.web.summaries')}>
        {summaries.map((summary) => (
          <One key={summary.id} complaint={complaint} summary={summary} />
        ))}
      </ul>
      {asks && <SummaryForm complaint={complaint} begins={begins} mails={may.mail} onDone={() => setAsks(false)} />}
      {may.work && !asks && <SmallAct onAct={() => setAsks(true)}>{say('enquiry.web.say_back')}</SmallAct>}
    </>
  )
}
