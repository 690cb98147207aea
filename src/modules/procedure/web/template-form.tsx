import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { About, Group, Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Template, writeTemplate } from '../contract.ts'
import { codeOfStep } from '../rules/steps.ts'
import { templates } from './queries.ts'

type StepRule = Template['steps'][number]
type Point = StepRule['points'][number]

/** A code that no other point of the step has: complaints that run keep what was ticked under it. */
function freshCode(points: readonly Point[]): string {
  const taken = new Set(points.map(({ code }) => code))
  for (let number = 1; ; number += 1) if (!taken.has(`own_${number}`)) return `own_${number}`
}

const isWhole = ({ names }: Point) => languages.every((language) => names[language].trim() !== '')

function PointFields({ points, onChange }: { points: Point[]; onChange: (points: Point[]) => void }) {
  const say = useWords('procedure')
  const reader = useLanguage()
  const put = (code: string, names: Partial<Point['names']>) =>
    onChange(points.map((point) => (point.code === code ? { ...point, names: { ...point.names, ...names } } : point)))
  return (
    <>
      {points.map((point) => (
        <div key={point.code}>
          <Pair>
            {languages.map((language) => (
              <TextInput
                key={language}
                label={say(`templates.point_in.${language}`)}
                lang={language}
                value={point.names[language]}
                onChange={(event) => put(point.code, { [language]: event.currentTarget.value })}
                maxLength={200}
              />
            ))}
          </Pair>
          <Act as="plain" size="xs" onAct={() => onChange(points.filter(({ code }) => code !== point.code))}>
            {say('templates.point_remove', { name: point.names[reader] || point.code })}
          </Act>
        </div>
      ))}
    </>
  )
}

function StepFields({ rule, onChange }: { rule: StepRule; onChange: (rule: StepRule) => void }) {
  const say = useWords('procedure')
  const title = say(`step.${codeOfStep(rule.step) ?? ''}.title`)
  const add = () => onChange({ ...rule, points: [...rule.points, { code: freshCode(rule.points), names: { en: '', el: '', es: '' } }] })
  return (
    <Group name={`${rule.step}. ${title}`}>
      <Pair>
        <Checkbox
          label={say('templates.applies')}
          checked={rule.applies}
          onChange={({ currentTarget: { checked } }) => onChange({ ...rule, applies: checked, required: checked && rule.required })}
        />
        <Checkbox
          label={say('templates.required')}
          checked={rule.required}
          disabled={!rule.applies}
          onChange={({ currentTarget: { checked } }) => onChange({ ...rule, required: checked })}
        />
      </Pair>
      <PointFields points={rule.points} onChange={(points) => onChange({ ...rule, points })} />
      <div>
        <Act as="plain" size="xs" icon="add" onAct={add}>
          {say('templates.point_add')}
          <span hidden>: {title}</span>
        </Act>
      </div>
    </Group>
  )
}

interface TemplateFormProps {
  template: Template
  title?: string
  onDone: () => void
}

/** Writes the next version of a template; who was overtaken by a colleague is told, and keeps what was written. */
export function TemplateForm({ template, onDone }: TemplateFormProps) {
  const say = useWords('procedure')
  const [steps, setSteps] = useState(template.steps)
  const [change, setChange] = useState('')
  const writing = useDoing(
    () =>
      call(
        writeTemplate,
        { template: template.template },
        { body: { version: template.version, steps, ...(change.trim() !== '' && { change }) } },
      ),
    [templates],
  )
  const form = useFields(writing.error)
  const whole = steps.every(({ points }) => points.every(isWhole))
  return (
    <Form
      form={form}
      main
      busy={writing.isPending}
      onSend={() => writing.mutate(undefined, { onSuccess: onDone })}
      send={say('templates.save')}
      notYet={whole ? undefined : say('templates.points_first')}
      onCancel={onDone}
    >
      <About>{say('templates.from_now')}</About>
      {steps.map((rule) => (
        <StepFields
          key={rule.step}
          rule={rule}
          onChange={(changed) => setSteps((before) => before.map((one) => (one.step === changed.step ? changed : one)))}
        />
      ))}
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
