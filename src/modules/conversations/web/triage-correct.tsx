import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type ComplaintTriage, type CorrectableOutput, correctable, correctTriage } from '../contract.ts'
import { useCategories } from './use-categories.ts'

interface CorrectProps {
  complaint: string
  triage: ComplaintTriage
  output: CorrectableOutput
  onDone: () => void
}

function useChoices(output: CorrectableOutput) {
  const names = useWords('triage')
  const categories = useCategories()
  return output === 'category' ? categories : correctable[output].map((value) => ({ value, label: names(`${output}.${value}`) }))
}

/** Says what is right instead; it teaches the program. */
export function CorrectReading({ complaint, triage, output, onDone }: CorrectProps) {
  const say = useWords('conversations')
  const common = useWords('complaints')
  const [value, setValue] = useState<string | null>(String(triage.reading[output]))
  const [reason, setReason] = useState('')
  const corrected = triage.corrections.some((one) => one.output === output)
  const doing = useDoing(
    (said: string | null) => call(correctTriage, { complaint }, { body: { output, value: said, reason: reason.trim() || null } }),
    [['conversations', 'triage', complaint], ['complaints']],
  )
  const send = (said: string | null) => doing.mutate(said, { onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value !== null) send(value)
  }
  return (
    <SmallForm onSubmit={submit}>
      <Select
        label={say('web.triage.value')}
        data={useChoices(output)}
        value={value}
        onChange={setValue}
        searchable={output === 'category'}
        allowDeselect={false}
      />
      <TextInput
        label={say('web.triage.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2000}
      />
      {doing.isError && <Refused why={doing.error} />}
      <FormActs>
        <Act submits busy={doing.isPending}>
          {common('web.save')}
        </Act>
        {corrected && (
          <Act as="plain" busy={doing.isPending} onAct={() => send(null)}>
            {say('web.triage.back')}
          </Act>
        )}
        <Act as="plain" onAct={onDone}>
          {common('web.cancel')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}
