import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { Group, Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type MatrixVersion, writeMatrix } from '../contract.ts'
import { columns } from '../rules/kinds.ts'
import { type Rank, type RoleLimits, ranks } from '../rules/matrix.ts'
import { minorOf, typedOf } from './typed-sum.ts'

type Rules = MatrixVersion['rules']

interface RoleProps {
  rank: Rank
  limits: RoleLimits
  currency: string
  onChange: (limits: RoleLimits) => void
}

/** The limits of one role. An empty field of those that count together is no limit. */
function RoleFields({ rank, limits, currency, onChange }: RoleProps) {
  const say = useWords('remedies')
  const minor = (value: number | string) => (value === '' ? null : minorOf(Number(value), currency))
  const shown = (amount: number | null) => (amount === null ? '' : typedOf(amount, currency))
  return (
    <Group name={say(`rank.${rank}`)}>
      <Pair>
        {columns.map((column) => (
          <NumberInput
            key={column}
            label={say(`limit_name.${column}`)}
            value={shown(limits.decision[column])}
            onChange={(value) => onChange({ ...limits, decision: { ...limits.decision, [column]: minor(value) ?? 0 } })}
            min={0}
            hideControls
          />
        ))}
        {(['complaint', 'customer', 'day'] as const).map((name) => (
          <NumberInput
            key={name}
            label={say(`limit_name.${name}`)}
            placeholder={say('web.no_limit')}
            value={shown(limits[name])}
            onChange={(value) => onChange({ ...limits, [name]: minor(value) })}
            min={0}
            hideControls
          />
        ))}
      </Pair>
    </Group>
  )
}

interface HouseProps {
  rules: Rules
  rates: string
  onRules: (some: Partial<Rules>) => void
  onRates: (rates: string) => void
}

/** What holds for every role: the finance line, how long a yes holds, rates, and what a share of a purchase is worth. */
function HouseFields({ rules, rates, onRules, onRates }: HouseProps) {
  const say = useWords('remedies')
  const { currency, share } = rules
  const number = (value: number | string, least: number) => Math.max(least, Number(value))
  return (
    <Group name={say('web.for_all')}>
      <Pair>
        <NumberInput
          label={say('web.finance_line')}
          value={typedOf(rules.finance_line, currency)}
          onChange={(value) => onRules({ finance_line: minorOf(number(value, 0), currency) })}
          min={0}
          hideControls
        />
        <NumberInput
          label={say('web.approval_days')}
          value={rules.approval_days}
          onChange={(value) => onRules({ approval_days: number(value, 1) })}
          min={1}
          max={90}
          allowDecimal={false}
        />
        <NumberInput
          label={say('web.basket')}
          value={typedOf(share.basket, currency)}
          onChange={(value) => onRules({ share: { ...share, basket: Math.max(1, minorOf(Number(value), currency)) } })}
          min={0}
          hideControls
        />
        <NumberInput
          label={say('web.use_percent')}
          value={share.use_percent}
          onChange={(value) => onRules({ share: { ...share, use_percent: number(value, 1) } })}
          min={1}
          max={100}
          allowDecimal={false}
        />
      </Pair>
      <TextInput
        label={say('web.rates')}
        description={say('web.rates_hint', { currency })}
        value={rates}
        onChange={(event) => onRates(event.currentTarget.value)}
      />
    </Group>
  )
}

const writtenRates = (rates: Rules['rates']): string =>
  Object.entries(rates)
    .map(([code, rate]) => `${code} ${rate}`)
    .join(', ')

/** `USD 0.92, GBP 1.17`, each a currency and its rate; null where something else is written. */
function readRates(written: string): Rules['rates'] | null {
  const parts = written
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const pairs = parts.map((part) => /^([A-Za-z]{3})\s+(\d+(?:\.\d+)?)$/.exec(part))
  if (pairs.includes(null)) return null
  return Object.fromEntries(pairs.map((pair) => [pair?.[1]?.toUpperCase() ?? '', pair?.[2] ?? '']))
}

/** The moment that is typed, in the reader's zone; null where none is: from now on. */
const momentOf = (typed: string): string | null =>
  typed === '' ? null : Temporal.PlainDateTime.from(typed).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()

/** Writes the next version of the limits, beginning with those that hold. */
export function MatrixForm({ newest, from, onDone }: { newest: number; from: MatrixVersion; onDone: () => void }) {
  const say = useWords('remedies')
  const [rules, setRules] = useState(from.rules)
  const [rates, setRates] = useState(writtenRates(from.rules.rates))
  const [change, setChange] = useState('')
  const [begins, setBegins] = useState('')
  const read = readRates(rates)
  const doing = useDoing(
    () =>
      call(
        writeMatrix,
        {},
        { body: { version: newest, rules: { ...rules, rates: read ?? {} }, change: change.trim() || null, valid_from: momentOf(begins) } },
      ),
    [['remedies']],
  )
  const form = useFields(doing.error)
  const onRules = (some: Partial<Rules>) => setRules((before) => ({ ...before, ...some }))
  return (
    <Form
      form={form}
      busy={doing.isPending}
      main
      notYet={read === null ? say('web.rates_wrong') : undefined}
      send={say('web.write_version', { version: newest + 1 })}
      onSend={() => doing.mutate(undefined, { onSuccess: onDone })}
      onCancel={onDone}
    >
      {ranks.map((rank) => (
        <RoleFields
          key={rank}
          rank={rank}
          limits={rules.roles[rank]}
          currency={rules.currency}
          onChange={(limits) => onRules({ roles: { ...rules.roles, [rank]: limits } })}
        />
      ))}
      <TextInput
        {...form.at('valid_from')}
        type="datetime-local"
        label={say('web.begins')}
        description={say('web.begins_hint')}
        value={begins}
        onChange={(event) => setBegins(event.currentTarget.value)}
      />
      <HouseFields rules={rules} rates={rates} onRules={onRules} onRates={setRates} />
      <Textarea
        label={say('web.change')}
        value={change}
        onChange={(event) => setChange(event.currentTarget.value)}
        maxLength={1000}
        autosize
      />
    </Form>
  )
}
