import { NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { digitsOf } from '#platform/money.ts'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { Pair } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import type { Entry } from '../catalogue/contract.ts'
import { EntryField } from '../catalogue/web/entry-field.tsx'
import { longestExplanation, proposeRemedy } from '../contract.ts'
import { bases, columnOf, kinds, mayCostNothing, paysBack } from '../rules/kinds.ts'
import { Corridor } from './corridor.tsx'
import { DepartureField, type LikeCases, type Offer } from './departure-field.tsx'
import { PayeeField } from './payee-field.tsx'
import { authorityQuery, expectationsQuery, shownOf } from './queries.ts'
import { SumField } from './sum-field.tsx'
import { isCurrency, minorOf } from './typed-sum.ts'

type Typed = ReturnType<typeof begun>

const begun = (issue: string, currency: string) => ({
  issue,
  entry: null as Entry | null,
  kind: 'refund' as (typeof kinds)[number],
  basis: 'entitlement' as (typeof bases)[number],
  by: 'sum' as 'sum' | 'percent',
  amount: null as number | null,
  percent: null as number | null,
  currency,
  explanation: '',
  evidence: '',
  order: '',
  paid: null as number | null,
  payee: '',
  departs: '',
})

interface FieldsProps {
  typed: Typed
  change: (some: Partial<Typed>) => void
}

const asksEvidence = ({ basis, entry }: Typed): boolean => basis === 'entitlement' || (entry?.evidence ?? null) !== null

/** What an entry of the catalogue settles at once. */
const pickedFrom = (entry: Entry | null): Partial<Typed> =>
  entry === null
    ? { entry }
    : {
        entry,
        kind: entry.kind,
        basis: entry.basis,
        by: entry.range?.unit === 'percent' ? 'percent' : 'sum',
        ...(entry.range?.unit === 'money' && { currency: entry.range.currency }),
      }

const isPercent = ({ kind, by }: Typed): boolean => kind === 'coupon' && by === 'percent'

/** What it costs: a sum, or of a coupon a share of the next purchase. */
function SumFields({ typed, change }: FieldsProps) {
  const say = useWords('remedies')
  if (typed.kind === 'apology') return null
  return (
    <>
      {typed.kind === 'coupon' && (
        <SegmentedControl
          aria-label={say('web.worth')}
          data={[
            { value: 'sum', label: say('web.a_sum') },
            { value: 'percent', label: say('web.a_percent') },
          ]}
          value={typed.by}
          onChange={(by) => change({ by: by === 'percent' ? 'percent' : 'sum' })}
        />
      )}
      {isPercent(typed) ? (
        <NumberInput
          label={say('web.percent')}
          description={say('web.percent_hint')}
          value={typed.percent ?? ''}
          onChange={(value) => change({ percent: value === '' ? null : Number(value) })}
          min={0}
          max={100}
          decimalScale={2}
          hideControls
        />
      ) : (
        <SumField
          label={say('web.amount')}
          amount={typed.amount}
          currency={typed.currency}
          onAmount={(amount) => change({ amount })}
          onCurrency={(currency) => change({ currency })}
        />
      )}
    </>
  )
}

function ShapeFields({ typed, change, issues }: FieldsProps & { issues: Complaint['issues_list'] }) {
  const say = useWords('remedies')
  const choice = <Code extends string>(codes: readonly Code[], name: string) =>
    codes.map((value) => ({ value, label: say(`${name}.${value}`) }))
  return (
    <>
      {issues.length > 1 && (
        <Select
          label={say('web.issue')}
          data={issues.map(({ id, position, title }) => ({ value: id, label: `${position}. ${title}` }))}
          value={typed.issue}
          onChange={(issue) => issue !== null && change({ issue, entry: null })}
          allowDeselect={false}
        />
      )}
      <Select
        label={say('web.kind')}
        data={choice(kinds, 'kind')}
        value={typed.kind}
        onChange={(kind) => kind !== null && change({ kind: kinds.find((one) => one === kind) ?? typed.kind, entry: null })}
        allowDeselect={false}
      />
      <SegmentedControl
        aria-label={say('web.basis')}
        data={choice(bases, 'web.basis_of')}
        value={typed.basis}
        onChange={(basis) => change({ basis: bases.find((one) => one === basis) ?? typed.basis, entry: null })}
      />
    </>
  )
}

function WordFields({ typed, change }: FieldsProps) {
  const say = useWords('remedies')
  return (
    <>
      <Textarea
        label={say('web.explanation')}
        description={say('web.explanation_hint')}
        value={typed.explanation}
        onChange={(event) => change({ explanation: event.currentTarget.value })}
        maxLength={longestExplanation}
        autosize
      />
      {asksEvidence(typed) && (
        <Textarea
          label={say('web.evidence')}
          value={typed.evidence}
          onChange={(event) => change({ evidence: event.currentTarget.value })}
          maxLength={longestExplanation}
          autosize
        />
      )}
      {paysBack(typed.kind) && (
        <Pair>
          <TextInput
            label={say('web.order')}
            value={typed.order}
            onChange={(event) => change({ order: event.currentTarget.value })}
            maxLength={100}
          />
          <NumberInput
            label={say('web.paid')}
            value={typed.paid ?? ''}
            onChange={(value) => change({ paid: value === '' ? null : Number(value) })}
            min={0}
            decimalScale={digitsOf(typed.currency)}
            hideControls
          />
        </Pair>
      )}
    </>
  )
}

function missingIn(typed: Typed, say: Say): string | undefined {
  if (typed.issue === '') return say('web.issue_first')
  if (isPercent(typed) ? typed.percent === null : typed.amount === null && !mayCostNothing(typed.kind)) return say('web.sum_first')
  if (!isCurrency(typed.currency)) return say('web.currency_first')
  return typed.explanation.trim() === '' ? say('web.explanation_first') : undefined
}

const sumOf = (units: number, { currency }: Typed) => ({ amount: minorOf(units, currency), currency })

function worthOf(typed: Typed) {
  if (isPercent(typed)) return { percent: typed.percent }
  return typed.kind === 'apology' || typed.amount === null ? {} : { money: sumOf(typed.amount, typed) }
}

function bodyOf(typed: Typed) {
  const { issue, kind, basis, paid } = typed
  const [evidence, order] = [typed.evidence.trim(), typed.order.trim()]
  return {
    issue,
    kind,
    basis,
    explanation: typed.explanation.trim(),
    ...worthOf(typed),
    ...(typed.departs.trim() !== '' && { departs: typed.departs.trim() }),
    ...(typed.payee !== '' && { payee: typed.payee }),
    ...(typed.entry && { entry: typed.entry.code }),
    ...(asksEvidence(typed) && evidence !== '' && { evidence }),
    ...(paysBack(kind) && order !== '' && paid !== null && { order: { number: order, paid: sumOf(paid, typed) } }),
  }
}

/** Minor units of the house's currency; null while nothing is typed, or in another. */
const askedOf = (typed: Typed, currency: string): number | null =>
  typed.amount === null || typed.currency !== currency || isPercent(typed) ? null : minorOf(typed.amount, currency)

/** What is owed on the issue that was chosen. */
function useFloor(complaint: string, issue: string) {
  const { data } = useQuery({ ...expectationsQuery(complaint), retry: false })
  return data?.data.find((one) => one.issue.id === issue)?.floor ?? null
}

/** How far one may go with what is typed. */
function Reached({ complaint, typed }: { complaint: string; typed: Typed }) {
  const { data: authority } = useQuery(authorityQuery(complaint))
  const floor = useFloor(complaint, typed.issue)
  const reach = authority?.reaches.find(({ column, basis }) => column === columnOf(typed.kind, typed.basis) && basis === typed.basis)
  if (authority === undefined || reach === undefined || mayCostNothing(typed.kind)) return null
  return <Corridor authority={authority} reach={reach} floor={floor} asked={askedOf(typed, authority.currency)} />
}

const offerOf = ({ issue, basis, currency }: Typed, units: number): Offer => ({ issue, basis, amount: minorOf(units, currency), currency })

/** Proposes what puts an issue right: within one's authority it is approved at once, else somebody is asked. */
export function RemedyForm({ complaint, like, onDone }: { complaint: Complaint; like?: LikeCases | undefined; onDone: () => void }) {
  const say = useWords('remedies')
  const { data: authority } = useQuery(authorityQuery(complaint.id))
  const issues = complaint.issues_list
  const [typed, setTyped] = useState<Typed>(() => begun(issues[0]?.id ?? '', complaint.amount?.currency ?? authority?.currency ?? 'EUR'))
  const change = (some: Partial<Typed>) => setTyped((before) => ({ ...before, ...some }))
  const doing = useDoing(() => call(proposeRemedy, { complaint: complaint.id }, { body: bodyOf(typed) }), shownOf(complaint.id))
  const missing = missingIn(typed, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <EntryField complaint={complaint.id} issue={typed.issue} picked={typed.entry} onPick={(entry) => change(pickedFrom(entry))} />
      <ShapeFields typed={typed} change={change} issues={issues} />
      <SumFields typed={typed} change={change} />
      <Reached complaint={complaint.id} typed={typed} />
      {like !== undefined &&
        typed.amount !== null &&
        typed.amount > 0 &&
        isCurrency(typed.currency) &&
        !isPercent(typed) &&
        like(offerOf(typed, typed.amount))}
      <WordFields typed={typed} change={change} />
      <PayeeField complaint={complaint.id} kind={typed.kind} payee={typed.payee} onPick={(payee) => change({ payee })} />
      <DepartureField value={typed.departs} onChange={(departs) => change({ departs })} refused={doing.error} />
      <FormFoot doing={doing} act={say('web.propose')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
