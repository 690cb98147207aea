import { SegmentedControl } from '@mantine/core'
import type { Complaint } from '#modules/complaints/contract.ts'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Coaching, coachStages, setStage } from '../contract.ts'
import styles from './coach.module.css'
import { CoachSheet } from './coach-sheet.tsx'

interface StageProps {
  complaint: Complaint
  coaching: Coaching
}

const minuteOf = 60

/** 45 seconds, 12 minutes, 3 hours: as the reader says it. */
export function useLengthOf(): (seconds: number) => string {
  const language = useLanguage()
  return (seconds) => {
    const minutes = Math.round(seconds / minuteOf)
    const [value, unit] =
      seconds < 100 ? [seconds, 'second'] : minutes < 100 ? [minutes, 'minute'] : [Math.round(minutes / minuteOf), 'hour']
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  }
}

/** Where the customer stands, set by the agent's ear, and what helps there. */
export function CoachStagePart({ complaint, coaching }: StageProps) {
  const say = useWords('conversations')
  const length = useLengthOf()
  const setting = useDoing(
    (stage: (typeof coachStages)[number]) => call(setStage, { complaint: complaint.id }, { body: { stage } }),
    [['conversations', 'coaching', complaint.id]],
  )
  const [now, before] = coaching.stages
  const chosen = setting.isPending ? setting.variables : now?.stage
  return (
    <section className={`${styles.part} ${styles.wide}`}>
      <h2>{say('web.coach.stage')}</h2>
      <SegmentedControl
        aria-label={say('web.coach.stage')}
        data={coachStages.map((value) => ({ value, label: say(`web.coach.stages.${value}.name`) }))}
        value={chosen ?? ''}
        onChange={(value) => {
          const stage = coachStages.find((one) => one === value)
          if (stage !== undefined) setting.mutate(stage)
        }}
        disabled={!coaching.may.mark}
      />
      {setting.isError && <Refused why={setting.error} />}
      <p className={styles.quiet}>
        {now === undefined
          ? say('web.coach.stage_none')
          : say('web.coach.stage_since', { by: now.by.name || say(`actors.${now.by.kind}`), length: length(now.seconds) })}{' '}
        {before && say('web.coach.earlier', { stage: say(`web.coach.stages.${before.stage}.name`), length: length(before.seconds) })}
      </p>
      {chosen !== undefined && (
        <>
          <p>{say(`web.coach.stages.${chosen}.about`)}</p>
          <CoachSheet code={`stage_${chosen}`} spoken={complaint.language} />
        </>
      )}
    </section>
  )
}
