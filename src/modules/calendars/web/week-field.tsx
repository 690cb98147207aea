import { TextInput } from '@mantine/core'
import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Group } from '#workspace/kit/section.tsx'
import { IconAct } from '#workspace/kit/small-acts.tsx'
import type { Week } from '../contract.ts'
import { CalendarFault, weekInMinutes } from '../rules/working-time.ts'
import styles from './calendars.module.css'
import { useDayNames } from './in-days.ts'

type Shifts = Week[number]

/** Why nobody can count with a week, as the desk would say it; null when one can. */
export function useWeekFault(week: Week): string | undefined {
  const say = useWords('calendars')
  try {
    weekInMinutes(week)
    return undefined
  } catch (fault) {
    if (!(fault instanceof CalendarFault)) throw fault
    return say(`refusals.${fault.fault}`, { day: (fault.day ?? 0) + 1 })
  }
}

/** What follows a shift: the afternoon after a morning, else the usual day. */
const nextShift = (shifts: Shifts): Shifts[number] => {
  const end = shifts.at(-1)?.to
  if (end === undefined) return { from: '09:00', to: '17:00' }
  return end < '20:00' ? { from: end < '14:00' ? '14:00' : end, to: '20:00' } : { from: end, to: '24:00' }
}

interface DayProps {
  name: string
  shifts: Shifts
  onChange: (shifts: Shifts) => void
}

function Day({ name, shifts, onChange }: DayProps) {
  const say = useWords('calendars')
  const change = (at: number, some: Partial<Shifts[number]>) =>
    onChange(shifts.map((shift, other) => (other === at ? { ...shift, ...some } : shift)))
  return (
    <div className={styles.day} role="group" aria-label={name}>
      <span className={styles.dayName}>{name}</span>
      <div className={styles.shifts}>
        {shifts.length === 0 && <span className={styles.closed}>{say('web.closed')}</span>}
        {shifts.map((shift, at) => {
          const called = say('web.shift_of', { day: name, number: at + 1 })
          const time = (end: 'from' | 'to') => (
            <TextInput
              aria-label={`${called}: ${say(`web.${end}`)}`}
              value={shift[end]}
              onChange={(event) => change(at, { [end]: event.currentTarget.value })}
              maxLength={5}
              inputMode="numeric"
              placeholder={end === 'from' ? '09:00' : '17:00'}
              size="xs"
              className={styles.time}
            />
          )
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a shift is its place in the day
            <span key={at} className={styles.shift}>
              {time('from')}
              <span aria-hidden="true">–</span>
              {time('to')}
              <IconAct
                icon="close"
                label={say('web.remove_shift_of', { shift: called })}
                onClick={() => onChange(shifts.filter((_shift, other) => other !== at))}
              />
            </span>
          )
        })}
        <IconAct icon="add" label={say('web.add_shift_on', { day: name })} onClick={() => onChange([...shifts, nextShift(shifts)])} />
      </div>
    </div>
  )
}

interface WeekFieldProps {
  week: Week
  onChange: (week: Week) => void
  /** What the desk said of it. */
  error?: string | undefined
}

/** Seven days with their shifts. Monday is quickly the rest of the working week. */
export function WeekField({ week, onChange, error }: WeekFieldProps) {
  const say = useWords('calendars')
  const names = useDayNames()
  const fault = useWeekFault(week) ?? error
  const [monday = []] = week
  return (
    <Group name={say('web.week')}>
      <p className={styles.hint}>{say('web.time_hint')}</p>
      <div>
        {week.map((shifts, day) => (
          <Day
            key={names[day]}
            name={names[day] ?? ''}
            shifts={shifts}
            onChange={(changed) => onChange(week.map((before, other) => (other === day ? changed : before)))}
          />
        ))}
      </div>
      {fault !== undefined && (
        <p role="status" className={styles.fault}>
          {fault}
        </p>
      )}
      <div>
        <Act as="plain" size="xs" onAct={() => onChange(week.map((shifts, day) => (day >= 1 && day <= 4 ? monday : shifts)))}>
          {say('web.as_monday')}
        </Act>
      </div>
    </Group>
  )
}
