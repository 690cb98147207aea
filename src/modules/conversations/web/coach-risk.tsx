import { useWords } from '#workspace/kit/desk.ts'
import type { Coaching } from '../contract.ts'
import styles from './coach.module.css'

/** The escalation risk with its parts: what counts, what does not, and what nobody knows yet. */
export function CoachRisk({ risk }: Pick<Coaching, 'risk'>) {
  const say = useWords('conversations')
  return (
    <section className={styles.part}>
      <h2>{say('web.coach.risk', { score: risk.score })}</h2>
      <p className={styles.quiet}>{say('web.coach.risk_about')}</p>
      <dl className={styles.risk}>
        {risk.parts.map(({ part, points, most, known }) => (
          <div key={part}>
            <dt>{say(`web.coach.risk_parts.${part}`)}</dt>
            <dd>{known ? say('web.coach.risk_points', { points, most }) : say('web.coach.risk_unknown')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
