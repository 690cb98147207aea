import { Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { About } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { longestWords, type Reason, reasons, suppressSurvey } from '../contract.ts'
import { shownOf } from './queries.ts'

/** Says why this customer is not asked: one of the few reasons, quoted where it is the customer's own wish. */
export function HoldForm({ complaint, onDone }: { complaint: string; onDone: () => void }) {
  const say = useWords('surveys')
  const [reason, setReason] = useState<Reason | null>(null)
  const [words, setWords] = useState('')
  const quotes = reason === 'customer_asked_not_to'
  const doing = useDoing(
    (chosen: Reason) => call(suppressSurvey, { complaint }, { body: { reason: chosen, ...(quotes && { words: words.trim() }) } }),
    shownOf(complaint),
  )
  const missing = reason === null ? say('web.reason_first') : quotes && words.trim() === '' ? say('web.words_first') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null && missing === undefined && !doing.isPending) doing.mutate(reason, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <About>{say('web.hold_about')}</About>
      <Select
        label={say('web.reason')}
        data={reasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
        value={reason}
        onChange={(value) => setReason(reasons.find((one) => one === value) ?? null)}
      />
      {quotes && (
        <Textarea
          label={say('web.words')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maxLength={longestWords}
          autosize
        />
      )}
      <FormFoot doing={doing} act={say('web.hold_do')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
