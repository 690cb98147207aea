import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, Problem, type Say, useWords } from '#workspace/kit/desk.ts'
import { Field } from '#workspace/kit/field.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs, FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { answerSummary, askSummary, longestSummary, longestWords, summaryAnswers, summaryWays } from '../../contract.ts'
import { shownOf } from './queries.ts'

type Answer = (typeof summaryAnswers)[number]

interface Said {
  answer: Answer
  correction: string
}

/** What the customer said: that it is right, or what is different. */
function AnswerFields({ said, onSaid }: { said: Said; onSaid: (said: Said) => void }) {
  const say = useWords('procedure')
  return (
    <>
      <Field label={say('enquiry.web.they_said')}>
        {() => (
          <SegmentedControl
            aria-label={say('enquiry.web.they_said')}
            data={summaryAnswers.map((value) => ({ value, label: say(`enquiry.answer.${value}`) }))}
            value={said.answer}
            onChange={(value) => onSaid({ ...said, answer: summaryAnswers.find((one) => one === value) ?? said.answer })}
            fullWidth
          />
        )}
      </Field>
      {said.answer === 'corrected' && (
        <Textarea
          label={say('enquiry.web.correction')}
          value={said.correction}
          onChange={(event) => onSaid({ ...said, correction: event.currentTarget.value })}
          maxLength={longestWords}
          autosize
          minRows={2}
        />
      )}
    </>
  )
}

const isWhole = ({ answer, correction }: Said) => answer === 'confirmed' || correction.trim() !== ''
const bodyOf = ({ answer, correction }: Said) => ({ answer, ...(answer === 'corrected' && { correction }) })
const unsaid: Said = { answer: 'confirmed', correction: '' }

/** Keeps what the customer said by telephone to a summary that was mailed. */
export function AnswerForm({ complaint, summary, onDone }: { complaint: string; summary: string; onDone: () => void }) {
  const say = useWords('procedure')
  const [said, setSaid] = useState(unsaid)
  const keeping = useDoing(() => call(answerSummary, { complaint, summary }, { body: bodyOf(said) }), shownOf(complaint))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole(said) && !keeping.isPending) keeping.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <AnswerFields said={said} onSaid={setSaid} />
      <FormFoot
        doing={keeping}
        act={say('enquiry.web.keep_answer')}
        notYet={isWhole(said) ? undefined : say('enquiry.web.correction_first')}
        onCancel={onDone}
      />
    </SmallForm>
  )
}

interface SummaryFormProps {
  complaint: string
  begins: string
  /** A mail can be written here. */
  mails: boolean
  onDone: () => void
}

type Way = (typeof summaryWays)[number]

interface Written {
  text: string
  way: Way
  said: Said
  /** Why wording that asks for a reason goes out as it is. */
  reason: string
}

const bodyOfSummary = ({ text, way, said, reason }: Written) => ({
  text,
  way,
  ...(way === 'spoken' && bodyOf(said)),
  ...(reason.trim() !== '' && { words_reason: reason }),
})

function missingIn({ text, way, said }: Written, say: Say): string | undefined {
  if (text.trim() === '') return say('enquiry.web.summary_first')
  return way === 'spoken' && !isWhole(said) ? say('enquiry.web.correction_first') : undefined
}

const wantsReason = (why: unknown): boolean => why instanceof Problem && why.code === 'conversations.words_need_reason'

interface FieldsProps {
  written: Written
  change: (some: Partial<Written>) => void
  mails: boolean
}

function SummaryFields({ written: { text, way, said }, change, mails }: FieldsProps) {
  const say = useWords('procedure')
  return (
    <>
      <Textarea
        label={say('enquiry.web.summary')}
        description={say('enquiry.web.summary_hint')}
        value={text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        maxLength={longestSummary}
        autosize
        minRows={4}
        autoFocus
      />
      {mails && (
        <Field label={say('enquiry.web.way')}>
          {() => (
            <SegmentedControl
              aria-label={say('enquiry.web.way')}
              data={summaryWays.toReversed().map((value) => ({ value, label: say(`enquiry.way.${value}`) }))}
              value={way}
              onChange={(value) => change({ way: value === 'mail' ? 'mail' : 'spoken' })}
              fullWidth
            />
          )}
        </Field>
      )}
      {way === 'spoken' && <AnswerFields said={said} onSaid={(changed) => change({ said: changed })} />}
    </>
  )
}

interface SummaryFormProps {
  complaint: string
  begins: string
  /** A mail can be written here. */
  mails: boolean
  onDone: () => void
}

/** Says back what we understood: by mail with a page to confirm it, or aloud. */
export function SummaryForm({ complaint, begins, mails, onDone }: SummaryFormProps) {
  const say = useWords('procedure')
  const [written, setWritten] = useState<Written>({ text: begins, way: 'spoken', said: unsaid, reason: '' })
  const change = (some: Partial<Written>) => setWritten((before) => ({ ...before, ...some }))
  const asking = useDoing(() => call(askSummary, { complaint }, { body: bodyOfSummary(written) }), shownOf(complaint))
  const missing = missingIn(written, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !asking.isPending) asking.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <SummaryFields written={written} change={change} mails={mails} />
      {asking.isError && <Refused why={asking.error} />}
      {wantsReason(asking.error) && (
        <TextInput
          label={say('enquiry.web.words_reason')}
          value={written.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          maxLength={500}
        />
      )}
      <FormActs>
        <Act submits size="xs" busy={asking.isPending} notYet={missing}>
          {say(written.way === 'spoken' ? 'enquiry.web.keep_answer' : 'enquiry.web.send_summary')}
        </Act>
        <Act size="xs" onAct={onDone}>
          {say('web.cancel')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}
