import { Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { shownOf } from './queries.ts'

interface WordsFormProps {
  complaint: string
  label: string
  /** The buttons: each says one thing that can be done with the words. */
  acts: readonly { name: string; send: (words: string) => Promise<unknown> }[]
  onDone: () => void
}

/** A few words, and what to do with them: decisions, reasons, appeals. */
export function WordsForm({ complaint, label, acts, onDone }: WordsFormProps) {
  const say = useWords('boundaries')
  const [words, setWords] = useState('')
  const doing = useDoing((at: number) => acts[at]?.send(words) ?? Promise.resolve(), shownOf(complaint))
  const missing = words.trim() === '' ? say('web.reason_needed') : undefined
  const doIt = (at: number) => {
    if (missing === undefined && !doing.isPending) doing.mutate(at, { onSuccess: onDone })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (acts.length === 1) doIt(0)
  }
  return (
    <SmallForm onSubmit={submit}>
      <Textarea label={label} value={words} onChange={(event) => setWords(event.currentTarget.value)} maxLength={2000} autosize autoFocus />
      {doing.isError && <Refused why={doing.error} />}
      <FormActs>
        {acts.map(({ name }, at) => (
          <Act key={name} size="xs" busy={doing.isPending} notYet={missing} onAct={() => doIt(at)}>
            {name}
          </Act>
        ))}
        <Act size="xs" onAct={onDone}>
          {say('web.cancel')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}
