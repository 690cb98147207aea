import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ChangedMeanwhile } from '#workspace/kit/changed-meanwhile.tsx'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Edit, useEdit } from '#workspace/kit/use-edit.ts'
import { WordsForm } from '#workspace/kit/words-form.tsx'
import { addTask, cancelTask, editTask, longestReason, longestTitle, type Task } from '../contract.ts'
import { colleaguesQuery, shownOf } from './queries.ts'

interface FormProps {
  complaint: string
  onDone: () => void
}

/** `2026-11-24T09:12` as the browser's field has it. */
const typedOf = (moment: Temporal.Instant): string =>
  moment.toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDateTime().toString({ smallestUnit: 'minute' })

function instantOf(typed: string): string | null {
  try {
    return Temporal.PlainDateTime.from(typed).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()
  } catch {
    return null
  }
}

const tomorrow = () => typedOf(Temporal.Now.instant().add({ hours: 24 }))

interface Typed {
  title: string
  when: string
  /** Null: whoever has the complaint. */
  owner: string | null
}

function useOwners() {
  const { data } = useQuery(colleaguesQuery)
  return (data?.data ?? [])
    .filter(({ role, deactivated_at }) => deactivated_at === null && role !== 'auditor')
    .map(({ id, name }) => ({ value: id, label: name }))
}

function missingIn({ title, when }: Typed, named: boolean, say: Say): string | undefined {
  if (named && title.trim() === '') return say('web.what_first')
  return instantOf(when) === null ? say('web.moment_first') : undefined
}

const begun = (task: Task | null): Typed => ({
  title: task?.title ?? '',
  when: task ? typedOf(Temporal.Instant.from(task.due)) : tomorrow(),
  owner: task && !task.follows ? (task.owner?.id ?? null) : null,
})

interface FieldsProps {
  named: boolean
  typed: Typed
  change: (some: Partial<Typed>) => void
}

function TaskFields({ named, typed, change }: FieldsProps) {
  const say = useWords('tasks')
  return (
    <>
      {named && (
        <Textarea
          label={say('web.what')}
          value={typed.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          maxLength={longestTitle}
          autosize
          autoFocus
        />
      )}
      <TextInput
        type="datetime-local"
        label={say('web.by')}
        value={typed.when}
        onChange={(event) => change({ when: event.currentTarget.value })}
      />
      <Select
        label={say('web.who')}
        data={useOwners()}
        value={typed.owner}
        onChange={(owner) => change({ owner })}
        placeholder={say('web.with_complaint')}
        clearable
        searchable
      />
    </>
  )
}

/** Adds a task. */
export function AddTaskForm({ complaint, onDone }: FormProps) {
  const say = useWords('tasks')
  const [typed, setTyped] = useState<Typed>(() => begun(null))
  const doing = useDoing(
    () => call(addTask, { complaint }, { body: { title: typed.title.trim(), due: instantOf(typed.when) ?? '', owner: typed.owner } }),
    shownOf(complaint),
  )
  const missing = missingIn(typed, true, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <TaskFields named typed={typed} change={(some) => setTyped((before) => ({ ...before, ...some }))} />
      <FormFoot doing={doing} act={say('web.save')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}

/** Only what was changed is sent, so that a due date of the desk's own, to the second, stays as it is. */
const bodyOf = ({ title, when, owner }: Partial<Typed>) => ({
  ...(title !== undefined && { title: title.trim() }),
  ...(when !== undefined && { due: instantOf(when) ?? '' }),
  ...(owner !== undefined && { owner }),
})

/** Both sides of what two colleagues changed. */
function Sides({ edit, named }: { edit: Edit<Typed>; named: boolean }) {
  const say = useWords('tasks')
  const owners = useOwners()
  const { moment } = useInWords()
  const read = ({ title, when, owner }: Typed) => ({
    title,
    when: moment(instantOf(when) ?? Temporal.Now.instant()),
    owner: owners.find(({ value }) => value === owner)?.label ?? say('web.with_complaint'),
  })
  const [theirs, yours] = [read(edit.desk), read(edit.fields)]
  const names = { title: say('web.what'), when: say('web.by'), owner: say('web.who') }
  const both = (Object.keys(names) as (keyof Typed)[]).filter((name) => name in edit.theirs && (named || name !== 'title'))
  const sides = both.map((name) => ({ name: names[name], theirs: theirs[name], yours: yours[name] }))
  return <ChangedMeanwhile sides={sides} busy={edit.saving.isPending} onKeepMine={edit.keepMine} onTakeTheirs={edit.takeTheirs} />
}

/** Changes a task. What the desk asked for keeps its words. */
export function EditTaskForm({ complaint, task, onDone }: FormProps & { task: Task }) {
  const say = useWords('tasks')
  const named = task.why === 'own'
  const edit = useEdit<Typed>({
    now: { version: task.version, fields: begun(task) },
    send: (changed, version) => call(editTask, { complaint, task: task.id }, { body: bodyOf(changed), version }),
    refresh: shownOf(complaint),
    onDone,
  })
  const { isPending, isError, error } = edit.saving
  const missing = missingIn(edit.fields, named, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !isPending) edit.save()
  }
  return (
    <SmallForm onSubmit={submit}>
      <TaskFields named={named} typed={edit.fields} change={edit.change} />
      {edit.stale && <Sides edit={edit} named={named} />}
      <FormFoot doing={{ isPending, isError: isError && !edit.stale, error }} act={say('web.save')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}

/** Says why a task is not needed any more. */
export function CancelForm({ complaint, task, onDone }: FormProps & { task: Task }) {
  const say = useWords('tasks')
  const doing = useDoing((reason: string) => call(cancelTask, { complaint, task: task.id }, { body: { reason } }), shownOf(complaint))
  const words = { label: say('web.reason'), act: say('web.drop'), notYet: say('web.reason_first') }
  return <WordsForm {...words} longest={longestReason} doing={doing} onDone={onDone} />
}
