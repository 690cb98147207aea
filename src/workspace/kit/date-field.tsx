import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/el'
import 'dayjs/locale/es'
import { DateInput } from '@mantine/dates'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '#workspace/language.ts'
import { Icon } from './icons.tsx'

dayjs.extend(customParseFormat)

export interface DateFieldProps {
  label: ReactNode
  /** A day as YYYY-MM-DD, or none. */
  value: string | null
  onChange: (day: string | null) => void
  hint?: ReactNode
  error?: string | undefined
  id?: string
  earliest?: string
  latest?: string
  required?: boolean
}

/** How a day is written here; the year may be typed with two figures. */
const written = 'D/M/YYYY'
const accepted = [written, 'D/M/YY', 'D.M.YYYY', 'D-M-YYYY', 'YYYY-MM-DD', 'D/M']

/** Reads a day that was typed; one without a year is the next such day. */
export function dayFrom(typed: string): string | null {
  const day = dayjs(typed.trim(), accepted, true)
  if (!day.isValid()) return null
  const past = /^\d{1,2}\/\d{1,2}$/.test(typed.trim()) && day.isBefore(dayjs(), 'day')
  return (past ? day.add(1, 'year') : day).format('YYYY-MM-DD')
}

/** A day, typed or taken from a calendar that begins on Monday. Import it from lazy.tsx, so that it is fetched when it is needed. */
export function DateField({ label, value, onChange, hint, error, id, earliest, latest, required = false }: DateFieldProps) {
  const say = useWords('workspace')
  const locale = useLanguage()
  return (
    <DateInput
      label={label}
      value={value}
      onChange={(day) => onChange(day === null ? null : String(day).slice(0, 10))}
      description={hint}
      error={error}
      required={required}
      clearable={!required}
      locale={locale}
      firstDayOfWeek={1}
      valueFormat={written}
      dateParser={dayFrom}
      leftSection={<Icon name="calendar" />}
      popoverProps={{ position: 'bottom-start' }}
      previousLabel={say('date.previous')}
      nextLabel={say('date.next')}
      clearButtonProps={{ 'aria-label': say('date.clear') }}
      {...(id !== undefined && { id })}
      {...(earliest !== undefined && { minDate: earliest })}
      {...(latest !== undefined && { maxDate: latest })}
    />
  )
}
