import { Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { DateField } from '#workspace/kit/lazy.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { longestWords, type NotedPoint, notePoint, pointSources, pointStatuses } from '../../contract.ts'
import { valueIn } from '../rules/point-values.ts'
import { shownOf } from './queries.ts'

interface Noted {
  status: (typeof pointStatuses)[number]
  value: string
  source: (typeof pointSources)[number]
  reason: string
}

interface FieldProps {
  point: NotedPoint
  noted: Noted
  change: (some: Partial<Noted>) => void
}

/** A field for what is known, as its kind is written. */
function ValueField({ point, noted, change }: FieldProps) {
  const say = useWords('procedure')
  const label = say('enquiry.web.value')
  if (point.kind === 'date')
    return <DateField label={label} value={noted.value || null} onChange={(value) => change({ value: value ?? '' })} />
  if (point.kind === 'yes_no')
    return (
      <Select
        label={label}
        data={(['yes', 'no'] as const).map((value) => ({ value, label: say(`enquiry.web.${value}`) }))}
        value={noted.value || null}
        onChange={(value) => change({ value: value ?? '' })}
      />
    )
  const set = (value: string) => change({ value })
  if (point.kind === 'text')
    return (
      <Textarea
        label={label}
        value={noted.value}
        onChange={(event) => set(event.currentTarget.value)}
        maxLength={longestWords}
        autosize
        autoFocus
      />
    )
  return (
    <TextInput
      label={label}
      description={say(`enquiry.web.hint_${point.kind}`)}
      value={noted.value}
      onChange={(event) => set(event.currentTarget.value)}
      maxLength={60}
      autoFocus
    />
  )
}

const choicesOf = <Code extends string>(say: Say, under: string, codes: readonly Code[]) =>
  codes.map((value) => ({ value, label: say(`enquiry.${under}.${value}`) }))

function missingIn({ kind }: NotedPoint, { status, value, reason }: Noted, say: Say): string | undefined {
  if (status === 'known') return valueIn(kind, value) === null ? say('enquiry.web.value_first') : undefined
  return status === 'asked' || reason.trim() !== '' ? undefined : say('enquiry.web.reason_first')
}

/** Notes a fact: what is known and from where, that it was asked for, or why it does not apply or cannot be had. */
export function PointForm({ complaint, point, onDone }: { complaint: string; point: NotedPoint; onDone: () => void }) {
  const say = useWords('procedure')
  const [noted, setNoted] = useState<Noted>({ status: 'known', value: point.value ?? '', source: 'customer', reason: '' })
  const change = (some: Partial<Noted>) => setNoted((before) => ({ ...before, ...some }))
  const { status, value, source, reason } = noted
  const known = status === 'known'
  const body = { status, ...(known && { value, source }), ...(!known && reason.trim() !== '' && { reason }) }
  const noting = useDoing(() => call(notePoint, { complaint, point: point.code }, { body }), shownOf(complaint))
  const missing = missingIn(point, noted, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !noting.isPending) noting.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      {known && <ValueField point={point} noted={noted} change={change} />}
      <Select
        label={say('enquiry.web.status')}
        data={choicesOf(say, 'status', pointStatuses)}
        value={status}
        onChange={(one) => change({ status: pointStatuses.find((code) => code === one) ?? status })}
        allowDeselect={false}
      />
      {known && (
        <Select
          label={say('enquiry.web.source')}
          data={choicesOf(say, 'source', pointSources)}
          value={source}
          onChange={(one) => change({ source: pointSources.find((code) => code === one) ?? source })}
          allowDeselect={false}
        />
      )}
      {!known && status !== 'asked' && (
        <TextInput
          label={say('enquiry.web.reason')}
          value={reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          maxLength={longestWords}
        />
      )}
      <FormFoot doing={noting} act={say('enquiry.web.note')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
