import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { NewWording } from '../contract.ts'
import { type Choice, useChoices } from './choices.ts'
import type { TextFields } from './use-text-draft.ts'

const named = (choices: readonly Choice[], values: readonly (string | null)[]): string =>
  values.flatMap((value) => (value === null ? [] : [choices.find((one) => one.value === value)?.label ?? value])).join(', ')

/** The words of rich text, a line a paragraph. */
const plainOf = (html: string): string =>
  new DOMParser().parseFromString(html.replaceAll(/<\/(p|li|h\d|blockquote)>|<br[^>]*>/g, '$&\n'), 'text/html').body.textContent.trim()

const wordsOf = ({ title, body, steps, rule }: NewWording): string =>
  [title, plainOf(body), ...steps.map((step) => step.title), rule?.rule].filter(Boolean).join('\n')

/** How each field of a text reads, where two changed the same one. */
export function useTextReading() {
  const say = useWords('knowledge')
  const people = useWords('people')
  const { day } = useInWords()
  const choices = useChoices()
  return {
    nameOf: (field: keyof TextFields) =>
      field === 'en' || field === 'el' || field === 'es' ? people(`web.languages.${field}`) : say(`web.${labels[field]}`),
    read: (fields: TextFields): Record<keyof TextFields, string> => ({
      kind: named(choices.kinds, [fields.kind]),
      letter: named(choices.letters, [fields.letter]),
      categories: named(choices.categories, fields.categories),
      channels: named(choices.channels, fields.channels),
      stage: named(choices.stages, [fields.stage]),
      step: named(choices.steps, [fields.step?.toString() ?? null]),
      audience: named(choices.audiences, fields.audience),
      owner: named(choices.colleagues, [fields.owner]),
      review_on: fields.review_on === null ? '' : day(`${fields.review_on}T12:00:00Z`),
      en: wordsOf(fields.en),
      el: wordsOf(fields.el),
      es: wordsOf(fields.es),
    }),
  }
}

const labels = {
  kind: 'kind',
  letter: 'letter',
  categories: 'category',
  channels: 'channel',
  stage: 'stage',
  step: 'step',
  audience: 'audience',
  owner: 'owner',
  review_on: 'review_on',
} as const
