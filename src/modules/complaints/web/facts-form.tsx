import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { type BothSides, ChangedMeanwhile } from '#workspace/kit/changed-meanwhile.tsx'
import { call, languages, useWords } from '#workspace/kit/desk.ts'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { type Edit, useEdit } from '#workspace/kit/use-edit.ts'
import { type Complaint, editComplaint, urgencies } from '../contract.ts'
import { useCodeChoices } from './choices.ts'
import { shownOf } from './use-act.ts'

interface Fields {
  subject: string
  summary: string
  desired_outcome: string
  occurred_at: string | null
  product: string
  place: string
  order_numbers: string
  amount: number | null
  currency: string
  urgency: Complaint['urgency']
  language: Complaint['language']
  relation: Complaint['relation']
  represents: string
}

const hundred = 100
const text = (said: string | null) => said ?? ''

const fieldsOf = (complaint: Complaint): Fields => ({
  subject: complaint.subject,
  summary: text(complaint.summary),
  desired_outcome: text(complaint.desired_outcome),
  occurred_at: complaint.occurred_at?.slice(0, 10) ?? null,
  product: text(complaint.product),
  place: text(complaint.place),
  order_numbers: complaint.order_numbers.join(', '),
  amount: complaint.amount === null ? null : complaint.amount.minor / hundred,
  currency: complaint.amount?.currency ?? 'EUR',
  urgency: complaint.urgency,
  language: complaint.language,
  relation: complaint.relation,
  represents: text(complaint.represents),
})

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
const amountOf = ({ amount, currency }: Fields) => (amount === null ? null : { minor: Math.round(amount * hundred), currency })

type Body = NonNullable<NonNullable<Parameters<typeof call<typeof editComplaint>>[2]>['body']>

/** What the form changed, as the desk takes it. */
function bodyOf(changed: Partial<Fields>, fields: Fields): Body {
  const { subject, urgency, language, relation, occurred_at, order_numbers, amount: _amount, currency, ...texts } = changed
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, orNull(text)])),
    ...(subject !== undefined && { subject }),
    ...(urgency !== undefined && { urgency }),
    ...(language !== undefined && { language }),
    ...(relation !== undefined && { relation }),
    ...('occurred_at' in changed && { occurred_at: occurred_at ?? null }),
    ...(order_numbers !== undefined && { order_numbers: order_numbers.split(/[\s,;]+/).filter(Boolean) }),
    ...(('amount' in changed || currency !== undefined) && { amount: amountOf(fields) }),
  }
}

function useFactsEdit(complaint: Complaint, onDone: () => void) {
  const fields = fieldsOf(complaint)
  return useEdit<Fields>({
    now: { version: complaint.version, fields },
    send: (changed, version) =>
      call(editComplaint, { complaint: complaint.id }, { body: bodyOf(changed, { ...fields, ...changed }), version }),
    refresh: shownOf(complaint.id),
    onDone,
  })
}

type FactsEdit = Edit<Fields>

function ContentFields({ fields, change }: FactsEdit) {
  const say = useWords('complaints')
  const text = (name: 'subject' | 'product' | 'place' | 'order_numbers') => (
    <TextInput
      label={say(`web.fact.${name}`)}
      value={fields[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
      maxLength={name === 'subject' ? 500 : 300}
    />
  )
  const long = (name: 'summary' | 'desired_outcome') => (
    <Textarea
      label={say(`web.fact.${name}`)}
      value={fields[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
      autosize
      minRows={2}
      maxLength={4000}
    />
  )
  return (
    <>
      {text('subject')}
      {long('summary')}
      {long('desired_outcome')}
      <DateField
        label={say('web.fact.occurred_at')}
        value={fields.occurred_at}
        onChange={(occurred_at) => change({ occurred_at })}
        latest={Temporal.Now.plainDateISO().toString()}
      />
      {text('product')}
      {text('place')}
      {text('order_numbers')}
      <Pair>
        <NumberInput
          label={say('web.fact.amount')}
          value={fields.amount ?? ''}
          onChange={(amount) => change({ amount: amount === '' ? null : Number(amount) })}
          min={0}
          decimalScale={2}
          hideControls
        />
        <Select
          label={say('web.fact.currency')}
          data={['EUR', 'GBP', 'USD']}
          value={fields.currency}
          onChange={(currency) => change({ currency: currency ?? 'EUR' })}
        />
      </Pair>
    </>
  )
}

const relations = ['customer', 'representative', 'third_party'] as const

function HandlingFields({ fields, change }: FactsEdit) {
  const say = useWords('complaints')
  const language = languages.map((value) => ({ value, label: say(`web.language.${value}`) }))
  const find = <Code extends string>(codes: readonly Code[], value: string | null, otherwise: Code) =>
    codes.find((code) => code === value) ?? otherwise
  return (
    <>
      <Select
        label={say('web.fact.urgency')}
        data={useCodeChoices('urgency', urgencies)}
        value={fields.urgency}
        onChange={(value) => change({ urgency: find(urgencies, value, fields.urgency) })}
      />
      <Select
        label={say('web.fact.language')}
        data={language}
        value={fields.language}
        onChange={(value) => change({ language: find(languages, value, fields.language) })}
      />
      <Select
        label={say('web.fact.relation')}
        data={useCodeChoices('relation', relations)}
        value={fields.relation}
        onChange={(value) => change({ relation: find(relations, value, fields.relation) })}
      />
      {fields.relation !== 'customer' && (
        <TextInput
          label={say('web.fact.represents')}
          value={fields.represents}
          onChange={(event) => change({ represents: event.currentTarget.value })}
          maxLength={300}
        />
      )}
    </>
  )
}

const shown = (value: string | number | null | undefined) => (value === null || value === '' || value === undefined ? '–' : String(value))

/** Changes what we write about a complaint. The customer's first words are not among it. */
export function FactsForm({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const say = useWords('complaints')
  const edit = useFactsEdit(complaint, onDone)
  const { saving, stale, theirs, fields } = edit
  const names = Object.keys(theirs) as (keyof Fields)[] // theirs has keys of Fields only
  const sides = names.map((name): BothSides => ({ name: say(`web.fact.${name}`), theirs: shown(theirs[name]), yours: shown(fields[name]) }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    edit.save()
  }
  return (
    <SmallForm onSubmit={submit}>
      <ContentFields {...edit} />
      <HandlingFields {...edit} />
      {stale && <ChangedMeanwhile sides={sides} busy={saving.isPending} onKeepMine={edit.keepMine} onTakeTheirs={edit.takeTheirs} />}
      {saving.isError && !stale && <Refused why={saving.error} />}
      <FormActs>
        <Act submits busy={saving.isPending}>
          {say('web.save')}
        </Act>
        <Act as="plain" onAct={onDone}>
          {say('web.cancel')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}
