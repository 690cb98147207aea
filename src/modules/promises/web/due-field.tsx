import { TextInput } from '@mantine/core'
import { useWords } from '#workspace/kit/desk.ts'
import { type Concern, type Desk } from '../contract.ts'
import { concernsAbout, workingTimeOf } from '../rules/judge-due.ts'
import styles from './promises.module.css'
import { instantFrom } from './typed-moment.ts'

interface DueFieldProps {
  label: string
  /** As the browser's field has it, on the desk's clock. */
  value: string
  onChange: (value: string) => void
  desk: Desk
  /** When the final answer is due, where a clock says so. */
  finalDue: string | null
  hideLabel?: boolean
}

/** What to look at again before this moment is promised; nothing for one that cannot be read. */
export function concernsOf(typed: string, { desk, finalDue }: Pick<DueFieldProps, 'desk' | 'finalDue'>): Concern[] {
  const due = instantFrom(typed, desk.zone)
  if (due === null) return []
  return concernsAbout(Temporal.Instant.from(due), {
    working: workingTimeOf(desk),
    finalDue: finalDue === null ? null : Temporal.Instant.from(finalDue),
  })
}

/** By when: with a warning where nobody works then, or the final answer is due before. */
export function DueField({ label, value, onChange, desk, finalDue, hideLabel = false }: DueFieldProps) {
  const say = useWords('promises')
  const concerns = concernsOf(value, { desk, finalDue })
  return (
    <div>
      <TextInput
        type="datetime-local"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...(hideLabel ? { 'aria-label': label, size: 'xs' } : { label })}
      />
      <div role="status">
        {concerns.map((concern) => (
          <p key={concern} className={styles.concern}>
            {say(`web.concern.${concern}`)}
          </p>
        ))}
      </div>
    </div>
  )
}
