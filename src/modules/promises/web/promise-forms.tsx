import { Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import {
  type Desk,
  type Evidence,
  keepPromise,
  longestWords,
  makePromise,
  type RegisteredPromise,
  reagreePromise,
  releasePromise,
  type SaidBy,
  type Shown,
  saidBy,
} from '../contract.ts'
import { DueField } from './due-field.tsx'
import { shownOf } from './queries.ts'
import { instantFrom, typedFrom } from './typed-moment.ts'

const submitting =
  (ready: boolean, act: () => void) =>
  (event: FormEvent): void => {
    event.preventDefault()
    if (ready) act()
  }

interface MakeProps {
  complaint: string
  desk: Desk
  finalDue: string | null
  onDone: () => void
}

/** Registers a promise that was made: on the telephone, say. */
export function MakePromise({ complaint, desk, finalDue, onDone }: MakeProps) {
  const say = useWords('promises')
  const [text, setText] = useState('')
  const [to, setTo] = useState('')
  const [when, setWhen] = useState('')
  const due = instantFrom(when, desk.zone)
  const making = useDoing(
    () => call(makePromise, { complaint }, { body: { text, due: due ?? '', ...(to.trim() !== '' && { to }) } }),
    shownOf(complaint),
  )
  const notYet = text.trim() === '' ? say('web.text_first') : due === null ? say('web.due_first') : undefined
  return (
    <SmallForm onSubmit={submitting(notYet === undefined, () => making.mutate(undefined, { onSuccess: onDone }))}>
      <Textarea
        label={say('web.text')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={longestWords}
        autosize
        autoFocus
      />
      <DueField label={say('web.due')} value={when} onChange={setWhen} desk={desk} finalDue={finalDue} />
      <TextInput
        label={say('web.to')}
        description={say('web.to_hint')}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        maxLength={200}
      />
      <FormFoot doing={making} act={say('web.make')} notYet={notYet} main onCancel={onDone} />
    </SmallForm>
  )
}

interface FormProps {
  promise: RegisteredPromise
  desk: Desk
  onDone: () => void
}

const atOf = ({ complaint, id }: RegisteredPromise) => ({ complaint: complaint.id, promise: id })

/** What shows that it was kept: something on the record, or words. */
export function KeepPromise({ promise, shown, onDone }: Omit<FormProps, 'desk'> & { shown: readonly Shown[] }) {
  const say = useWords('promises')
  const { moment } = useInWords()
  const fitting = shown.filter(({ at, promises }) => at >= promise.made_at && !promises.includes(promise.id))
  const [chosen, setChosen] = useState<string | null>(fitting[0]?.id ?? null)
  const [text, setText] = useState('')
  const record = fitting.find(({ id }) => id === chosen)
  const evidence: Evidence = record ? { kind: record.kind, id: record.id } : { kind: 'text', text }
  const keeping = useDoing(
    () => call(keepPromise, atOf(promise), { body: { version: promise.version, evidence } }),
    shownOf(promise.complaint.id),
  )
  const notYet = record === undefined && text.trim() === '' ? say('web.evidence_first') : undefined
  const choices = fitting.map(({ id, kind, at, line }) => ({ value: id, label: `${say(`web.evidence.${kind}`)}, ${moment(at)}: ${line}` }))
  return (
    <SmallForm onSubmit={submitting(notYet === undefined, () => keeping.mutate(undefined, { onSuccess: onDone }))}>
      {fitting.length > 0 && (
        <Select
          label={say('web.shown_by')}
          data={choices}
          value={chosen}
          onChange={setChosen}
          placeholder={say('web.in_words')}
          clearable
        />
      )}
      {record === undefined && (
        <Textarea
          label={say('web.in_words')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={longestWords}
          autosize
          autoFocus
        />
      )}
      <FormFoot doing={keeping} act={say('web.keep')} notYet={notYet} main onCancel={onDone} />
    </SmallForm>
  )
}

function HowField({ how, onHow }: { how: SaidBy; onHow: (how: SaidBy) => void }) {
  const say = useWords('promises')
  return (
    <Select
      label={say('web.how')}
      data={saidBy.map((value) => ({ value, label: say(`how.${value}`) }))}
      value={how}
      onChange={(value) => onHow(saidBy.find((one) => one === value) ?? how)}
    />
  )
}

function WordsField({ label, words, onWords }: { label: string; words: string; onWords: (words: string) => void }) {
  return (
    <Textarea
      label={label}
      value={words}
      onChange={(event) => onWords(event.currentTarget.value)}
      maxLength={longestWords}
      autosize
      autoFocus
    />
  )
}

/** The customer lets us off, in their own words. */
export function ReleasePromise({ promise, desk, onDone }: FormProps) {
  const say = useWords('promises')
  const [words, setWords] = useState('')
  const [how, setHow] = useState<SaidBy>('phone')
  const [when, setWhen] = useState(() => typedFrom(Temporal.Now.instant(), desk.zone))
  const at = instantFrom(when, desk.zone)
  const releasing = useDoing(
    () => call(releasePromise, atOf(promise), { body: { version: promise.version, words, how, at: at ?? '' } }),
    shownOf(promise.complaint.id),
  )
  const notYet = words.trim() === '' ? say('web.words_first') : at === null ? say('web.due_first') : undefined
  return (
    <SmallForm onSubmit={submitting(notYet === undefined, () => releasing.mutate(undefined, { onSuccess: onDone }))}>
      <WordsField label={say('web.release_words')} words={words} onWords={setWords} />
      <HowField how={how} onHow={setHow} />
      <TextInput type="datetime-local" label={say('web.said_at')} value={when} onChange={(event) => setWhen(event.currentTarget.value)} />
      <FormFoot doing={releasing} act={say('web.release')} notYet={notYet} main onCancel={onDone} />
    </SmallForm>
  )
}

/** The customer agrees to another moment, before the first has passed. */
export function ReagreePromise({ promise, desk, finalDue, onDone }: FormProps & { finalDue: string | null }) {
  const say = useWords('promises')
  const [words, setWords] = useState('')
  const [how, setHow] = useState<SaidBy>('phone')
  const [when, setWhen] = useState(() => typedFrom(promise.due, desk.zone))
  const due = instantFrom(when, desk.zone)
  const agreeing = useDoing(
    () => call(reagreePromise, atOf(promise), { body: { version: promise.version, words, how, due: due ?? '' } }),
    shownOf(promise.complaint.id),
  )
  const notYet = words.trim() === '' ? say('web.words_first') : due === null ? say('web.due_first') : undefined
  return (
    <SmallForm onSubmit={submitting(notYet === undefined, () => agreeing.mutate(undefined, { onSuccess: onDone }))}>
      <DueField label={say('web.new_due')} value={when} onChange={setWhen} desk={desk} finalDue={finalDue} />
      <WordsField label={say('web.agreed_words')} words={words} onWords={setWords} />
      <HowField how={how} onHow={setHow} />
      <FormFoot doing={agreeing} act={say('web.reagree')} notYet={notYet} main onCancel={onDone} />
    </SmallForm>
  )
}
