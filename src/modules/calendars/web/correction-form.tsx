import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { DateField } from '#workspace/kit/lazy.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { correctHolidays, type NewCorrection } from '../contract.ts'
import { useDayInWords } from './in-days.ts'
import { calendars } from './queries.ts'

const codes = { added: 'add', removed: 'remove', moved: 'move' } as const

interface CorrectionFormProps {
  region: string
  year: number
  kind: NewCorrection['kind']
  /** The holiday that is removed or moved. */
  day?: { date: string; name: string }
  onDone: () => void
}

interface Written {
  /** The day that is added, or to which one moves. */
  on: string | null
  name: string
  reason: string
}

function correctionOf({ kind, day }: CorrectionFormProps, { on, name, reason }: Written): NewCorrection | null {
  if (reason.trim() === '') return null
  if (kind === 'removed') return day ? { kind, day: day.date, reason } : null
  if (on === null) return null
  if (kind === 'moved') return day ? { kind, day: day.date, to: on, reason } : null
  return name.trim() === '' ? null : { kind, day: on, name, reason }
}

interface FieldsProps extends Pick<CorrectionFormProps, 'kind' | 'year'> {
  written: Written
  change: (some: Partial<Written>) => void
}

function CorrectionFields({ kind, year, written, change }: FieldsProps) {
  const say = useWords('calendars')
  // a day that moves may go into the year beside
  const beside = kind === 'moved' ? 1 : 0
  return (
    <>
      {kind !== 'removed' && (
        <DateField
          label={say(kind === 'added' ? 'web.holidays.day' : 'web.holidays.to')}
          value={written.on}
          onChange={(on) => change({ on })}
          earliest={`${year - beside}-01-01`}
          latest={`${year + beside}-12-31`}
          required
        />
      )}
      {kind === 'added' && (
        <TextInput
          label={say('web.holidays.name')}
          value={written.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          maxLength={120}
          required
        />
      )}
      <Textarea
        label={say('web.holidays.reason')}
        description={say('web.holidays.reason_hint')}
        value={written.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        maxLength={500}
        autosize
        required
      />
    </>
  )
}

/** What the form does, in words: its title, and a sentence where more than a day is added. */
function useTitle({ kind, day }: CorrectionFormProps): { title: string; about?: string } {
  const say = useWords('calendars')
  const inWords = useDayInWords()
  if (kind === 'added' || day === undefined) return { title: say('web.holidays.add') }
  const under = `web.holidays.${codes[kind]}`
  return { title: say(`${under}_title`, { name: day.name, day: inWords(day.date) }), about: say(`${under}_about`) }
}

/** Adds, removes or moves one day, with the reason. */
export function CorrectionForm(props: CorrectionFormProps) {
  const { region, year, kind, onDone } = props
  const say = useWords('calendars')
  const [written, setWritten] = useState<Written>({ on: null, name: '', reason: '' })
  const correction = correctionOf(props, written)
  const correcting = useDoing(
    (corrections: NewCorrection[]) => call(correctHolidays, { region }, { body: { corrections, origin: 'hand' } }),
    [calendars],
  )
  const form = useFields(correcting.error)
  return (
    <InPlace {...useTitle(props)} onClose={onDone}>
      <Form
        form={form}
        main
        busy={correcting.isPending}
        onSend={() => correction !== null && correcting.mutate([correction], { onSuccess: onDone })}
        send={say(`web.holidays.${codes[kind]}_do`)}
        notYet={correction === null ? say('web.holidays.not_yet') : undefined}
        onCancel={onDone}
      >
        <CorrectionFields kind={kind} year={year} written={written} change={(some) => setWritten((before) => ({ ...before, ...some }))} />
      </Form>
    </InPlace>
  )
}
