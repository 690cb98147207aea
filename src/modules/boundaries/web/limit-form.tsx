import { Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { DateField } from '#workspace/kit/lazy.tsx'
import { About, Pair } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { proposeLimit } from '../contract.ts'
import { colleaguesQuery, shownOf } from './queries.ts'

const manners = ['channel', 'single_contact'] as const
const openChannels = ['letter', 'email', 'phone', 'web_form', 'counter'] as const

interface Proposed {
  manner: (typeof manners)[number]
  channel: (typeof openChannels)[number]
  contact: string | null
  reasons: string
  review: string | null
}

interface FieldsProps {
  proposed: Proposed
  change: (some: Partial<Proposed>) => void
}

/** To whom, or by which channel, the customer still turns. */
function OpenWay({ proposed, change }: FieldsProps) {
  const say = useWords('boundaries')
  const { data } = useQuery(colleaguesQuery)
  const colleagues = (data?.data ?? []).filter(({ deactivated_at, role }) => deactivated_at === null && role !== 'auditor')
  if (proposed.manner === 'single_contact') {
    return (
      <Select
        label={say('web.contact')}
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={proposed.contact}
        onChange={(contact) => change({ contact })}
        searchable
      />
    )
  }
  return (
    <Select
      label={say('web.to_channel')}
      data={openChannels.map((value) => ({ value, label: say(`channel.${value}`) }))}
      value={proposed.channel}
      onChange={(value) => change({ channel: openChannels.find((one) => one === value) ?? proposed.channel })}
    />
  )
}

function LimitFields({ proposed, change }: FieldsProps) {
  const say = useWords('boundaries')
  const today = Temporal.Now.plainDateISO()
  return (
    <>
      <Pair>
        <Select
          label={say('web.manner')}
          data={manners.map((value) => ({ value, label: say(`manner.${value}`) }))}
          value={proposed.manner}
          onChange={(value) => change({ manner: value === 'single_contact' ? 'single_contact' : 'channel' })}
        />
        <OpenWay proposed={proposed} change={change} />
        <DateField
          label={say('web.review_on')}
          value={proposed.review}
          onChange={(review) => change({ review })}
          earliest={today.add({ days: 1 }).toString()}
          latest={today.add({ months: 3 }).toString()}
          required
        />
      </Pair>
      <About>{say('web.review_hint')}</About>
      <Textarea
        label={say('web.reasons')}
        value={proposed.reasons}
        onChange={(event) => change({ reasons: event.currentTarget.value })}
        maxLength={2000}
        autosize
        minRows={2}
      />
    </>
  )
}

function missingIn({ manner, contact, reasons, review }: Proposed, say: Say): string | undefined {
  if (manner === 'single_contact' && contact === null) return say('web.contact_first')
  if (reasons.trim() === '') return say('web.reasons_first')
  return review === null ? say('web.review_first') : undefined
}

/** A limit on contact, for a time, as a proposal: somebody else decides. */
export function LimitForm({ complaint, onDone }: { complaint: string; onDone: () => void }) {
  const say = useWords('boundaries')
  const [proposed, setProposed] = useState<Proposed>({ manner: 'channel', channel: 'letter', contact: null, reasons: '', review: null })
  const { manner, channel, contact, reasons, review } = proposed
  const way = manner === 'single_contact' ? { contact: contact ?? '' } : { channel }
  const body = { manner, reasons, review_on: review ?? '', ...way }
  const doing = useDoing(() => call(proposeLimit, { complaint }, { body }), shownOf(complaint))
  const missing = missingIn(proposed, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <About>{say('web.propose_about')}</About>
      <LimitFields proposed={proposed} change={(some) => setProposed((before) => ({ ...before, ...some }))} />
      <FormFoot doing={doing} act={say('web.propose_act')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
