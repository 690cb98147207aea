import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Enquiry, Finding } from '../../contract.ts'
import styles from './enquiry.module.css'
import { FindingForm } from './finding-form.tsx'

function One({ complaint, finding }: { complaint: Complaint; finding: Finding }) {
  const say = useWords('procedure')
  const { moment } = useInWords()
  const { claim, source, result, note, message, attachment, by, at, issue } = finding
  const about = complaint.issues_list.length > 1 ? complaint.issues_list.find(({ id }) => id === issue)?.title : undefined
  return (
    <li>
      <span className={styles.words}>{claim}</span>
      <span>
        <Chip tone={result === 'confirmed' ? 'kept' : 'plain'}>{say(`enquiry.result.${result}`)}</Chip> {say(`enquiry.source.${source}`)}
      </span>
      {note !== null && <span className={styles.words}>{note}</span>}
      <span className={styles.quiet}>{[about, by.name, moment(at)].filter(Boolean).join(' · ')}</span>
      {(message !== null || attachment !== null) && (
        <div className={styles.acts}>
          {message !== null && <a href={`#item-${message}`}>{say('enquiry.web.see_message')}</a>}
          {attachment !== null && (
            <a href={`/api/v1/complaints/${complaint.id}/attachments/${attachment.id}`} target="_blank" rel="noreferrer">
              {attachment.name}
            </a>
          )}
        </div>
      )}
    </li>
  )
}

/** What was verified: the claim, where we looked, what we found. */
export function FindingsPart({
  complaint,
  enquiry: { findings, may },
}: {
  complaint: Complaint
  enquiry: Pick<Enquiry, 'findings' | 'may'>
}) {
  const say = useWords('procedure')
  const [logs, setLogs] = useState(false)
  return (
    <>
      {findings.length === 0 && <p className={styles.quiet}>{say('enquiry.web.no_findings')}</p>}
      <ul className={styles.list} aria-label={say('enquiry.web.findings')}>
        {findings.map((finding) => (
          <One key={finding.id} complaint={complaint} finding={finding} />
        ))}
      </ul>
      {logs && <FindingForm complaint={complaint} onDone={() => setLogs(false)} />}
      {may.work && !logs && <SmallAct onAct={() => setLogs(true)}>{say('enquiry.web.log')}</SmallAct>}
    </>
  )
}
