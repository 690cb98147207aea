import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { digitsOf } from '#platform/money.ts'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { EditForm, type Fields, Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { isCurrency, minorOf } from '../../web/typed-sum.ts'
import { addPool, type CouponKind, editPool, kinds, longestName, type Pool } from '../contract.ts'
import { pools } from './queries.ts'

interface Rules {
  name: string
  days: number | null
  valid_from: string | null
  valid_to: string | null
  low_at: number
}

interface RulesFieldsProps {
  form: Fields
  fields: Rules
  change: (some: Partial<Rules>) => void
}

const numberOf = (value: number | string): number | null => (value === '' ? null : Number(value))

/** What can be changed of a pool: its name, and how long its codes live. */
function RulesFields({ form, fields, change }: RulesFieldsProps) {
  const say = useWords('coupons')
  const day = (name: 'valid_from' | 'valid_to') => (
    <TextInput
      {...form.at(name)}
      type="date"
      label={say(`web.${name}`)}
      value={fields[name] ?? ''}
      onChange={(event) => change({ [name]: event.currentTarget.value || null })}
    />
  )
  return (
    <>
      <TextInput
        {...form.at('name')}
        label={say('web.name')}
        value={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={longestName}
        required
      />
      <Pair>
        <NumberInput
          {...form.at('days')}
          label={say('web.days')}
          description={say('web.days_hint')}
          value={fields.days ?? ''}
          onChange={(value) => change({ days: numberOf(value) })}
          min={1}
          max={3650}
          allowDecimal={false}
        />
        <NumberInput
          {...form.at('low_at')}
          label={say('web.low_at')}
          description={say('web.low_at_about')}
          value={fields.low_at}
          onChange={(value) => change({ low_at: numberOf(value) ?? 0 })}
          min={0}
          allowDecimal={false}
        />
      </Pair>
      <Pair>
        {day('valid_from')}
        {day('valid_to')}
      </Pair>
    </>
  )
}

interface Typed extends Rules {
  kind: CouponKind
  by: 'money' | 'percent'
  amount: number | null
  currency: string
  percent: number | null
}

const begun: Typed = {
  name: '',
  kind: 'coupon',
  by: 'money',
  amount: null,
  currency: 'EUR',
  percent: null,
  days: 365,
  valid_from: null,
  valid_to: null,
  low_at: 20,
}

function worthOf({ by, amount, currency, percent }: Typed) {
  if (by === 'percent') return { percent }
  return { money: amount === null || !isCurrency(currency) ? null : { amount: minorOf(amount, currency), currency } }
}

function missingIn(typed: Typed, say: Say): string | undefined {
  if (typed.name.trim() === '') return say('web.name_first')
  if (Object.values(worthOf(typed)).every((worth) => worth === null)) return say('web.worth_first')
  return typed.days === null && typed.valid_to === null ? say('web.end_first') : undefined
}

function WorthFields({ form, typed, change }: { form: Fields; typed: Typed; change: (some: Partial<Typed>) => void }) {
  const say = useWords('coupons')
  return (
    <>
      <Pair>
        <Select
          {...form.at('kind')}
          label={say('web.kind')}
          data={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
          value={typed.kind}
          onChange={(kind) => change(kind === 'gift_card' ? { kind, by: 'money' } : { kind: 'coupon' })}
          allowDeselect={false}
        />
        <Select
          label={say('web.worth')}
          data={(typed.kind === 'coupon' ? (['money', 'percent'] as const) : (['money'] as const)).map((value) => ({
            value,
            label: say(`web.worth_${value}`),
          }))}
          value={typed.by}
          onChange={(by) => change({ by: by === 'percent' ? 'percent' : 'money' })}
          allowDeselect={false}
        />
      </Pair>
      {typed.by === 'percent' ? (
        <NumberInput
          {...form.at('percent')}
          label={say('web.percent')}
          value={typed.percent ?? ''}
          onChange={(value) => change({ percent: numberOf(value) })}
          min={1}
          max={100}
          allowDecimal={false}
        />
      ) : (
        <Pair>
          <NumberInput
            {...form.at('money.amount')}
            label={say('web.amount')}
            value={typed.amount ?? ''}
            onChange={(value) => change({ amount: numberOf(value) })}
            min={0}
            decimalScale={digitsOf(typed.currency)}
            hideControls
          />
          <TextInput
            {...form.at('money.currency')}
            label={say('web.currency')}
            value={typed.currency}
            onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
            maxLength={3}
          />
        </Pair>
      )}
    </>
  )
}

/** Adds a pool. */
export function NewPoolForm({ onDone }: { onDone: () => void }) {
  const say = useWords('coupons')
  const [typed, setTyped] = useState(begun)
  const change = (some: Partial<Typed>) => setTyped((before) => ({ ...before, ...some }))
  const doing = useDoing(() => {
    const { name, kind, days, valid_from, valid_to, low_at } = typed
    return call(addPool, {}, { body: { name: name.trim(), kind, days, valid_from, valid_to, low_at, ...worthOf(typed) } })
  }, pools)
  const form = useFields(doing.error)
  return (
    <InPlace title={say('web.add_pool')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={doing.isPending}
        send={say('web.add_pool')}
        notYet={missingIn(typed, say)}
        onSend={() => doing.mutate(undefined, { onSuccess: onDone })}
        onCancel={onDone}
      >
        <RulesFields form={form} fields={typed} change={change} />
        <WorthFields form={form} typed={typed} change={change} />
      </Form>
    </InPlace>
  )
}

/** Changes a pool for what is issued from now on. */
export function EditPoolForm({ pool, onDone }: { pool: Pool; onDone: () => void }) {
  const say = useWords('coupons')
  const { name, days, valid_from, valid_to, low_at, version } = pool
  const edit = useEdit<Rules>({
    now: { version, fields: { name, days, valid_from, valid_to, low_at } },
    send: (changed, seen) => call(editPool, { pool: pool.id }, { body: changed, version: seen }),
    refresh: pools,
    onDone,
  })
  const form = useFields(edit.saving.error)
  const read = (of: Rules) => ({
    name: of.name,
    days: String(of.days ?? ''),
    valid_from: of.valid_from ?? '',
    valid_to: of.valid_to ?? '',
    low_at: String(of.low_at),
  })
  return (
    <InPlace title={say('web.edit_pool', { name: pool.name })} onClose={onDone}>
      <EditForm form={form} edit={edit} main nameOf={(field) => say(`web.${field}`)} read={read} onCancel={onDone}>
        <RulesFields form={form} fields={edit.fields} change={edit.change} />
      </EditForm>
    </InPlace>
  )
}
