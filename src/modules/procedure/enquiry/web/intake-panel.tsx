import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { beginStage, type Enquiry, type IntakeStage } from '../../contract.ts'
import { CausesPart } from './causes-part.tsx'
import styles from './enquiry.module.css'
import { FindingsPart } from './findings-part.tsx'
import { PointsPart } from './points-part.tsx'
import { enquiryQuery, shownOf } from './queries.ts'
import { SummaryPart } from './summary-part.tsx'
import { TriggersPart } from './triggers-part.tsx'

interface IntakeProps {
  complaint: Complaint
  stage: 'ask' | 'verify'
  onStage: (stage: 'ask' | 'verify') => void
  onDone: () => void
  /** What it is about: the questions depend on it. */
  about: ReactNode
}

function Ask({ complaint, enquiry, about }: Pick<IntakeProps, 'complaint' | 'about'> & { enquiry: Enquiry }) {
  const say = useWords('procedure')
  return (
    <>
      <Section title={say('enquiry.web.points')} about={say('enquiry.intake.ask_about')}>
        {about}
        <div className={styles.wide}>
          <PointsPart complaint={complaint.id} enquiry={enquiry} asks />
        </div>
      </Section>
      <Section title={say('enquiry.web.summaries')} about={say('enquiry.intake.say_back_about')}>
        <div className={styles.wide}>
          <SummaryPart complaint={complaint.id} enquiry={enquiry} begins={complaint.summary ?? ''} />
        </div>
      </Section>
    </>
  )
}

function Verify({ complaint, enquiry }: Pick<IntakeProps, 'complaint'> & { enquiry: Enquiry }) {
  const say = useWords('procedure')
  return (
    <>
      <Section title={say('enquiry.web.findings')} about={say('enquiry.intake.verify_about')}>
        <div className={styles.wide}>
          <FindingsPart complaint={complaint} enquiry={enquiry} />
        </div>
      </Section>
      <Section title={say('enquiry.web.causes')}>
        <div className={styles.wide}>
          <CausesPart complaint={complaint.id} enquiry={enquiry} />
        </div>
      </Section>
      <Section title={say('enquiry.web.triggers')}>
        <div className={styles.wide}>
          <TriggersPart complaint={complaint.id} enquiry={enquiry} />
        </div>
      </Section>
    </>
  )
}

/** The last two stages, once there is a complaint: ask what is still to be known, then verify it. Each may be left at any time. */
export function IntakePanel({ complaint, stage, onStage, onDone, about }: IntakeProps) {
  const say = useWords('procedure')
  const query = useQuery(enquiryQuery(complaint.id))
  const moving = useDoing(
    (next: IntakeStage | null) => call(beginStage, { complaint: complaint.id }, { body: { stage: next } }),
    shownOf(complaint.id),
  )
  const go = (next: 'ask' | 'verify') => moving.mutate(next, { onSuccess: () => onStage(next) })
  return (
    <Queried query={query} rows={6}>
      {(enquiry) => (
        <>
          {stage === 'ask' ? (
            <Ask complaint={complaint} enquiry={enquiry} about={about} />
          ) : (
            <Verify complaint={complaint} enquiry={enquiry} />
          )}
          {moving.isError && <Refused why={moving.error} />}
          <FormActs>
            {stage === 'ask' ? (
              <Act as="do" busy={moving.isPending} onAct={() => go('verify')}>
                {say('enquiry.intake.to_verify')}
              </Act>
            ) : (
              <Act busy={moving.isPending} onAct={() => go('ask')}>
                {say('enquiry.intake.back_to_ask')}
              </Act>
            )}
            <Act as={stage === 'ask' ? 'default' : 'do'} busy={moving.isPending} onAct={() => moving.mutate(null, { onSuccess: onDone })}>
              {say('enquiry.intake.finish')}
            </Act>
          </FormActs>
        </>
      )}
    </Queried>
  )
}
