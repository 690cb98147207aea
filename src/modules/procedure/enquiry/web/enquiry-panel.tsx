import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { useWords } from '#workspace/kit/desk.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import type { Enquiry } from '../../contract.ts'
import { CausesPart } from './causes-part.tsx'
import styles from './enquiry.module.css'
import { FindingsPart } from './findings-part.tsx'
import { PointsPart } from './points-part.tsx'
import { enquiryQuery } from './queries.ts'
import { SummaryPart } from './summary-part.tsx'
import { TriggersPart } from './triggers-part.tsx'
import { type EnquiryPart, placeOfPart, useAskedPart } from './use-asked-part.ts'

interface PartProps {
  name: EnquiryPart
  count: string
  opened: boolean
  onOpen: (opened: boolean) => void
  children: ReactNode
}

function Part({ name, count, opened, onOpen, children }: PartProps) {
  const say = useWords('procedure')
  const id = useId()
  return (
    <div className={styles.part} id={placeOfPart(name)}>
      <button type="button" aria-expanded={opened} aria-controls={id} onClick={() => onOpen(!opened)}>
        <span>{say(`enquiry.web.${name}`)}</span>
        <span className={styles.count}>{count}</span>
      </button>
      <div id={id} className={styles.body} hidden={!opened}>
        {opened && children}
      </div>
    </div>
  )
}

function useCounts({ points, summaries, findings, causes, triggers, open }: Enquiry): Record<EnquiryPart, string> {
  const say = useWords('procedure')
  const needed = causes.filter(({ cause, needed: waits }) => waits || cause !== null)
  const [last] = summaries
  return {
    points: open === 0 ? say('enquiry.web.all_known') : say('enquiry.web.open', { count: open, of: points.length }),
    summaries: last ? say(`enquiry.web.last_${last.answer ?? 'waits'}`) : say('enquiry.web.none'),
    findings: findings.length === 0 ? say('enquiry.web.none') : String(findings.length),
    causes: say('enquiry.web.of', { done: needed.filter(({ cause }) => cause !== null).length, of: needed.length }),
    triggers: triggers.length === 0 ? say('enquiry.web.none') : String(triggers.length),
  }
}

function Parts({ complaint, enquiry }: { complaint: Complaint; enquiry: Enquiry }) {
  const [opened, setOpened] = useState<EnquiryPart | null>(null)
  useAskedPart(setOpened)
  const counts = useCounts(enquiry)
  const part = (name: EnquiryPart, children: ReactNode) => (
    <Part name={name} count={counts[name]} opened={opened === name} onOpen={(open) => setOpened(open ? name : null)}>
      {children}
    </Part>
  )
  return (
    <>
      {part('points', <PointsPart complaint={complaint.id} enquiry={enquiry} />)}
      {part('summaries', <SummaryPart complaint={complaint.id} enquiry={enquiry} begins={complaint.summary ?? ''} />)}
      {part('findings', <FindingsPart complaint={complaint} enquiry={enquiry} />)}
      {part('causes', <CausesPart complaint={complaint.id} enquiry={enquiry} />)}
      {part('triggers', <TriggersPart complaint={complaint.id} enquiry={enquiry} />)}
    </>
  )
}

/** The enquiry of a complaint: what must be known, what we said back, what was verified, what caused it, what made it escalate. */
export function EnquiryPanel({ complaint }: { complaint: Complaint }) {
  const say = useWords('procedure')
  const query = useQuery(enquiryQuery(complaint.id))
  return (
    <Pane flush title={say('enquiry.web.title')}>
      <Queried query={query} rows={5}>
        {(enquiry) => <Parts complaint={complaint} enquiry={enquiry} />}
      </Queried>
    </Pane>
  )
}
