import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { readTimeline } from '#modules/conversations/contract.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { DateField } from '#workspace/kit/lazy.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type listClocks, markComplete, markIncomplete } from '../contract.ts'
import styles from './clocks.module.css'
import { clocks } from './queries.ts'

interface PartProps {
  complaint: string
  answer: AnswerOf<typeof listClocks>
}

interface FormProps {
  complaint: string
  onDone: () => void
}

/** The messages that left the house, newest first: one of them asked for the rest. */
function useSentMessages(complaint: string) {
  const { moment } = useInWords()
  const { data } = useQuery({
    queryKey: ['conversations', 'timeline', complaint, 'sent'],
    queryFn: ({ signal }) => call(readTimeline, { complaint }, { query: { limit: 100 }, signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })
  return (data?.data ?? []).flatMap((item) => {
    if (item.kind !== 'message' || item.message.direction !== 'out' || item.message.state !== 'sent') return []
    return [{ value: item.id, label: `${moment(item.at)} · ${item.message.text.slice(0, 60)}` }]
  })
}

const endOfDay = (day: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: Temporal.Now.timeZoneId(), plainTime: '23:59:59' }).toInstant().toString()

function AskForm({ complaint, onDone }: FormProps) {
  const say = useWords('clocks')
  const messages = useSentMessages(complaint)
  const [missing, setMissing] = useState('')
  const [message, setMessage] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const body = { message: message ?? '', missing, complete_by: day === null ? '' : endOfDay(day) }
  const marking = useDoing(() => call(markIncomplete, { complaint }, { body }), [clocks])
  const notYet = missing.trim() === '' || message === null || day === null ? say('web.missing_first') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (notYet === undefined) marking.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <p className={styles.about}>{say('web.incomplete_about')}</p>
      <Textarea
        label={say('web.missing')}
        value={missing}
        onChange={(event) => setMissing(event.currentTarget.value)}
        maxLength={2000}
        autosize
      />
      <Select
        label={say('web.message')}
        placeholder={messages.length === 0 ? say('web.message_none') : ''}
        data={messages}
        value={message}
        onChange={setMessage}
      />
      <DateField label={say('web.complete_by')} value={day} onChange={setDay} />
      <FormFoot doing={marking} act={say('web.save')} notYet={notYet} onCancel={onDone} />
    </SmallForm>
  )
}

function instantOf(typed: string): string | null {
  try {
    return Temporal.PlainDateTime.from(typed).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()
  } catch {
    return null
  }
}

function CompleteForm({ complaint, onDone }: FormProps) {
  const say = useWords('clocks')
  const [when, setWhen] = useState(() => Temporal.Now.plainDateTimeISO().toString({ smallestUnit: 'minute' }))
  const moment = instantOf(when)
  const marking = useDoing(() => call(markComplete, { complaint }, { body: { completed_at: moment ?? '' } }), [clocks])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (moment !== null) marking.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <TextInput
        type="datetime-local"
        label={say('web.completed_at')}
        value={when}
        onChange={(event) => setWhen(event.currentTarget.value)}
      />
      <FormFoot doing={marking} act={say('web.save')} notYet={moment === null ? say('web.moment_first') : undefined} onCancel={onDone} />
    </SmallForm>
  )
}

/** Where a rule lets the clock wait for missing papers: what was asked for, and that it has come. */
export function SubmissionPart({ complaint, answer: { submission, may } }: PartProps) {
  const say = useWords('clocks')
  const { day } = useInWords()
  const [opened, setOpened] = useState(false)
  const waits = submission !== null && submission.completed_at === null
  const Asked = waits ? CompleteForm : AskForm
  const act = waits ? may.complete : may.ask_completion
  return (
    <>
      {waits && <p className={styles.about}>{say('web.waits', { day: day(submission.complete_by), missing: submission.missing })}</p>}
      {!opened && act && <SmallAct onAct={() => setOpened(true)}>{say(waits ? 'web.complete' : 'web.incomplete')}</SmallAct>}
      {opened && <Asked complaint={complaint} onDone={() => setOpened(false)} />}
    </>
  )
}
