import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { EditForm, Form, type Fields as FormFields, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { type CalendarShown, editCalendar, type Week, writeCalendar } from '../contract.ts'
import { useDayNames, weekInWords } from './in-days.ts'
import { calendars, regionsQuery } from './queries.ts'
import { useWeekFault, WeekField } from './week-field.tsx'

interface Fields {
  name: string
  zone: string
  region: string | null
  week: Week
}

/** Every zone that the browser knows, and the one that is set, which it may call otherwise. */
const zonesWith = (zone: string) => [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted()

/** A region by its name; typing finds it. */
export function RegionField({ value, onChange, tied, clearable = false }: RegionFieldProps) {
  const say = useWords('calendars')
  const { data } = useQuery(regionsQuery)
  const choices = (data?.data ?? []).map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))
  const known = value === null || choices.some((choice) => choice.value === value)
  return (
    <Select
      {...tied}
      label={say(clearable ? 'web.region' : 'web.holidays.region')}
      description={clearable ? say('web.region_hint') : undefined}
      placeholder={clearable ? say('web.no_region') : undefined}
      data={known ? choices : [{ value, label: value }, ...choices]}
      value={value}
      onChange={onChange}
      limit={60}
      searchable
      clearable={clearable}
    />
  )
}

interface RegionFieldProps {
  value: string | null
  onChange: (region: string | null) => void
  tied?: ReturnType<FormFields['at']>
  clearable?: boolean
}

interface CalendarFieldsProps {
  form: FormFields
  fields: Fields
  change: (some: Partial<Fields>) => void
}

function CalendarFields({ form, fields, change }: CalendarFieldsProps) {
  const say = useWords('calendars')
  return (
    <>
      <TextInput
        {...form.at('name')}
        label={say('web.name')}
        value={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={120}
        required
      />
      <Pair>
        <Select
          {...form.at('zone')}
          label={say('web.zone')}
          description={say('web.zone_hint')}
          data={zonesWith(fields.zone)}
          value={fields.zone}
          onChange={(zone) => zone !== null && change({ zone })}
          limit={60}
          searchable
        />
        <RegionField tied={form.at('region')} value={fields.region} onChange={(region) => change({ region })} clearable />
      </Pair>
      <WeekField week={fields.week} onChange={(week) => change({ week })} error={form.at('week').error} />
    </>
  )
}

function useNotYet({ name, week }: Fields): string | undefined {
  const say = useWords('calendars')
  const fault = useWeekFault(week)
  return name.trim() === '' ? say('web.name_first') : fault
}

interface NewCalendarProps {
  /** Like which one it begins. */
  like: CalendarShown
  onDone: () => void
}

export function NewCalendar({ like, onDone }: NewCalendarProps) {
  const say = useWords('calendars')
  const [fields, setFields] = useState<Fields>({ name: '', zone: like.zone, region: like.region, week: like.week })
  const writing = useDoing(() => call(writeCalendar, {}, { body: fields }), [calendars])
  const form = useFields(writing.error)
  return (
    <InPlace title={say('web.add')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={writing.isPending}
        onSend={() => writing.mutate(undefined, { onSuccess: onDone })}
        send={say('web.add')}
        notYet={useNotYet(fields)}
        onCancel={onDone}
      >
        <CalendarFields form={form} fields={fields} change={(some) => setFields((before) => ({ ...before, ...some }))} />
      </Form>
    </InPlace>
  )
}

export function EditCalendar({ calendar, onDone }: { calendar: CalendarShown; onDone: () => void }) {
  const say = useWords('calendars')
  const names = useDayNames('short')
  const [change, setChange] = useState('')
  const { name, zone, region, week, version } = calendar
  const edit = useEdit<Fields>({
    now: { version, fields: { name, zone, region, week } },
    send: (changed, of) => call(editCalendar, { calendar: calendar.id }, { body: { ...changed, ...(change && { change }) }, version: of }),
    refresh: [calendars],
    onDone,
  })
  const form = useFields(edit.saving.error)
  const notYet = useNotYet(edit.fields)
  const read = (of: Fields) => ({ ...of, region: of.region ?? say('web.no_region'), week: weekInWords(of.week, names) })
  return (
    <InPlace title={say('web.change_of', { name })} onClose={onDone}>
      <EditForm
        form={form}
        edit={edit}
        main
        nameOf={(field) => say(`web.${field}`)}
        read={read}
        notYet={edit.untouched ? say('web.nothing_changed') : notYet}
        onCancel={onDone}
      >
        <CalendarFields form={form} fields={edit.fields} change={edit.change} />
        <TextInput label={say('web.change')} value={change} onChange={(event) => setChange(event.currentTarget.value)} maxLength={500} />
      </EditForm>
    </InPlace>
  )
}
