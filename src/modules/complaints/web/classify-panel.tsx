import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { classifyComplaint, type Kind, kinds } from '../contract.ts'
import { ActForm, type PanelProps } from './act-form.tsx'
import { useCodeChoices } from './choices.ts'

/** This is something else; or after all a complaint. Where a colleague proposed it, a second one confirms by saying the same. */
export function ClassifyPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const { proposed } = complaint
  const [kind, setKind] = useState<Kind>(proposed?.kind ?? (complaint.kind === 'complaint' ? 'enquiry' : 'complaint'))
  const [reason, setReason] = useState('')
  const send = () => call(classifyComplaint, { complaint: complaint.id }, { body: { kind, reason } })
  const chosen = (value: string | null) => setKind(kinds.find((one) => one === value) ?? kind)
  return (
    <ActForm
      act="classify"
      complaint={complaint}
      onDone={onDone}
      send={send}
      notYet={reason.trim() === '' ? say('web.words_first') : undefined}
    >
      {proposed && (
        <p>
          {say(`web.proposed.${proposed.kind}`, { name: proposed.by })} “{proposed.reason}”{' '}
          {complaint.may.confirm && say('web.proposed.confirm')}
        </p>
      )}
      <Select label={say('web.kind')} data={useCodeChoices('kind', kinds)} value={kind} onChange={chosen} />
      <Textarea
        label={say('web.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={2000}
      />
    </ActForm>
  )
}
