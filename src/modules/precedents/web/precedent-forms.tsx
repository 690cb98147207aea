import { MultiSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { DateField } from '#workspace/kit/date-field.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { WordsForm } from '#workspace/kit/words-form.tsx'
import { longestReason, longestSentence, outdatePrecedent, type Precedent, writePrecedent } from '../contract.ts'
import { reasons } from '../rules/reasons.ts'
import { shown } from './queries.ts'

interface FormProps {
  precedent: Precedent
  onDone: () => void
}

/** What the next one should know: reasons, a sentence that names nobody, the rule, until when. */
export function WriteForm({ precedent, onDone }: FormProps) {
  const say = useWords('precedents')
  const { id, version } = precedent
  const [typed, setTyped] = useState({
    reasons: precedent.reasons,
    sentence: precedent.sentence ?? '',
    rule: precedent.rule ?? '',
    valid_to: precedent.valid_to,
  })
  const change = (some: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...some }))
  const body = { ...typed, sentence: typed.sentence.trim() || null, rule: typed.rule.trim() || null }
  const doing = useDoing(() => call(writePrecedent, { precedent: id }, { body, version }), shown)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <MultiSelect
        label={say('web.reasons')}
        data={reasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
        value={typed.reasons}
        onChange={(chosen) => change({ reasons: reasons.filter((reason) => chosen.includes(reason)) })}
      />
      <Textarea
        label={say('web.sentence')}
        description={say('web.sentence_hint')}
        value={typed.sentence}
        onChange={(event) => change({ sentence: event.currentTarget.value })}
        maxLength={longestSentence}
        autosize
      />
      <TextInput
        label={say('web.rule_code')}
        value={typed.rule}
        onChange={(event) => change({ rule: event.currentTarget.value })}
        maxLength={60}
      />
      <DateField label={say('web.valid')} value={typed.valid_to} onChange={(valid_to) => change({ valid_to })} />
      <FormFoot doing={doing} act={say('web.save')} onCancel={onDone} />
    </SmallForm>
  )
}

/** Why it does not hold any more. */
export function OutdateForm({ precedent, onDone }: FormProps) {
  const say = useWords('precedents')
  const doing = useDoing((reason: string) => call(outdatePrecedent, { precedent: precedent.id }, { body: { reason } }), shown)
  const words = { label: say('web.outdate_reason'), act: say('web.outdate'), notYet: say('web.reason_first') }
  return <WordsForm {...words} longest={longestReason} doing={doing} onDone={onDone} />
}
