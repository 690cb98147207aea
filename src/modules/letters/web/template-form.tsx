import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { Group } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { longestBlock, type Template, writeTemplate } from '../contract.ts'
import { blockProblems } from '../rules/fill-block.ts'
import styles from './letters.module.css'
import { settings } from './queries.ts'

type Block = Template['blocks'][number]

interface BlockProps {
  block: Block
  language: string
  onChange: (change: Partial<Pick<Block, 'heading' | 'text'>>) => void
}

function BlockFields({ block, language, onChange }: BlockProps) {
  const say = useWords('letters')
  const { unknown, broken } = blockProblems(`${block.heading}\n${block.text}`)
  const wrong = [
    ...(unknown.length > 0 ? [say('web.unknown_names', { names: unknown.join(', ') })] : []),
    ...(broken.length > 0 ? [say('web.broken', { words: broken[0] })] : []),
    ...(block.must !== 'optional' && block.text.trim() === '' ? [say('web.needed')] : []),
  ]
  const name = say(`block.${block.block}`)
  return (
    <Group name={`${name} · ${say(`web.per.${block.per}`)} · ${say(`web.must.${block.must}`)}`}>
      <TextInput
        label={say('web.heading')}
        aria-label={`${name}: ${say('web.heading')}`}
        lang={language}
        value={block.heading}
        onChange={(event) => onChange({ heading: event.currentTarget.value })}
        maxLength={200}
      />
      <Textarea
        label={say('web.text')}
        aria-label={`${name}: ${say('web.text')}`}
        lang={language}
        value={block.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        error={wrong.length > 0 ? wrong.join(' ') : undefined}
        maxLength={longestBlock}
        autosize
        minRows={2}
        maxRows={14}
      />
    </Group>
  )
}

interface FormProps {
  template: Template
  variables: readonly { name: string; label: string }[]
  onDone: () => void
}

function Variables({ variables }: Pick<FormProps, 'variables'>) {
  const say = useWords('letters')
  return (
    <details className={styles.history}>
      <summary>{say('web.variables')}</summary>
      <p>{say('web.variables_about')}</p>
      <dl>
        {variables.map(({ name, label }) => (
          <div key={name}>
            <dt>
              <code>{`{{${name}}}`}</code>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Writes the next version of a letter in a language. */
export function TemplateForm({ template, variables, onDone }: FormProps) {
  const say = useWords('letters')
  const { letter, language, number } = template
  const [subject, setSubject] = useState(template.subject)
  const [blocks, setBlocks] = useState<readonly Block[]>(template.blocks)
  const [change, setChange] = useState('')
  const changed = (at: string) => (some: Partial<Block>) => setBlocks(blocks.map((one) => (one.block === at ? { ...one, ...some } : one)))
  const body = {
    version: number,
    subject,
    blocks: blocks.map(({ block, heading, text }) => ({ block, heading, text })),
    ...(change.trim() !== '' && { change }),
  }
  const writing = useDoing(() => call(writeTemplate, { letter, language }, { body }), [settings])
  const form = useFields(writing.error)
  return (
    <Form form={form} main busy={writing.isPending} onSend={() => writing.mutate(undefined, { onSuccess: onDone })} onCancel={onDone}>
      <Variables variables={variables} />
      <TextInput
        {...form.at('subject')}
        label={say('web.subject')}
        lang={language}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        maxLength={300}
        required
      />
      {blocks.map((block) => (
        <BlockFields key={block.block} block={block} language={language} onChange={changed(block.block)} />
      ))}
      <Textarea
        {...form.at('change')}
        label={say('web.change')}
        description={say('web.change_hint')}
        value={change}
        onChange={(event) => setChange(event.currentTarget.value)}
        maxLength={500}
        autosize
      />
    </Form>
  )
}
