import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useMe } from '#workspace/kit/me.ts'
import { About, Pair } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { logIncident, type Step, steps } from '../contract.ts'
import { HelpLine } from './help-line.tsx'
import { instantOf, typed } from './moments.ts'
import { colleaguesQuery, shownOf } from './queries.ts'

interface FormProps {
  complaint: Complaint
  onDone: () => void
}

const channels = ['phone', 'counter', 'chat', 'email', 'letter', 'social', 'web_form'] as const

interface Reported {
  step: Step
  quote: string
  channel: (typeof channels)[number]
  when: string
  next: string
  alert: string | null
}

interface FieldsProps {
  reported: Reported
  change: (some: Partial<Reported>) => void
}

const calls = ({ step }: Reported) => step === 'threat' || step === 'self_harm'

function missingIn(reported: Reported, say: Say): string | undefined {
  if (reported.quote.trim() === '') return say('web.words_first')
  if (calls(reported) && reported.alert === null) return say('web.alert_first')
  return reported.step === 'contact_ended' && instantOf(reported.next) === null ? say('web.next_first') : undefined
}

/** Who can be called: supervisors and managers, not oneself. */
function useCallable() {
  const people = useWords('people')
  const me = useMe()
  const { data } = useQuery(colleaguesQuery)
  return (data?.data ?? [])
    .filter(({ id, role, deactivated_at }) => deactivated_at === null && id !== me.id && (role === 'supervisor' || role === 'manager'))
    .map(({ id, name, role }) => ({ value: id, label: `${name} · ${people(`roles.${role}`)}` }))
}

function WhatHappened({ reported, change }: FieldsProps) {
  const say = useWords('boundaries')
  return (
    <>
      <Select
        label={say('web.what')}
        data={steps.map((value) => ({ value, label: say(`step.${value}`) }))}
        value={reported.step}
        onChange={(value) => change({ step: steps.find((one) => one === value) ?? reported.step })}
      />
      {calls(reported) && <About>{say(`web.${reported.step}_about`)}</About>}
      {reported.step === 'self_harm' && <HelpLine />}
      <Textarea
        label={say('web.quote')}
        description={say('web.quote_hint')}
        value={reported.quote}
        onChange={(event) => change({ quote: event.currentTarget.value })}
        maxLength={2000}
        autosize
        minRows={2}
      />
    </>
  )
}

function WhereAndWhen({ reported, change }: FieldsProps) {
  const say = useWords('boundaries')
  const callable = useCallable()
  return (
    <Pair>
      <Select
        label={say('web.channel')}
        data={channels.map((value) => ({ value, label: say(`channel.${value}`) }))}
        value={reported.channel}
        onChange={(value) => change({ channel: channels.find((one) => one === value) ?? reported.channel })}
      />
      <TextInput
        type="datetime-local"
        label={say('web.when')}
        value={reported.when}
        max={typed()}
        onChange={(event) => change({ when: event.currentTarget.value })}
      />
      {reported.step === 'contact_ended' && (
        <TextInput
          type="datetime-local"
          label={say('web.next_at')}
          value={reported.next}
          onChange={(event) => change({ next: event.currentTarget.value })}
        />
      )}
      {calls(reported) && (
        <Select
          label={say('web.alert')}
          description={say('web.alert_hint')}
          data={callable}
          value={reported.alert}
          onChange={(alert) => change({ alert })}
          searchable
        />
      )}
    </Pair>
  )
}

function bodyOf(reported: Reported) {
  const { step, quote, channel, when, next, alert } = reported
  const [at, next_at] = [instantOf(when), instantOf(next)]
  return {
    step,
    quote,
    channel,
    ...(at !== null && { at }),
    ...(step === 'contact_ended' && next_at !== null && { next_at }),
    ...(calls(reported) && alert !== null && { alert }),
  }
}

/** What was said or done, word for word; a threat and a sign of self-harm call somebody at once. */
export function IncidentForm({ complaint, onDone }: FormProps) {
  const say = useWords('boundaries')
  const [reported, setReported] = useState<Reported>(() => ({
    step: 'boundary',
    quote: '',
    channel: channels.find((one) => one === complaint.channel) ?? 'phone',
    when: typed(),
    next: typed({ days: 1 }),
    alert: null,
  }))
  const change = (some: Partial<Reported>) => setReported((before) => ({ ...before, ...some }))
  const doing = useDoing(() => call(logIncident, { complaint: complaint.id }, { body: bodyOf(reported) }), shownOf(complaint.id))
  const missing = missingIn(reported, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <InPlace title={say('web.log')} about={say('web.log_about')} onClose={onDone}>
      <SmallForm onSubmit={submit}>
        <WhatHappened reported={reported} change={change} />
        <WhereAndWhen reported={reported} change={change} />
        <FormFoot doing={doing} act={say('web.act')} notYet={missing} main onCancel={onDone} />
      </SmallForm>
    </InPlace>
  )
}
