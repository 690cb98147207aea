import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import type { Coaching } from '../contract.ts'
import styles from './coach.module.css'
import { CoachOrientation } from './coach-orientation.tsx'
import { coachingQuery } from './coach-queries.ts'
import { CoachRisk } from './coach-risk.tsx'
import { CoachStagePart } from './coach-stage.tsx'
import { CoachCards, CoachPlaybook } from './coach-texts.tsx'
import { HoldTimer, SilenceWatch } from './coach-timers.tsx'

interface CoachProps {
  complaint: Complaint
  opened: boolean
  onOpened: (opened: boolean) => void
  /** The hand-over and the report of conduct are forms of their own. */
  onAct: (act: 'handover' | 'incident') => void
}

function Line({ coaching }: { coaching: Coaching }) {
  const say = useWords('conversations')
  const { reading } = coaching
  if (reading === null || !coaching.opens) return <b>{say('web.coach.title')}</b>
  const { conduct, emotion } = reading
  return (
    <>
      <b>{say('web.coach.title')}</b>
      <span>
        {conduct === 'ok' ? say('web.coach.line_strong', { emotion: Math.round(emotion) }) : say(`web.coach.line_conduct.${conduct}`)}
      </span>
    </>
  )
}

/** A person who needs a break gets one: the hand-over is one press away. */
function Break({ onAct }: Pick<CoachProps, 'onAct'>) {
  const say = useWords('conversations')
  const [asked, setAsked] = useState(false)
  return (
    <section className={styles.part}>
      <div className={styles.acts}>
        <SmallAct aria-expanded={asked} onAct={() => setAsked(!asked)}>
          {say('web.coach.break')}
        </SmallAct>
        <SmallAct onAct={() => onAct('incident')}>{say('web.coach.report')}</SmallAct>
        <a href="/app/practice">{say('web.coach.practice')}</a>
      </div>
      {asked && (
        <>
          <p>{say('web.coach.break_about')}</p>
          <div className={styles.acts}>
            <SmallAct onAct={() => onAct('handover')}>{say('web.coach.hand_over')}</SmallAct>
          </div>
        </>
      )}
    </section>
  )
}

/** Beside the conversation: where the customer stands, what helps there, and what to do when it becomes too much. */
export function CoachPanel({ complaint, opened, onOpened, onAct }: CoachProps) {
  const say = useWords('conversations')
  const query = useQuery(coachingQuery(complaint.id))
  useKeys([{ keys: 'KeyD', name: say('web.coach.key'), act: () => onOpened(!opened) }])
  if (!opened && query.data?.opens !== true) return null
  return (
    <section className={styles.coach} aria-label={say('web.coach.title')}>
      <Queried query={query} rows={1}>
        {(coaching) => (
          <>
            <div className={styles.line}>
              <Line coaching={coaching} />
              <SmallAct aria-expanded={opened} onAct={() => onOpened(!opened)}>
                {say(opened ? 'web.coach.hide' : 'web.coach.show')}
              </SmallAct>
            </div>
            {opened && (
              <div className={styles.parts}>
                <CoachStagePart complaint={complaint} coaching={coaching} />
                <HoldTimer complaint={complaint.id} total={coaching.hold_seconds} />
                <SilenceWatch />
                <CoachOrientation complaint={complaint.id} coaching={coaching} />
                <CoachRisk risk={coaching.risk} />
                <CoachPlaybook complaint={complaint} coaching={coaching} />
                <CoachCards spoken={complaint.language} />
                <Break onAct={onAct} />
              </div>
            )}
          </>
        )}
      </Queried>
    </section>
  )
}
