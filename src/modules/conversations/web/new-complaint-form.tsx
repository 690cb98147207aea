import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, Problem, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { ErrorSummary, type FieldError } from '#workspace/kit/error-summary.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { takeComplaint } from '../contract.ts'
import { instantOf } from './moment-field.tsx'
import styles from './new-complaint.module.css'
import { bodyOf, type Change, canAnswer, emptied, type Typed } from './typed-complaint.ts'
import { useKept } from './use-kept.ts'
import { WhatHappened, WhatWasSaid } from './what-happened.tsx'
import { WhoComplains } from './who-complains.tsx'

/** A complaint that came by telephone, at the counter or by letter: the words first. What is typed stays in this tab until it is taken. */
export function NewComplaintForm({ onTaken, onCancel }: { onTaken: (complaint: string) => void; onCancel: () => void }) {
  const say = useWords('conversations')
  const queries = useQueryClient()
  const language = useLanguage()
  const mistakesOf = useMistakes()
  const [typed, keep, letGo] = useKept('redress.new-complaint', emptied(language))
  const [mistakes, setMistakes] = useState<readonly FieldError[]>([])
  const taking = useMutation({
    mutationFn: () => call(takeComplaint, {}, { body: bodyOf(typed), once: typed.once }),
    onSuccess: ({ id }) => {
      letGo()
      void queries.invalidateQueries({ queryKey: ['complaints'] })
      onTaken(id)
    },
    // The key belonged to what was refused; the mended form is another act.
    onError: (why) => why instanceof Problem && keep({ ...typed, once: crypto.randomUUID() }),
  })
  const change: Change = (change) => keep({ ...typed, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = mistakesOf(typed)
    setMistakes(found)
    if (found.length === 0 && !taking.isPending) taking.mutate()
  }
  const fields = { typed, change, errorOf: (field: string) => mistakes.find((one) => one.field === field)?.sentence }
  return (
    <form className={styles.page} onSubmit={submit} noValidate>
      <ErrorSummary errors={mistakes} />
      <WhatWasSaid {...fields} />
      <WhoComplains {...fields} />
      <WhatHappened {...fields} />
      {taking.isError && <Refused why={taking.error} />}
      <FormActs>
        <Act as="do" submits busy={taking.isPending}>
          {say('web.new.act')}
        </Act>
        <Act
          onAct={() => {
            letGo()
            onCancel()
          }}
        >
          {say('web.new.drop')}
        </Act>
        <span>{say('web.new.kept')}</span>
      </FormActs>
    </form>
  )
}

function useMistakes() {
  const say = useWords('conversations')
  return (typed: Typed): FieldError[] => [
    ...(typed.text.trim() === '' ? [{ field: 'new-words', sentence: say('web.new.words_first') }] : []),
    ...(canAnswer(typed) ? [] : [{ field: 'new-customer', sentence: say('web.new.way_first') }]),
    ...(instantOf(typed.receivedAt) === null ? [{ field: 'new-received', sentence: say('web.new.received_wrong') }] : []),
  ]
}
