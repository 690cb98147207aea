import { Checkbox, MultiSelect, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listCategories } from '#modules/complaints/contract.ts'
import { digitsOf } from '#platform/money.ts'
import { call, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { type Fields, Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { bases, kinds } from '../../rules/kinds.ts'
import { addEntry, type Entry, longestName, longestWords, mostDays, writeEntry } from '../contract.ts'
import { entriesShown } from './queries.ts'
import { begun, missingIn, type Typed, termsOf, unitsOf } from './typed-entry.ts'

interface PartProps {
  form: Fields
  typed: Typed
  change: (some: Partial<Typed>) => void
}

const numberOf = (value: number | string): number | null => (value === '' ? null : Number(value))

/** The category tree, branches and leaves. */
function useCategoryChoice() {
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: ['complaints', 'categories'],
    queryFn: ({ signal }) => call(listCategories, {}, { signal }),
    staleTime: 300_000,
  })
  return (data?.data ?? []).filter(({ ended }) => !ended).map(({ code, names }) => ({ value: code, label: names[language] }))
}

function ShapePart({ form, typed, change }: PartProps) {
  const say = useWords('catalogue')
  const remedies = useWords('remedies')
  const categories = useCategoryChoice()
  const kindChosen = (value: string | null) => {
    const kind = kinds.find((one) => one === value) ?? typed.kind
    const units = unitsOf(kind)
    change({ kind, unit: units.includes(typed.unit) ? typed.unit : (units[0] ?? 'none') })
  }
  return (
    <>
      <Pair>
        <Select
          {...form.at('terms.kind')}
          label={say('web.kind')}
          data={kinds.map((value) => ({ value, label: remedies(`kind.${value}`) }))}
          value={typed.kind}
          onChange={kindChosen}
          allowDeselect={false}
        />
        <Select
          {...form.at('terms.basis')}
          label={say('web.basis')}
          data={bases.map((value) => ({ value, label: remedies(`web.basis_of.${value}`) }))}
          value={typed.basis}
          onChange={(basis) => change({ basis: bases.find((one) => one === basis) ?? typed.basis })}
          allowDeselect={false}
        />
      </Pair>
      <MultiSelect
        {...form.at('terms.categories')}
        label={say('web.categories')}
        description={say('web.categories_hint')}
        data={categories}
        value={typed.categories}
        onChange={(chosen) => change({ categories: chosen })}
        searchable
      />
    </>
  )
}

function RangePart({ form, typed, change }: PartProps) {
  const say = useWords('catalogue')
  const { unit, currency } = typed
  const end = (name: 'min' | 'max') => (
    <NumberInput
      {...form.at(`terms.range.${name}`)}
      label={say(`web.${name}`)}
      value={typed[name] ?? ''}
      onChange={(value) => change({ [name]: numberOf(value) })}
      min={0}
      decimalScale={unit === 'percent' ? 2 : digitsOf(currency)}
      hideControls
    />
  )
  const units = unitsOf(typed.kind)
  return (
    <>
      {units.length > 1 && (
        <SegmentedControl
          aria-label={say('web.unit')}
          data={units.map((value) => ({ value, label: say(`web.unit_${value}`) }))}
          value={unit}
          onChange={(value) => change({ unit: units.find((one) => one === value) ?? unit })}
        />
      )}
      {unit !== 'none' && (
        <Pair>
          {end('min')}
          {end('max')}
        </Pair>
      )}
      {unit === 'money' && (
        <TextInput
          {...form.at('terms.range.currency')}
          label={say('web.currency')}
          value={currency}
          onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
          maxLength={3}
        />
      )}
    </>
  )
}

/** The same words in each of the three languages. */
function InEach({ form, typed, change, name }: PartProps & { name: 'name' | 'happens' | 'evidence' }) {
  const say = useWords('catalogue')
  return languages.map((language) => {
    const own = {
      ...form.at(`terms.${name}.${language}`),
      label: say(`web.${name}_${language}`),
      lang: language,
      value: typed[name][language],
      maxLength: name === 'name' ? longestName : longestWords,
    }
    const write = (text: string) => change({ [name]: { ...typed[name], [language]: text } })
    return name === 'name' ? (
      <TextInput key={language} {...own} onChange={(event) => write(event.currentTarget.value)} />
    ) : (
      <Textarea key={language} {...own} autosize onChange={(event) => write(event.currentTarget.value)} />
    )
  })
}

function TimePart({ form, typed, change }: PartProps) {
  const say = useWords('catalogue')
  const day = (name: 'valid_from' | 'valid_to') => (
    <TextInput
      {...form.at(`terms.${name}`)}
      type="date"
      label={say(`web.${name}`)}
      value={typed[name] ?? ''}
      onChange={(event) => change({ [name]: event.currentTarget.value || null })}
    />
  )
  return (
    <>
      <NumberInput
        {...form.at('terms.days')}
        label={say('web.days')}
        value={typed.days}
        onChange={(value) => change({ days: numberOf(value) ?? 0 })}
        min={0}
        max={mostDays}
        allowDecimal={false}
      />
      <Pair>
        {day('valid_from')}
        {day('valid_to')}
      </Pair>
      <Checkbox label={say('web.ended')} checked={typed.ended} onChange={(event) => change({ ended: event.currentTarget.checked })} />
    </>
  )
}

/** Adds an entry, or writes the next version of one. */
export function EntryForm({ entry, onDone }: { entry: Entry | null; onDone: () => void }) {
  const say = useWords('catalogue')
  const language = useLanguage()
  const [typed, setTyped] = useState(() => begun(entry))
  const change = (some: Partial<Typed>) => setTyped((before) => ({ ...before, ...some }))
  const doing = useDoing(() => {
    const said = { terms: termsOf(typed), ...(typed.change.trim() && { change: typed.change.trim() }) }
    return entry === null
      ? call(addEntry, {}, { body: said })
      : call(writeEntry, { entry: entry.code }, { body: { ...said, number: entry.number } })
  }, entriesShown)
  const form = useFields(doing.error)
  const part = { form, typed, change }
  return (
    <InPlace
      title={entry === null ? say('web.add') : say('web.edit_title', { name: entry.name[language] })}
      about={entry === null ? undefined : say('web.edit_about')}
      onClose={onDone}
    >
      <Form
        form={form}
        main
        busy={doing.isPending}
        send={say(entry === null ? 'web.add' : 'web.save')}
        notYet={missingIn(typed, say)}
        onSend={() => doing.mutate(undefined, { onSuccess: onDone })}
        onCancel={onDone}
      >
        <ShapePart {...part} />
        <RangePart {...part} />
        <InEach {...part} name="name" />
        <InEach {...part} name="happens" />
        <Checkbox
          label={say('web.needs_evidence')}
          checked={typed.needs}
          onChange={(event) => change({ needs: event.currentTarget.checked })}
        />
        {typed.needs && <InEach {...part} name="evidence" />}
        <TimePart {...part} />
        <TextInput
          label={say('web.change')}
          value={typed.change}
          onChange={(event) => change({ change: event.currentTarget.value })}
          maxLength={500}
        />
      </Form>
    </InPlace>
  )
}
