import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Pair } from '#workspace/kit/section.tsx'
import { disputeBodies, endDispute, openDispute } from '../contract.ts'
import { ActForm, type PanelProps } from './act-form.tsx'
import { useCodeChoices } from './choices.ts'

/** Somebody outside has it; or, where one is open, how that ended. */
export function DisputePanel(props: PanelProps) {
  const open = props.complaint.disputes.find(({ ended_at }) => ended_at === null)
  return open ? <EndDispute {...props} dispute={open.id} /> : <OpenDispute {...props} />
}

function OpenDispute({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const [body, setBody] = useState<(typeof disputeBodies)[number]>('ombudsman')
  const [name, setName] = useState('')
  const [reference, setReference] = useState('')
  const send = () => call(openDispute, { complaint: complaint.id }, { body: { body, name, reference } })
  return (
    <ActForm act="dispute" complaint={complaint} onDone={onDone} send={send}>
      <Select
        label={say('web.dispute_body')}
        data={useCodeChoices('dispute', disputeBodies)}
        value={body}
        onChange={(value) => setBody(disputeBodies.find((one) => one === value) ?? body)}
        allowDeselect={false}
      />
      <Pair>
        <TextInput label={say('web.dispute_name')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={300} />
        <TextInput
          label={say('web.dispute_reference')}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
          maxLength={120}
        />
      </Pair>
    </ActForm>
  )
}

function EndDispute({ complaint, onDone, dispute }: PanelProps & { dispute: string }) {
  const say = useWords('complaints')
  const [reason, setReason] = useState('')
  const send = () => call(endDispute, { complaint: complaint.id, dispute }, { body: { reason } })
  return (
    <ActForm
      act="dispute"
      complaint={complaint}
      onDone={onDone}
      send={send}
      notYet={reason.trim() === '' ? say('web.words_first') : undefined}
    >
      <Textarea
        label={say('web.dispute_ended')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={2000}
      />
    </ActForm>
  )
}
