import { Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { About, Group, Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Checklist, type ChecklistPoint, longestQuestion, pointKinds, recordFields, writeChecklist } from '../../contract.ts'
import { codeFrom } from './code-from.ts'
import { checklists } from './queries.ts'

/** A question as it is written: one that is new gets its code from its English name when it is sent. */
interface Written extends ChecklistPoint {
  key: string
}

const nothing = { en: '', el: '', es: '' }
const begun = (): Written => ({
  key: crypto.randomUUID(),
  code: '',
  names: nothing,
  questions: nothing,
  purpose: nothing,
  kind: 'text',
  needed: true,
  field: null,
})

const isWhole = ({ names, questions }: Written) =>
  languages.every((language) => names[language].trim() !== '' && questions[language].trim() !== '')

/** Each with a code of its own: what was noted under a code stays with it. */
function coded(points: readonly Written[]): ChecklistPoint[] {
  const taken = new Set(points.map(({ code }) => code))
  return points.map(({ key: _key, ...point }) => {
    if (point.code !== '') return point
    const stem = codeFrom(point.names.en).slice(0, 50) || 'own'
    let code = stem
    for (let number = 2; taken.has(code); number += 1) code = `${stem}_${number}`
    taken.add(code)
    return { ...point, code }
  })
}

interface PointProps {
  point: Written
  change: (some: Partial<Written>) => void
  onRemove: () => void
}

function Texts({ point, change, of }: Pick<PointProps, 'point' | 'change'> & { of: 'names' | 'questions' | 'purpose' }) {
  const say = useWords('procedure')
  return (
    <Pair>
      {languages.map((language) => (
        <TextInput
          key={language}
          label={say(`enquiry.settings.${of}_in.${language}`)}
          lang={language}
          value={point[of][language]}
          onChange={(event) => change({ [of]: { ...point[of], [language]: event.currentTarget.value } })}
          maxLength={of === 'names' ? 120 : longestQuestion}
        />
      ))}
    </Pair>
  )
}

function PointFields({ point, change, onRemove }: PointProps) {
  const say = useWords('procedure')
  const reader = useLanguage()
  const name = point.names[reader] || say('enquiry.settings.new_question')
  return (
    <Group name={name}>
      <Texts point={point} change={change} of="names" />
      <Texts point={point} change={change} of="questions" />
      <Texts point={point} change={change} of="purpose" />
      <Pair>
        <Select
          label={say('enquiry.settings.kind')}
          data={pointKinds.map((value) => ({ value, label: say(`enquiry.kind.${value}`) }))}
          value={point.kind}
          onChange={(value) => change({ kind: pointKinds.find((one) => one === value) ?? point.kind })}
          allowDeselect={false}
        />
        <Select
          label={say('enquiry.settings.field')}
          description={say('enquiry.settings.field_hint')}
          data={recordFields.map((value) => ({ value, label: say(`enquiry.field.${value}`) }))}
          value={point.field}
          onChange={(value) => change({ field: recordFields.find((one) => one === value) ?? null })}
          clearable
        />
        <Checkbox
          label={say('enquiry.settings.needed')}
          checked={point.needed}
          onChange={(event) => change({ needed: event.currentTarget.checked })}
        />
      </Pair>
      <div>
        <Act as="plain" size="xs" onAct={onRemove}>
          {say('templates.point_remove', { name })}
        </Act>
      </div>
    </Group>
  )
}

interface ChecklistFormProps {
  list: Pick<Checklist, 'checklist' | 'version' | 'points'>
  onDone: () => void
}

/** Writes the next version of a list; who was overtaken by a colleague is told, and keeps what was written. */
export function ChecklistForm({ list, onDone }: ChecklistFormProps) {
  const say = useWords('procedure')
  const [points, setPoints] = useState<readonly Written[]>(() => list.points.map((point) => ({ ...point, key: point.code })))
  const [change, setChange] = useState('')
  const writing = useDoing(
    () =>
      call(
        writeChecklist,
        { checklist: list.checklist },
        { body: { version: list.version, points: coded(points), ...(change.trim() !== '' && { change }) } },
      ),
    [checklists],
  )
  const form = useFields(writing.error)
  return (
    <Form
      form={form}
      main
      busy={writing.isPending}
      onSend={() => writing.mutate(undefined, { onSuccess: onDone })}
      send={say('templates.save')}
      notYet={points.every(isWhole) ? undefined : say('enquiry.settings.questions_first')}
      onCancel={onDone}
    >
      <About>{say('templates.from_now')}</About>
      {points.map((point) => (
        <PointFields
          key={point.key}
          point={point}
          change={(some) => setPoints((before) => before.map((one) => (one.key === point.key ? { ...one, ...some } : one)))}
          onRemove={() => setPoints((before) => before.filter(({ key }) => key !== point.key))}
        />
      ))}
      <div>
        <Act as="plain" size="xs" icon="add" onAct={() => setPoints((before) => [...before, begun()])}>
          {say('enquiry.settings.add_question')}
        </Act>
      </div>
      <TextInput
        {...form.at('change')}
        label={say('templates.change')}
        value={change}
        onChange={(event) => setChange(event.currentTarget.value)}
        maxLength={500}
      />
    </Form>
  )
}
