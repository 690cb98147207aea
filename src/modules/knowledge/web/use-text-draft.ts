import { useState } from 'react'
import { type Language, languages } from '#workspace/kit/desk.ts'
import type { NewWording, Text } from '../contract.ts'
import { slotProblems } from '../rules/slots.ts'

export type About = Pick<Text, 'kind' | 'letter' | 'categories' | 'channels' | 'stage' | 'step' | 'audience' | 'review_on'> & {
  owner: string | null
}

/** A text as it stands in its form: what it is for, and its words in each language. */
export type TextFields = About & Record<Language, NewWording>

const nothing: NewWording = { title: '', body: '', steps: [], rule: null }

/** A text of which nothing is written yet. */
export const newText: TextFields = {
  kind: 'canned',
  letter: null,
  categories: [],
  channels: [],
  stage: 'none',
  step: null,
  audience: ['agents'],
  review_on: null,
  owner: null,
  en: nothing,
  el: nothing,
  es: nothing,
}

const wordingOf = (text: Text, language: Language): NewWording => {
  const { title, body, steps, rule } = text.wordings[language] ?? nothing
  return { title, body, steps, rule }
}

/** A text of the desk, as it stands in its form. */
export function fieldsOf(text: Text): TextFields {
  const { kind, letter, categories, channels, stage, step, audience, review_on, owner } = text
  const about = { kind, letter, categories, channels, stage, step, audience, review_on, owner: owner?.id ?? null }
  return { ...about, en: wordingOf(text, 'en'), el: wordingOf(text, 'el'), es: wordingOf(text, 'es') }
}

export const isEmpty = ({ title, body, steps }: NewWording) => title.trim() === '' && body.trim() === '' && steps.length === 0
const isWhole = ({ title, body, steps }: NewWording) => title.trim() !== '' && (body.trim() !== '' || steps.length > 0)

const isWrong = ({ body }: NewWording) => {
  const { unknown, broken } = slotProblems(body)
  return unknown.length + broken.length > 0
}

/** What the form needs to know of the fields, and the language whose words are seen. */
export function useTextDraft(fields: TextFields, change: (some: Partial<TextFields>) => void, spoken: Language) {
  const [language, setLanguage] = useState(spoken)
  const written = languages.filter((code) => !isEmpty(fields[code]))
  return {
    fields,
    change,
    language,
    setLanguage,
    written,
    wrong: languages.some((code) => isWrong(fields[code])),
    whole: written.length > 0 && written.every((code) => isWhole(fields[code])),
    write: (some: Partial<NewWording>) => change({ [language]: { ...fields[language], ...some } }),
  }
}

export type TextDraft = ReturnType<typeof useTextDraft>
