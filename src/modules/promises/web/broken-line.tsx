import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import styles from './promises.module.css'
import { ownPromisesQuery } from './queries.ts'

interface LineProps {
  complaint: string
  /** Puts a ready text, by its code, into the reply. */
  onText: (code: string) => void
}

/** Above the reply: a promise was broken, and the customer hears it from us the same day. Nothing once they have. */
export function BrokenLine({ complaint, onText }: LineProps) {
  const say = useWords('promises')
  const { moment } = useInWords()
  const { data } = useQuery({ ...ownPromisesQuery, retry: false })
  const broken = data?.broken.filter((one) => one.complaint.id === complaint) ?? []
  const [first] = broken
  if (first === undefined) return null
  return (
    <section className={styles.line} aria-label={say('state.broken')}>
      {broken.map(({ id, text, due }) => (
        <p key={id}>{say('web.tell_today', { text, moment: moment(due) })}</p>
      ))}
      <div className={styles.acts}>
        <SmallAct onAct={() => onText('angry_broken_promise')}>{say('web.tell_text')}</SmallAct>
      </div>
    </section>
  )
}
