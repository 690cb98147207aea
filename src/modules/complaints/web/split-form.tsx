import { Checkbox, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { readTimeline, type TimelineItem } from '#modules/conversations/contract.ts'
import { listPromises } from '#modules/promises/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useGo } from '#workspace/kit/go.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { About, Group } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { type Complaint, type Issue, splitIssue } from '../contract.ts'
import { useAct } from './use-act.ts'

interface SplitProps {
  complaint: Complaint
  issue: Issue
  onDone: () => void
}

interface Choice {
  id: string
  label: string
}

interface ChoicesProps {
  name: string
  choices: readonly Choice[]
  chosen: ReadonlySet<string>
  onChosen: (chosen: ReadonlySet<string>) => void
}

function Choices({ name, choices, chosen, onChosen }: ChoicesProps) {
  return (
    <Group name={name}>
      {choices.map(({ id, label }) => (
        <Checkbox key={id} label={label} checked={chosen.has(id)} onChange={() => onChosen(chosen.symmetricDifference(new Set([id])))} />
      ))}
    </Group>
  )
}

const shortened = (words: string) => (words.length > 90 ? `${words.slice(0, 90).trimEnd()}…` : words)

/** What was said last, as one line each; what was moved elsewhere is not here to be shown. */
function useMessages(complaint: string) {
  const say = useWords('complaints')
  const { moment } = useInWords()
  const query = useQuery({
    queryKey: ['conversations', 'timeline', complaint, 'split'],
    queryFn: ({ signal }) => call(readTimeline, { complaint }, { query: { limit: 100 }, signal }),
  })
  const lineOf = (item: TimelineItem): Choice[] => {
    if (item.kind !== 'message' || item.message.moved_to !== null || item.message.shown_from !== null) return []
    const { id, direction, visible_text, text, at } = item.message
    const words = shortened(visible_text || text)
    return [{ id, label: say(direction === 'in' ? 'web.split.theirs' : 'web.split.ours', { moment: moment(at), words }) }]
  }
  return { pending: query.isPending, choices: (query.data?.data ?? []).flatMap(lineOf).toReversed() }
}

function usePromises(complaint: string): Choice[] {
  const { moment } = useInWords()
  const query = useQuery({
    queryKey: ['promises', 'of', complaint, 'split'],
    queryFn: ({ signal }) => call(listPromises, { complaint }, { signal }),
  })
  const open = (query.data?.data ?? []).filter(({ state }) => state === 'open' || state === 'reagreed')
  return open.map(({ id, text, due }) => ({ id, label: `${shortened(text)}, ${moment(due)}` }))
}

/** An issue becomes a complaint of its own: why, what was said of both, and which promises are about it. */
export function SplitForm({ complaint, issue, onDone }: SplitProps) {
  const say = useWords('complaints')
  const go = useGo()
  const messages = useMessages(complaint.id)
  const promises = usePromises(complaint.id)
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set())
  const [along, setAlong] = useState<ReadonlySet<string>>(new Set())
  const splitting = useAct(complaint.id, () =>
    call(splitIssue, { complaint: complaint.id, issue: issue.id }, { body: { reason, messages: [...shown], promises: [...along] } }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '' || splitting.isPending) return
    splitting.mutate(undefined, {
      onSuccess: (opened) => {
        onDone()
        go(`/app/complaints/${(opened as Complaint).id}`)
      },
    })
  }
  return (
    <SmallForm onSubmit={submit}>
      <About>{say('web.split.about')}</About>
      <Textarea
        label={say('web.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={2000}
        autoFocus
      />
      {messages.pending && <Loading rows={2} />}
      {messages.choices.length > 0 && (
        <Choices name={say('web.split.messages')} choices={messages.choices} chosen={shown} onChosen={setShown} />
      )}
      {promises.length > 0 && <Choices name={say('web.split.promises')} choices={promises} chosen={along} onChosen={setAlong} />}
      <FormFoot
        doing={splitting}
        act={say('web.split.do')}
        notYet={reason.trim() === '' ? say('web.words_first') : undefined}
        onCancel={onDone}
      />
    </SmallForm>
  )
}
