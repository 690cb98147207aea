import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { FirstWords } from '#workspace/kit/first-words.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Complaint } from '../contract.ts'
import styles from './complaint.module.css'

/** The customer's first words, verbatim; our summary is a link beside them, never above. */
export function FirstWordsBlock({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const { moment } = useInWords()
  const [summary, setSummary] = useState(false)
  const name = complaint.customer?.name || say('web.nobody')
  const link = (
    <SmallAct aria-expanded={summary} onAct={() => setSummary(!summary)}>
      {say('web.our_summary')}
    </SmallAct>
  )
  return (
    <>
      <FirstWords
        name={name}
        words={complaint.words}
        lang={complaint.language}
        how={`${say(`channel.${complaint.channel}`)}, ${moment(complaint.received_at)}`}
        {...(complaint.summary !== null && { summary: link })}
      />
      {summary && <p className={styles.summary}>{complaint.summary}</p>}
    </>
  )
}
