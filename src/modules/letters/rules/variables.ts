import type { Language } from '#platform/endpoint.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }

/** What a letter may ask of the record, and nothing else. A new one needs a label in three languages (`words/`). */
export const letterVariables = [
  'customer.salutation',
  'customer.name',
  'complaint.number',
  'complaint.received_on',
  'complaint.received_at',
  'issue.title',
  'issue.sentence',
  'issue.contact',
  'promises.list',
  'clock.final_on',
  'outside.body',
  'page.address',
  'agent.name',
  'agent.reach',
  'team.name',
  'organisation.name',
  'today',
] as const
export type LetterVariable = (typeof letterVariables)[number]

/** What the record knows, written out in the letter's language; what is absent stays a slot. */
export type LetterRecord = { readonly [Name in LetterVariable]?: string | null }

type Key = keyof typeof en.variables
const words = { en, el, es }

export const isLetterVariable = (name: string): name is LetterVariable => (letterVariables as readonly string[]).includes(name)

/** What a variable is called in the slot that it leaves when the record does not know it. */
export const labelOf = (name: LetterVariable, language: Language): string => words[language].variables[name.replace('.', '_') as Key] // the words have a key for each: see starter-templates.test.ts
