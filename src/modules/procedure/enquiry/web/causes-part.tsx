import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Enquiry, IssueCause } from '../../contract.ts'
import { CauseForm } from './cause-form.tsx'
import styles from './enquiry.module.css'

function One({ complaint, of, works }: { complaint: string; of: IssueCause; works: boolean }) {
  const say = useWords('procedure')
  const { moment } = useInWords()
  const [sets, setSets] = useState(false)
  const again = say('enquiry.web.set_cause_again')
  const missing = of.needed ? 'enquiry.web.cause_missing' : 'enquiry.web.cause_not_needed'
  return (
    <li>
      <span className={styles.quiet}>{of.title}</span>
      {of.cause === null ? <span>{say(missing)}</span> : <b>{of.name}</b>}
      {of.words !== null && <span className={styles.words}>{of.words}</span>}
      {of.at !== null && <span className={styles.quiet}>{[of.by?.name, moment(of.at)].filter(Boolean).join(', ')}</span>}
      {sets ? (
        <CauseForm complaint={complaint} of={of} onDone={() => setSets(false)} />
      ) : (
        works && (
          <div className={styles.acts}>
            <SmallAct
              aria-label={of.cause === null ? say('enquiry.web.set_cause_of', { title: of.title }) : `${again}: ${of.title}`}
              onAct={() => setSets(true)}
            >
              {of.cause === null ? say('enquiry.web.set_cause') : again}
            </SmallAct>
          </div>
        )
      )}
    </li>
  )
}

/** What made each issue possible. Closing waits for it. */
export function CausesPart({ complaint, enquiry: { causes, may } }: { complaint: string; enquiry: Pick<Enquiry, 'causes' | 'may'> }) {
  const say = useWords('procedure')
  if (causes.length === 0) return <p className={styles.quiet}>{say('enquiry.web.no_issue')}</p>
  return (
    <ul className={styles.list} aria-label={say('enquiry.web.causes')}>
      {causes.map((of) => (
        <One key={of.issue} complaint={complaint} of={of} works={may.work} />
      ))}
    </ul>
  )
}
