import { Textarea, TextInput } from '@mantine/core'
import { Act } from '#workspace/kit/act.tsx'
import { type Language, useWords } from '#workspace/kit/desk.ts'
import { Group, Pair } from '#workspace/kit/section.tsx'
import type { PlayStep } from '../contract.ts'

interface StepsFieldProps {
  language: Language
  steps: PlayStep[]
  onChange: (steps: PlayStep[]) => void
}

const newStep: PlayStep = { title: '', does: [], say: [], avoid: [] }
const parts = ['does', 'say', 'avoid'] as const
const names = { does: 'does', say: 'says', avoid: 'avoids' } as const
const linesOf = (typed: string) => (typed === '' ? [] : typed.split('\n'))

/** The steps of a playbook or card: one line for each thing to do, to say, to leave unsaid. */
export function StepsField({ language, steps, onChange }: StepsFieldProps) {
  const say = useWords('knowledge')
  const put = (at: number, change: Partial<PlayStep>) =>
    onChange(steps.map((step, place) => (place === at ? { ...step, ...change } : step)))
  return (
    <details open={steps.length > 0}>
      <summary>{say('web.steps_title')}</summary>
      {steps.map((step, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps have no name but their place
        <Group key={at} name={`${at + 1}`}>
          <TextInput
            label={say('web.text_title')}
            lang={language}
            value={step.title}
            onChange={(event) => put(at, { title: event.currentTarget.value })}
            maxLength={300}
          />
          <Pair>
            {parts.map((part) => (
              <Textarea
                key={part}
                label={say(`web.${names[part]}`)}
                lang={language}
                value={step[part].join('\n')}
                onChange={(event) => put(at, { [part]: linesOf(event.currentTarget.value) })}
                autosize
              />
            ))}
          </Pair>
          <Act as="plain" size="xs" onAct={() => onChange(steps.filter((_, place) => place !== at))}>
            {say('web.step_remove', { number: at + 1 })}
          </Act>
        </Group>
      ))}
      <Act as="plain" size="xs" icon="add" onAct={() => onChange([...steps, newStep])}>
        {say('web.step_add')}
      </Act>
    </details>
  )
}
