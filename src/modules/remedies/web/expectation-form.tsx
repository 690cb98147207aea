import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { wishes } from '#modules/triage/rules/wishes.ts'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { Group } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Expectation, noteExpectation } from '../contract.ts'
import { shownOf } from './queries.ts'
import { SumField } from './sum-field.tsx'
import { isCurrency, minorOf, typedOf } from './typed-sum.ts'

interface Typed {
  wanted: string
  tags: Expectation['tags']
  floor: number | null
  currency: string
  reason: string
}

const begun = ({ wanted, tags, floor }: Expectation, currency: string): Typed => ({
  wanted: wanted ?? '',
  tags,
  floor: floor === null ? null : typedOf(floor.money.amount, floor.money.currency),
  currency: floor?.money.currency ?? currency,
  reason: floor?.reason ?? '',
})

function missingIn({ floor, currency, reason }: Typed, say: Say): string | undefined {
  if (floor === null) return undefined
  if (!isCurrency(currency)) return say('web.currency_first')
  return reason.trim() === '' ? say('web.floor_reason_first') : undefined
}

const bodyOf = ({ wanted, tags, floor, currency, reason }: Typed, version: number) => ({
  wanted: wanted.trim() || null,
  tags,
  floor: floor === null ? null : { money: { amount: minorOf(floor, currency), currency }, reason: reason.trim() },
  version,
})

type Change = (some: Partial<Typed>) => void

/** Each wish: not there, asked for, or thought of by us; what is not negotiable only where the customer said so. */
function Wishes({ tags, change }: { tags: Typed['tags']; change: Change }) {
  const say = useWords('remedies')
  const told = (code: string) => tags.find((tag) => tag.code === code)
  const set = (code: (typeof wishes)[number], how: Typed['tags'][number] | null) =>
    change({ tags: [...tags.filter((tag) => tag.code !== code), ...(how === null ? [] : [how])] })
  return (
    <Group name={say('web.wishes')}>
      {wishes.map((code) => (
        <Checkbox
          key={code}
          size="xs"
          label={say(`wish.${code}`)}
          checked={told(code) !== undefined}
          onChange={(event) => set(code, event.currentTarget.checked ? { code, told: 'asked', non_negotiable: false } : null)}
        />
      ))}
    </Group>
  )
}

function FloorFields({ typed, change }: { typed: Typed; change: Change }) {
  const say = useWords('remedies')
  return (
    <>
      <SumField
        label={say('web.floor')}
        description={say('web.floor_hint')}
        amount={typed.floor}
        currency={typed.currency}
        onAmount={(floor) => change({ floor })}
        onCurrency={(currency) => change({ currency })}
      />
      {typed.floor !== null && (
        <TextInput
          label={say('web.floor_reason')}
          value={typed.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
    </>
  )
}

interface FormProps {
  complaint: string
  currency: string
  expectations: Expectation[]
  onDone: () => void
}

/** What the customer asked for on an issue, and what is owed without bargaining. */
export function ExpectationForm({ complaint, currency, expectations, onDone }: FormProps) {
  const say = useWords('remedies')
  const [chosen, setChosen] = useState(expectations[0]?.issue.id ?? '')
  const here = expectations.find(({ issue }) => issue.id === chosen)
  return (
    <>
      {expectations.length > 1 && (
        <Select
          label={say('web.issue')}
          data={expectations.map(({ issue }) => ({ value: issue.id, label: `${issue.position}. ${issue.title}` }))}
          value={chosen}
          onChange={(issue) => issue !== null && setChosen(issue)}
          allowDeselect={false}
        />
      )}
      {here && <OneForm key={`${chosen} ${here.version}`} complaint={complaint} currency={currency} expectation={here} onDone={onDone} />}
    </>
  )
}

function OneForm({ complaint, currency, expectation, onDone }: Omit<FormProps, 'expectations'> & { expectation: Expectation }) {
  const say = useWords('remedies')
  const [typed, setTyped] = useState(() => begun(expectation, currency))
  const change: Change = (some) => setTyped((before) => ({ ...before, ...some }))
  const doing = useDoing(
    () => call(noteExpectation, { complaint, issue: expectation.issue.id }, { body: bodyOf(typed, expectation.version) }),
    shownOf(complaint),
  )
  const missing = missingIn(typed, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Textarea
        label={say('web.wanted')}
        value={typed.wanted}
        onChange={(event) => change({ wanted: event.currentTarget.value })}
        maxLength={2000}
        autosize
      />
      <Wishes tags={typed.tags} change={change} />
      <FloorFields typed={typed} change={change} />
      <FormFoot doing={doing} act={say('web.save')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
