import { Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readTimeline } from '#modules/conversations/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { awaitColleague, waitForCustomer } from '../contract.ts'
import { ActForm, type PanelProps } from './act-form.tsx'
import { useColleagueChoices, useTeamChoices } from './choices.ts'

// The end of the working day, where the reader is.
const endOf = (day: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: Temporal.Now.timeZoneId(), plainTime: '18:00' }).toInstant().toString()
const inDays = (days: number) => Temporal.Now.plainDateISO().add({ days }).toString()

/** Our latest messages to the customer, the newest first: one of them asked. */
function useQuestions(complaint: string): { value: string; label: string }[] {
  const { moment } = useInWords()
  const { data } = useQuery({
    queryKey: ['conversations', 'timeline', complaint, 'questions'],
    queryFn: ({ signal }) => call(readTimeline, { complaint }, { query: { limit: 50 }, signal }),
  })
  return (data?.data ?? []).flatMap((item) => {
    if (item.kind !== 'message' || item.message.direction !== 'out' || item.message.kind !== 'message') return []
    const { id, at, visible_text } = item.message
    return [{ value: id, label: `${moment(at)}: ${visible_text.replaceAll(/\s+/g, ' ').slice(0, 80)}` }]
  })
}

/** We asked the customer: until when, in which message, what happens without an answer, and when somebody reminds them. */
export function WaitPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const questions = useQuestions(complaint.id)
  const [day, setDay] = useState<string | null>(inDays(7))
  const [chosen, setChosen] = useState<string | null>(null)
  const [consequences, setConsequences] = useState('')
  const [reminder, setReminder] = useState<string | null>(null)
  const question = chosen ?? questions[0]?.value
  const body = () => ({
    reply_by: endOf(day ?? inDays(7)),
    ...(question && { question }),
    ...(consequences.trim() && { consequences }),
    ...(reminder && { remind_at: endOf(reminder) }),
  })
  const send = () => call(waitForCustomer, { complaint: complaint.id }, { body: body() })
  return (
    <ActForm act="wait" complaint={complaint} onDone={onDone} send={send} notYet={day === null ? say('web.choose_day') : undefined}>
      <Pair>
        <DateField label={say('web.wait_until')} value={day} onChange={setDay} earliest={inDays(1)} required />
        <DateField
          label={say('web.remind_on')}
          value={reminder}
          onChange={setReminder}
          earliest={inDays(1)}
          {...(day && { latest: day })}
        />
      </Pair>
      {questions.length > 0 && (
        <Select label={say('web.question')} data={questions} value={question ?? null} onChange={setChosen} allowDeselect={false} />
      )}
      <Textarea
        label={say('web.consequences')}
        description={say('web.consequences_hint')}
        value={consequences}
        onChange={(event) => setConsequences(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={2000}
      />
    </ActForm>
  )
}

/** A colleague or another team owes us something by a day. */
export function AwaitPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const [what, setWhat] = useState('')
  const [day, setDay] = useState<string | null>(inDays(2))
  const [agent, setAgent] = useState<string | null>(null)
  const [team, setTeam] = useState<string | null>(null)
  const send = () => call(awaitColleague, { complaint: complaint.id }, { body: { what, due: endOf(day ?? inDays(2)), agent, team } })
  const notYet = what.trim() === '' ? say('web.words_first') : day === null ? say('web.choose_day') : undefined
  return (
    <ActForm act="await" complaint={complaint} onDone={onDone} send={send} notYet={notYet}>
      <Textarea
        label={say('web.what_we_need')}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={4000}
      />
      <DateField label={say('web.wait_until')} value={day} onChange={setDay} earliest={inDays(1)} required />
      <Pair>
        <Select label={say('web.of_colleague')} data={useColleagueChoices()} value={agent} onChange={setAgent} searchable clearable />
        <Select label={say('web.of_team')} data={useTeamChoices()} value={team} onChange={setTeam} searchable clearable />
      </Pair>
    </ActForm>
  )
}
