import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { Field } from '#workspace/kit/field.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useMe } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { About, Pair } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Brief, briefParts, type Known, longestPart, requestHandover, type Why, whys } from '../contract.ts'
import { filledBrief } from './filled-brief.ts'
import { colleaguesQuery, handoversQuery, shownOf } from './queries.ts'

interface FormProps {
  complaint: Complaint
  onDone: () => void
}

const ranks = ['supervisor', 'manager', 'senior_agent', 'agent', 'administrator']

/** Who can take it: those who decide more stand first. */
function useReceivers(owner: string | null) {
  const people = useWords('people')
  const me = useMe()
  const { data } = useQuery(colleaguesQuery)
  return (data?.data ?? [])
    .filter(({ id, role, deactivated_at }) => deactivated_at === null && role !== 'auditor' && id !== me.id && id !== owner)
    .toSorted((one, other) => ranks.indexOf(one.role) - ranks.indexOf(other.role))
    .map(({ id, name, role }) => ({ value: id, label: `${name} · ${people(`roles.${role}`)}` }))
}

const inTwoHours = () => Temporal.Now.plainDateTimeISO().add({ hours: 2 }).toString({ smallestUnit: 'minute' })

function instantOf(typed: string): string | null {
  try {
    return Temporal.PlainDateTime.from(typed).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()
  } catch {
    return null
  }
}

interface Asked {
  receiver: string | null
  why: Why
  reason: string
  asked_by: 'customer' | 'colleague'
  when: string
  brief: Brief
}

function missingIn({ receiver, why, reason, when, brief }: Asked, say: Say): string | undefined {
  if (receiver === null) return say('web.to_first')
  if (instantOf(when) === null) return say('web.moment_first')
  if (why === 'other' && reason.trim() === '') return say('web.reason_first')
  return brief.facts.trim() === '' || brief.wanted.trim() === '' ? say('web.facts_first') : undefined
}

interface FieldsProps {
  asked: Asked
  change: (some: Partial<Asked>) => void
}

function WhoAndWhy({ asked, change, owner }: FieldsProps & { owner: string | null }) {
  const say = useWords('handovers')
  const sides = (['customer', 'colleague'] as const).map((value) => ({ value, label: say(`web.asked.${value}`) }))
  return (
    <>
      <Pair>
        <Select
          label={say('web.to')}
          data={useReceivers(owner)}
          value={asked.receiver}
          onChange={(receiver) => change({ receiver })}
          searchable
        />
        <Select
          label={say('web.why')}
          data={whys.map((value) => ({ value, label: say(`why.${value}`) }))}
          value={asked.why}
          onChange={(value) => change({ why: whys.find((one) => one === value) ?? asked.why })}
        />
        <TextInput
          type="datetime-local"
          label={say('web.reach_by')}
          description={say('web.reach_hint')}
          value={asked.when}
          onChange={(event) => change({ when: event.currentTarget.value })}
        />
        <Field label={say('web.asked_by')}>
          {() => (
            <SegmentedControl
              aria-label={say('web.asked_by')}
              data={sides}
              value={asked.asked_by}
              onChange={(value) => change({ asked_by: value === 'customer' ? 'customer' : 'colleague' })}
              fullWidth
            />
          )}
        </Field>
      </Pair>
      {asked.why === 'other' && (
        <Textarea
          label={say('web.reason')}
          value={asked.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          maxLength={longestPart}
          autosize
        />
      )}
    </>
  )
}

function BriefFields({ asked, change }: FieldsProps) {
  const say = useWords('handovers')
  return briefParts.map((part) => (
    <Textarea
      key={part}
      label={say(`brief.${part}`)}
      value={asked.brief[part]}
      onChange={(event) => change({ brief: { ...asked.brief, [part]: event.currentTarget.value } })}
      maxLength={longestPart}
      autosize
      minRows={1}
      maxRows={8}
    />
  ))
}

function Filled({ complaint, onDone, known }: FormProps & { known: Known }) {
  const say = useWords('handovers')
  const words = useInWords()
  const [asked, setAsked] = useState<Asked>(() => ({
    receiver: null,
    why: known.suggests ?? 'customer_asks',
    reason: '',
    asked_by: 'customer',
    when: inTwoHours(),
    brief: filledBrief(complaint, known, { say, words }),
  }))
  const change = (some: Partial<Asked>) => setAsked((before) => ({ ...before, ...some }))
  const { receiver, why, reason, asked_by, when, brief } = asked
  const body = { receiver: receiver ?? '', why, asked_by, reach_by: instantOf(when) ?? '', brief, ...(reason.trim() !== '' && { reason }) }
  const doing = useDoing(() => call(requestHandover, { complaint: complaint.id }, { body }), shownOf(complaint.id))
  const missing = missingIn(asked, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit} doing="handing_over">
      <WhoAndWhy asked={asked} change={change} owner={complaint.owner?.id ?? null} />
      <About>{say('web.known')}</About>
      <BriefFields asked={asked} change={change} />
      <FormFoot doing={doing} act={say('web.act')} notYet={missing} main onCancel={onDone} />
    </SmallForm>
  )
}

/** Asks a colleague to take a complaint over, with a brief that is filled from the record. */
export function HandoverForm({ complaint, onDone }: FormProps) {
  const say = useWords('handovers')
  const query = useQuery(handoversQuery(complaint.id))
  return (
    <InPlace title={say('web.title')} about={say('web.about')} onClose={onDone}>
      <Queried query={query}>{({ known }) => <Filled complaint={complaint} onDone={onDone} known={known} />}</Queried>
    </InPlace>
  )
}
