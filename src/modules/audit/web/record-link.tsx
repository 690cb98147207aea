import { useWords } from '#workspace/kit/desk.ts'
import styles from './record.module.css'

/** From a complaint to its record. */
export function RecordLink({ complaint }: { complaint: string }) {
  const say = useWords('audit')
  return (
    <p className={styles.link}>
      <a href={`/app/complaints/${complaint}/record`}>{say('web.open')}</a>
    </p>
  )
}
