import { Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Cause, type IssueCause, setCause, unknownCause } from '../../contract.ts'
import { causesQuery, shownOf } from './queries.ts'

interface CauseProps {
  complaint: string
  of: IssueCause
  onDone: () => void
}

/** Leaves below the name of their branch; the one that is set stays even when it ended. */
function choicesOf(all: readonly Cause[], language: 'en' | 'el' | 'es', kept: string | null) {
  const shown = all.filter(({ ended, code }) => !ended || code === kept)
  const choice = ({ code, names }: Cause) => ({ value: code, label: names[language] })
  return shown
    .filter(({ parent }) => parent === null)
    .map((branch) => ({
      group: branch.names[language],
      items: [choice(branch), ...shown.filter(({ parent }) => parent === branch.code).map(choice)],
    }))
}

/** The root cause of an issue, from the list, with what happened here; that nobody knows it says why. */
export function CauseForm({ complaint, of, onDone }: CauseProps) {
  const say = useWords('procedure')
  const language = useLanguage()
  const query = useQuery(causesQuery)
  const [cause, setChosen] = useState(of.cause)
  const [words, setWords] = useState(of.words ?? '')
  const setting = useDoing(
    (chosen: string) => call(setCause, { complaint, issue: of.issue }, { body: { cause: chosen, ...(words.trim() !== '' && { words }) } }),
    shownOf(complaint),
  )
  const unknown = cause === unknownCause
  const missing =
    cause === null ? say('enquiry.web.cause_first') : unknown && words.trim() === '' ? say('enquiry.web.why_first') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (cause !== null && missing === undefined && !setting.isPending) setting.mutate(cause, { onSuccess: onDone })
  }
  return (
    <Queried query={query} rows={2}>
      {({ data }) => (
        <SmallForm onSubmit={submit}>
          <Select
            label={say('enquiry.web.cause')}
            placeholder={say('enquiry.web.cause_first')}
            data={choicesOf(data, language, of.cause)}
            value={cause}
            onChange={setChosen}
            searchable
            autoFocus
          />
          <Textarea
            label={say(unknown ? 'enquiry.web.why_unknown' : 'enquiry.web.cause_words')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            maxLength={2000}
            autosize
          />
          <FormFoot doing={setting} act={say('enquiry.web.set_cause')} notYet={missing} onCancel={onDone} />
        </SmallForm>
      )}
    </Queried>
  )
}
