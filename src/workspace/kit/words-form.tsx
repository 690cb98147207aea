import { Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { FormFoot, SmallForm } from './small-form.tsx'

interface WordsFormProps {
  /** What the words are: "Why it is declined". */
  label: string
  /** What its button says. */
  act: ReactNode
  /** What is missing while nothing is written. */
  notYet: string
  /** In characters. */
  longest: number
  /** What is done with the words. */
  doing: {
    isPending: boolean
    isError: boolean
    error: unknown
    mutate: (words: string, then: { onSuccess: () => void }) => void
  }
  onDone: () => void
}

/** An act that asks for words and nothing else: a reason, a finding, an explanation. */
export function WordsForm({ label, act, notYet, longest, doing, onDone }: WordsFormProps) {
  const [words, setWords] = useState('')
  const isNothing = words.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isNothing && !doing.isPending) doing.mutate(words, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Textarea
        label={label}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={longest}
        autosize
        autoFocus
      />
      <FormFoot doing={doing} act={act} notYet={isNothing ? notYet : undefined} onCancel={onDone} />
    </SmallForm>
  )
}
