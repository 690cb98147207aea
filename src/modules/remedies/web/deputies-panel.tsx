import { Select, TextInput, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useMe } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Pair, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addDeputy, type Deputy, endDeputy } from '../contract.ts'
import { deputiesQuery } from './approvers-queries.ts'

const refresh = [['remedies']] as const

interface NamingProps {
  approvers: readonly { id: string; name: string }[]
  others: boolean
  onDone: () => void
}

/** Who is away, from when to when, and who decides meanwhile. */
function Naming({ approvers, others, onDone }: NamingProps) {
  const say = useWords('remedies')
  const me = useMe()
  const today = Temporal.Now.plainDateISO().toString()
  const [typed, setTyped] = useState({ agent: me.id, deputy: '', starts_on: today, ends_on: today })
  const change = (some: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...some }))
  const doing = useDoing(() => call(addDeputy, {}, { body: typed }), refresh)
  const form = useFields(doing.error)
  const people = approvers.map(({ id, name }) => ({ value: id, label: name }))
  const day = (name: 'starts_on' | 'ends_on') => (
    <TextInput
      {...form.at(name)}
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
      notYet={typed.deputy === '' ? say('web.deputy_first') : undefined}
      onSend={() => doing.mutate(undefined, { onSuccess: onDone })}
      onCancel={onDone}
    >
      <Pair>
        {others && (
          <Select
            label={say('web.deputy_away')}
            data={people}
            value={typed.agent}
            onChange={(agent) => agent && change({ agent })}
            allowDeselect={false}
          />
        )}
        <Select
          label={say('web.deputy_who')}
          data={people.filter(({ value }) => value !== typed.agent)}
          value={typed.deputy || null}
          onChange={(deputy) => change({ deputy: deputy ?? '' })}
        />
        {day('starts_on')}
        {day('ends_on')}
      </Pair>
    </Form>
  )
}

function One({ deputy }: { deputy: Deputy }) {
  const say = useWords('remedies')
  const { day } = useInWords()
  const doing = useDoing(() => call(endDeputy, { deputy: deputy.id }), refresh)
  const at = (date: string) =>
    day(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: Temporal.Now.timeZoneId(), plainTime: '12:00' }).toInstant())
  const names = { agent: deputy.agent.name, deputy: deputy.deputy.name }
  return (
    <Row
      title={
        <>
          {say('web.deputy_line', names)} {deputy.holds && <Chip tone="act">{say('web.deputy_now')}</Chip>}
        </>
      }
      line={say('web.deputy_days', { from: at(deputy.starts_on), to: at(deputy.ends_on) })}
      acts={
        deputy.may.end && (
          <Act as="plain" size="xs" busy={doing.isPending} onAct={() => doing.mutate()}>
            {say('web.deputy_end')}
            <VisuallyHidden>: {say('web.deputy_line', names)}</VisuallyHidden>
          </Act>
        )
      }
    >
      {doing.isError && <Refused why={doing.error} />}
    </Row>
  )
}

/** Who decides for whom while they are away. Nobody may more by it than before. */
export function DeputiesPanel() {
  const say = useWords('remedies')
  const query = useQuery(deputiesQuery)
  const [naming, setNaming] = useState(false)
  const add = query.data && !naming && (
    <Act icon="add" onAct={() => setNaming(true)}>
      {say('web.deputy_add')}
    </Act>
  )
  return (
    <Section title={say('web.deputies')} about={say('web.deputies_about')} acts={add}>
      <Queried query={query}>
        {({ data, approvers, may }) => (
          <>
            {naming && (
              <InPlace title={say('web.deputy_add')} onClose={() => setNaming(false)}>
                <Naming approvers={approvers} others={may.name_others} onDone={() => setNaming(false)} />
              </InPlace>
            )}
            {data.length === 0 ? (
              <About>{say('web.deputies_none')}</About>
            ) : (
              <Rows name={say('web.deputies')}>
                {data.map((one) => (
                  <One key={one.id} deputy={one} />
                ))}
              </Rows>
            )}
          </>
        )}
      </Queried>
    </Section>
  )
}
