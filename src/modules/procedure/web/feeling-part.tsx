import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Feeling, feelings, noteFeeling, type Procedure } from '../contract.ts'
import styles from './procedure.module.css'
import { shownOf } from './queries.ts'

interface FeelingProps {
  complaint: string
  procedure: Pick<Procedure, 'feeling' | 'may'>
}

/** How the customer feels about the outcome: part of the record, noted by whoever heard it. */
export function FeelingPart({ complaint, procedure: { feeling, may } }: FeelingProps) {
  const say = useWords('procedure')
  const [asked, setAsked] = useState(false)
  if (asked) return <FeelingForm complaint={complaint} onDone={() => setAsked(false)} />
  return (
    <div className={styles.acts}>
      {feeling !== null && (
        <p>
          {say('web.feeling_noted', { feeling: say(`feeling.${feeling.feeling}`) })} {feeling.words !== null && <q>{feeling.words}</q>}
        </p>
      )}
      {may.work && <SmallAct onAct={() => setAsked(true)}>{say(feeling === null ? 'web.feeling' : 'web.feeling_change')}</SmallAct>}
    </div>
  )
}

function FeelingForm({ complaint, onDone }: { complaint: string; onDone: () => void }) {
  const say = useWords('procedure')
  const [feeling, setFeeling] = useState<Feeling | null>(null)
  const [words, setWords] = useState('')
  const noting = useDoing(
    (felt: Feeling) => call(noteFeeling, { complaint }, { body: { feeling: felt, ...(words.trim() !== '' && { words }) } }),
    shownOf(complaint),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (feeling !== null && !noting.isPending) noting.mutate(feeling, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Select
        label={say('web.feeling')}
        placeholder={say('web.feeling_choose')}
        data={feelings.map((value) => ({ value, label: say(`feeling.${value}`) }))}
        value={feeling}
        onChange={(value) => setFeeling(feelings.find((one) => one === value) ?? null)}
        autoFocus
      />
      <TextInput
        label={say('web.feeling_words')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={2000}
      />
      <FormFoot
        doing={noting}
        act={say('web.feeling_save')}
        notYet={feeling === null ? say('web.feeling_choose') : undefined}
        onCancel={onDone}
      />
    </SmallForm>
  )
}
