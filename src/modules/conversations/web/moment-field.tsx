import { TextInput } from '@mantine/core'

interface MomentFieldProps {
  label: string
  /** As the browser's field has it: `2026-11-24T09:12`, where the reader is. */
  value: string
  onChange: (value: string) => void
  hint?: string
  /** The earliest, for a moment that is to come; without it the moment is over. */
  from?: string
  error?: string | undefined
  id?: string
}

export const nowAsTyped = (): string => Temporal.Now.plainDateTimeISO().toString({ smallestUnit: 'minute' })

/** The instant of a day and time that was typed, where the reader is. */
export function instantOf(typed: string): string | null {
  try {
    return Temporal.PlainDateTime.from(typed).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()
  } catch {
    return null
  }
}

export function MomentField({ label, value, onChange, hint, from, error, id }: MomentFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={hint}
      error={error}
      value={value}
      {...(from === undefined ? { max: nowAsTyped() } : { min: from })}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(id !== undefined && { id })}
    />
  )
}
