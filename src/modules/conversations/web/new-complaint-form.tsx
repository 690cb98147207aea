import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, Problem, useWords } from '#workspace/kit/desk.ts'
import { ErrorSummary, type FieldError } from '#workspace/kit/error-summary.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { takeComplaint } from '../contract.ts'
import { instantOf } from './moment-field.tsx'
import styles from './new-complaint.module.css'
import { bodyOf, type Change, canAnswer, type FieldsProps, type Typed } from './typed-complaint.ts'
import { HowItCame, WhatHappened, WhatWasSaid } from './what-happened.tsx'
import { WhoComplains } from './who-complains.tsx'

export type FirstStage = 'look' | 'listen'

interface FormProps {
  /** What stands in the form; whoever holds it keeps it. */
  typed: Typed
  keep: (typed: Typed) => void
  stage: FirstStage
  onStage: (stage: FirstStage) => void
  onTaken: (complaint: string) => void
  onDrop: () => void
  /** What is known of the person who is there. */
  known?: ReactNode
  /** What is there already and looks the same. */
  alike?: ReactNode
  /** Whether what is typed is safe. */
  kept: ReactNode
}

/** A complaint that came by telephone, at the counter or by letter: first who is there, then their words, and nothing in between. */
export function NewComplaintForm({ typed, keep, stage, onStage, onTaken, onDrop, known, alike, kept }: FormProps) {
  const say = useWords('conversations')
  const [mistakes, found] = useMistakes(typed, onStage)
  const taking = useTaking(typed, keep, onTaken)
  const change: Change = (changed) => keep({ ...typed, ...changed })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (stage === 'look') return onStage('listen')
    if (!found() && !taking.isPending) taking.mutate()
  }
  const fields = { typed, change, errorOf: (field: string) => mistakes.find((one) => one.field === field)?.sentence }
  return (
    <form className={styles.page} onSubmit={submit} noValidate>
      <ErrorSummary errors={mistakes} />
      {stage === 'look' ? <Look fields={fields}>{known}</Look> : <Listen fields={fields} />}
      {stage === 'listen' && alike}
      {taking.isError && <Refused why={taking.error} />}
      <FormActs>
        <Act as="do" submits busy={taking.isPending}>
          {say(stage === 'look' ? 'web.new.listen' : 'web.new.act')}
        </Act>
        {stage === 'listen' && <Act onAct={() => onStage('look')}>{say('web.new.back')}</Act>}
        <Act onAct={onDrop}>{say('web.new.drop')}</Act>
        <span>{kept}</span>
      </FormActs>
    </form>
  )
}

function Look({ fields, children }: { fields: FieldsProps; children: ReactNode }) {
  return (
    <>
      <HowItCame {...fields} />
      <WhoComplains {...fields} />
      {children}
    </>
  )
}

/** Their words, uninterrupted: what else is known by then folds away below. */
function Listen({ fields }: { fields: FieldsProps }) {
  const say = useWords('conversations')
  return (
    <>
      <WhatWasSaid {...fields} />
      <details>
        <summary>{say('web.new.more')}</summary>
        <WhatHappened {...fields} />
      </details>
    </>
  )
}

function useTaking(typed: Typed, keep: (typed: Typed) => void, onTaken: (complaint: string) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call(takeComplaint, {}, { body: bodyOf(typed), once: typed.once }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['complaints'] })
      onTaken(id)
    },
    // The key belonged to what was refused; the mended form is another act.
    onError: (why) => why instanceof Problem && keep({ ...typed, once: crypto.randomUUID() }),
  })
}

const ofLooking = ['new-customer', 'new-received']

/** What is missing before it can be taken; the stage where it is mended comes up. */
function useMistakes(typed: Typed, onStage: FormProps['onStage']) {
  const say = useWords('conversations')
  const [mistakes, setMistakes] = useState<readonly FieldError[]>([])
  const find = (): boolean => {
    const found = [
      ...(typed.text.trim() === '' ? [{ field: 'new-words', sentence: say('web.new.words_first') }] : []),
      ...(canAnswer(typed) ? [] : [{ field: 'new-customer', sentence: say('web.new.way_first') }]),
      ...(instantOf(typed.receivedAt) === null ? [{ field: 'new-received', sentence: say('web.new.received_wrong') }] : []),
    ]
    setMistakes(found)
    if (found.length > 0 && found.every(({ field }) => ofLooking.includes(field))) onStage('look')
    return found.length > 0
  }
  return [mistakes, find] as const
}
