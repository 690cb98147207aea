import { NumberInput, Select, TextInput, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Pair, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addBudget, type Budget, editBudget, openBudget } from '../contract.ts'
import { budgetsQuery, matricesQuery, teamsQuery } from './queries.ts'
import { minorOf, typedOf } from './typed-sum.ts'
import { useSums } from './use-remedy-words.ts'

const refresh = [['remedies']] as const
const today = () => Temporal.Now.plainDateISO()

const begun = () => ({
  team: '',
  starts_on: today().with({ day: 1 }).toString(),
  ends_on: today().with({ day: 1 }).add({ months: 1 }).subtract({ days: 1 }).toString(),
  envelope: null as number | null,
  warning_percent: 80,
})

interface AmountsProps {
  typed: { envelope: number | null; warning_percent: number }
  change: (some: Partial<AmountsProps['typed']>) => void
}

function Amounts({ typed, change }: AmountsProps) {
  const say = useWords('remedies')
  return (
    <Pair>
      <NumberInput
        label={say('web.envelope')}
        value={typed.envelope ?? ''}
        onChange={(value) => change({ envelope: value === '' ? null : Number(value) })}
        min={0}
        hideControls
      />
      <NumberInput
        label={say('web.warning')}
        value={typed.warning_percent}
        onChange={(value) => change({ warning_percent: Number(value) })}
        min={1}
        max={99}
        allowDecimal={false}
      />
    </Pair>
  )
}

function Adding({ currency, onDone }: { currency: string; onDone: () => void }) {
  const say = useWords('remedies')
  const [typed, setTyped] = useState(begun)
  const change = (some: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...some }))
  const teams = useQuery(teamsQuery)
  const doing = useDoing(() => {
    const { team, envelope, ...rest } = typed
    return call(addBudget, {}, { body: { ...rest, team: team || null, envelope: { amount: minorOf(envelope ?? 0, currency), currency } } })
  }, refresh)
  const form = useFields(doing.error)
  const day = (name: 'starts_on' | 'ends_on') => (
    <TextInput
      type="date"
      label={say(`web.${name}`)}
      value={typed[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Form
      form={form}
      busy={doing.isPending}
      main
      send={say('web.save')}
      notYet={typed.envelope === null ? say('web.sum_first') : undefined}
      onSend={() => doing.mutate(undefined, { onSuccess: onDone })}
      onCancel={onDone}
    >
      <Select
        label={say('web.team')}
        placeholder={say('web.no_team')}
        data={(teams.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={typed.team || null}
        onChange={(team) => change({ team: team ?? '' })}
        clearable
      />
      <Pair>
        {day('starts_on')}
        {day('ends_on')}
      </Pair>
      <Amounts typed={typed} change={change} />
    </Form>
  )
}

function Editing({ budget, onDone }: { budget: Budget; onDone: () => void }) {
  const say = useWords('remedies')
  const { currency, amount } = budget.envelope
  const [typed, setTyped] = useState<AmountsProps['typed']>({
    envelope: typedOf(amount, currency),
    warning_percent: budget.warning_percent,
  })
  const doing = useDoing(
    () =>
      call(
        editBudget,
        { budget: budget.id },
        {
          body: { envelope: { amount: minorOf(typed.envelope ?? 0, currency), currency }, warning_percent: typed.warning_percent },
          version: budget.version,
        },
      ),
    refresh,
  )
  const form = useFields(doing.error)
  return (
    <Form
      form={form}
      busy={doing.isPending}
      main
      notYet={typed.envelope === null ? say('web.sum_first') : undefined}
      onSend={() => doing.mutate(undefined, { onSuccess: onDone })}
      onCancel={onDone}
    >
      <Amounts typed={typed} change={(some) => setTyped((before) => ({ ...before, ...some }))} />
    </Form>
  )
}

function One({ budget, opened, onOpen }: { budget: Budget; opened: boolean; onOpen: (id: string | null) => void }) {
  const say = useWords('remedies')
  const sum = useSums()
  const { day } = useInWords()
  const name = budget.team?.name ?? say('web.no_team')
  const opening = useDoing(() => call(openBudget, { budget: budget.id }), refresh)
  const at = (date: string) => day(Temporal.PlainDate.from(date).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant())
  return (
    <Row
      at={budget.id}
      here={opened}
      title={
        <>
          {name} {budget.opened !== null && <Chip tone="act">{say('web.opened')}</Chip>}
          {budget.opened === null && budget.warned && <Chip tone="house">{say('web.warned')}</Chip>}
        </>
      }
      line={say('web.budget_line', {
        from: at(budget.starts_on),
        to: at(budget.ends_on),
        used: sum(budget.used),
        envelope: sum(budget.envelope),
      })}
      acts={
        <>
          {budget.may.edit && (
            <Act as="plain" size="xs" onAct={() => onOpen(opened ? null : budget.id)}>
              {say('web.edit')}
              <VisuallyHidden>: {name}</VisuallyHidden>
            </Act>
          )}
          {budget.may.open && (
            <Act as="plain" size="xs" busy={opening.isPending} onAct={() => opening.mutate()}>
              {say('web.open_budget')}
              <VisuallyHidden>: {name}</VisuallyHidden>
            </Act>
          )}
        </>
      }
    >
      {opening.isError && <Refused why={opening.error} />}
      {opened && <Editing key={budget.version} budget={budget} onDone={() => onOpen(null)} />}
    </Row>
  )
}

/** What teams may give out of goodwill, period by period. */
export function BudgetsPanel() {
  const say = useWords('remedies')
  const query = useQuery(budgetsQuery)
  const matrices = useQuery(matricesQuery)
  const currency = matrices.data?.data.find(({ holds }) => holds)?.rules.currency ?? 'EUR'
  const [opened, setOpened] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const add = query.data?.may.add && !adding && (
    <Act icon="add" onAct={() => setAdding(true)}>
      {say('web.add_budget')}
    </Act>
  )
  return (
    <Section title={say('web.budgets')} about={say('web.budgets_about')} acts={add}>
      {adding && (
        <InPlace title={say('web.add_budget')} onClose={() => setAdding(false)}>
          <Adding currency={currency} onDone={() => setAdding(false)} />
        </InPlace>
      )}
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <About>{say('web.no_budgets')}</About>
          ) : (
            <Rows name={say('web.budgets')}>
              {data.map((budget) => (
                <One key={budget.id} budget={budget} opened={opened === budget.id} onOpen={setOpened} />
              ))}
            </Rows>
          )
        }
      </Queried>
    </Section>
  )
}
