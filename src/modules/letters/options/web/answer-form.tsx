import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ways } from '#modules/complaints/contract/lifecycle.ts'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Offer, recordAnswer } from '../contract.ts'
import { shownOf } from './queries.ts'

const answers = ['chosen', 'countered', 'declined'] as const

interface Typed {
  answer: (typeof answers)[number]
  /** The option of each issue. */
  picked: Readonly<Record<string, string>>
  how: (typeof ways)[number]
  words: string
  /** As the field has it, on the reader's clock; empty: now. */
  at: string
}

const issuesOf = ({ options }: Offer): string[] => [...new Set(options.map(({ issue }) => issue))]

function missingIn(offer: Offer, { answer, picked, words }: Typed, say: Say): string | undefined {
  if (answer === 'chosen' && issuesOf(offer).some((issue) => !picked[issue])) return say('web.which_first')
  return words.trim() === '' ? say('web.words_first') : undefined
}

const momentOf = (at: string) => Temporal.PlainDateTime.from(at).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()

interface FieldsProps {
  offer: Offer
  typed: Typed
  change: (some: Partial<Typed>) => void
}

function Which({ offer, typed, change }: FieldsProps) {
  const say = useWords('options')
  return issuesOf(offer).map((issue) => (
    <Select
      key={issue}
      label={say('web.which')}
      data={offer.options.filter((option) => option.issue === issue).map(({ remedy, title }) => ({ value: remedy, label: title }))}
      value={typed.picked[issue] ?? null}
      onChange={(remedy) => remedy !== null && change({ picked: { ...typed.picked, [issue]: remedy } })}
    />
  ))
}

/** What the customer said to an offer, with the way and the time. */
export function AnswerForm({ offer, onDone }: { offer: Offer; onDone: () => void }) {
  const say = useWords('options')
  const [typed, setTyped] = useState<Typed>({ answer: 'chosen', picked: {}, how: 'phone', words: '', at: '' })
  const change = (some: Partial<Typed>) => setTyped((before) => ({ ...before, ...some }))
  const { answer, picked, how, words, at } = typed
  const doing = useDoing(() => {
    const said = { answer, how, words: words.trim(), ...(at !== '' && { at: momentOf(at) }) }
    const body = answer === 'chosen' ? { ...said, remedies: Object.values(picked) } : said
    return call(recordAnswer, { complaint: offer.complaint, offer: offer.id }, { body })
  }, shownOf(offer.complaint))
  const missing = missingIn(offer, typed, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <p>{say('web.record_about')}</p>
      <SegmentedControl
        aria-label={say('web.answer')}
        data={answers.map((value) => ({ value, label: say(`web.answer_${value}`) }))}
        value={answer}
        onChange={(value) => change({ answer: answers.find((one) => one === value) ?? answer })}
      />
      {answer === 'chosen' && <Which offer={offer} typed={typed} change={change} />}
      <Select
        label={say('web.how')}
        data={ways.map((value) => ({ value, label: say(`how.${value}`) }))}
        value={how}
        onChange={(value) => change({ how: ways.find((one) => one === value) ?? how })}
        allowDeselect={false}
      />
      <Textarea
        label={say('web.words')}
        value={words}
        onChange={(event) => change({ words: event.currentTarget.value })}
        maxLength={4_000}
        autosize
      />
      <TextInput type="datetime-local" label={say('web.at')} value={at} onChange={(event) => change({ at: event.currentTarget.value })} />
      <FormFoot doing={doing} act={say('web.save')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
