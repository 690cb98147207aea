import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Language, useWords } from '#workspace/kit/desk.ts'
import type { Fields } from '#workspace/kit/form.tsx'
import { RichComposer } from '#workspace/kit/lazy.tsx'
import type { NewWording } from '../contract.ts'
import { AboutFields, type FieldsProps } from './about-fields.tsx'
import styles from './knowledge.module.css'
import { LanguageTabs } from './language-tabs.tsx'
import { RuleField } from './rule-field.tsx'
import { StepsField } from './steps-field.tsx'
import { Preview } from './text-preview.tsx'
import { Variables } from './text-variables.tsx'
import type { TextDraft } from './use-text-draft.ts'

/** All fields of a text, its words in one language at a time; `turn` counts how often they were taken from somebody else. */
export function DraftFields({ form, draft, turn = 0 }: { form: Fields; draft: TextDraft; turn?: number }) {
  const { language, fields } = draft
  return (
    <>
      <AboutFields form={form} value={fields} onChange={draft.change} />
      <LanguageTabs language={language} onLanguage={draft.setLanguage}>
        <WordingFields
          key={`${language} ${turn}`}
          form={form}
          language={language}
          ruled={fields.kind === 'rule_card'}
          value={fields[language]}
          onChange={draft.write}
        />
      </LanguageTabs>
    </>
  )
}

interface WordingProps extends FieldsProps<NewWording> {
  language: Language
  /** It is a rule card. */
  ruled: boolean
}

function WordingFields({ form, language, ruled, value, onChange }: WordingProps) {
  const say = useWords('knowledge')
  const [start] = useState(value.body)
  return (
    <>
      <TextInput
        {...form.at(`wordings.${language}.title`)}
        label={say('web.text_title')}
        lang={language}
        value={value.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        maxLength={200}
      />
      <div className={styles.body} lang={language}>
        <span aria-hidden="true">{say('web.body')}</span>
        <RichComposer label={say('web.body')} start={start} onChange={({ html }) => onChange({ body: html })} />
      </div>
      <Variables body={value.body} />
      <StepsField language={language} steps={value.steps} onChange={(steps) => onChange({ steps })} />
      {ruled && <RuleField form={form} language={language} rule={value.rule} onChange={(rule) => onChange({ rule })} />}
      <h3>{say('web.preview')}</h3>
      <Preview body={value.body} language={language} />
    </>
  )
}
