import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { writeText } from '../contract.ts'
import { texts } from './queries.ts'
import { DraftFields } from './text-fields.tsx'
import { newText, useTextDraft } from './use-text-draft.ts'

/** Writes a new ready text. */
export function NewText({ onDone }: { onDone: () => void }) {
  const say = useWords('knowledge')
  const [fields, setFields] = useState(newText)
  const draft = useTextDraft(fields, (some) => setFields((before) => ({ ...before, ...some })), useLanguage())
  const [code, setCode] = useState('')
  const wordings = Object.fromEntries(draft.written.map((language) => [language, fields[language]]))
  const { en: _en, el: _el, es: _es, ...about } = fields
  const writing = useDoing(() => call(writeText, {}, { body: { ...about, code, wordings } }), [texts])
  const form = useFields(writing.error)
  return (
    <InPlace title={say('web.write')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={writing.isPending}
        onSend={() => writing.mutate(undefined, { onSuccess: onDone })}
        notYet={draft.whole && code !== '' ? undefined : say('web.wording_first')}
        onCancel={onDone}
      >
        <TextInput
          {...form.at('code')}
          label={say('web.code')}
          description={say('web.code_hint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '_'))}
          maxLength={60}
          required
        />
        <DraftFields form={form} draft={draft} />
      </Form>
    </InPlace>
  )
}
