import { useWords } from '#workspace/kit/desk.ts'
import { type IntakeStage, intakeStages } from '../../contract.ts'
import styles from './enquiry.module.css'

/** The four stages of taking a complaint in, and where it stands. */
export function IntakeStages({ stage }: { stage: IntakeStage }) {
  const say = useWords('procedure')
  return (
    <ol className={styles.stages} aria-label={say('enquiry.intake.stages')}>
      {intakeStages.map((one) => (
        <li key={one} aria-current={one === stage ? 'step' : undefined}>
          {say(`enquiry.stage.${one}`)}
        </li>
      ))}
    </ol>
  )
}
