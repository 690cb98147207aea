import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { call, type Language, languages, useWords } from '#workspace/kit/desk.ts'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { editText, type Text } from '../contract.ts'
import { texts } from './queries.ts'
import { DraftFields } from './text-fields.tsx'
import { fieldsOf, isEmpty, type TextFields, useTextDraft } from './use-text-draft.ts'
import { useTextReading } from './use-text-reading.ts'

/** What was changed, as the desk takes it: an emptied language is taken away, an untouched one is not sent. */
function bodyOf(changed: Partial<TextFields>) {
  const { en: _en, el: _el, es: _es, ...about } = changed
  const words = languages.flatMap((language) => {
    const wording = changed[language]
    return wording === undefined ? [] : [[language, isEmpty(wording) ? null : wording]]
  })
  return { ...about, wordings: Object.fromEntries(words) as { [Name in Language]?: TextFields[Name] | null } } // keyed by the languages above
}

/** Changes a ready text; who was overtaken by a colleague sees both sides, and keeps what was written. */
export function EditText({ text, language, onDone }: { text: Text; language: Language; onDone: () => void }) {
  const say = useWords('knowledge')
  const { read, nameOf } = useTextReading()
  const [change, setChange] = useState('')
  const [turn, setTurn] = useState(0)
  const why = change.trim() === '' ? {} : { change: change.trim() }
  const edit = useEdit<TextFields>({
    now: { version: text.version, fields: fieldsOf(text) },
    send: (changed, version) => call(editText, { text: text.id }, { body: { ...bodyOf(changed), ...why }, version }),
    refresh: [texts],
    onDone,
  })
  const takeTheirs = () => {
    edit.takeTheirs()
    setTurn(turn + 1)
  }
  const draft = useTextDraft(edit.fields, edit.change, language)
  const form = useFields(edit.saving.error)
  return (
    <EditForm
      form={form}
      edit={{ ...edit, takeTheirs }}
      main
      nameOf={nameOf}
      read={read}
      notYet={draft.whole ? undefined : say('web.wording_first')}
      onCancel={onDone}
    >
      <DraftFields form={form} draft={draft} turn={turn} />
      <Textarea
        {...form.at('change')}
        label={say('web.change')}
        description={say('web.change_hint')}
        value={change}
        onChange={(event) => setChange(event.currentTarget.value)}
        maxLength={500}
        autosize
      />
    </EditForm>
  )
}
