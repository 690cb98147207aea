import type { Language } from '#platform/endpoint.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }

/** What a ready text may ask of the record, and nothing else. A new one needs a label and a sample in three languages (`words/`). */
export const variables = [
  'customer.salutation',
  'customer.name',
  'complaint.number',
  'complaint.received_on',
  'order.number',
  'product',
  'amount',
  'promise.date',
  'agent.name',
  'agent.telephone',
  'team.name',
  'organisation.name',
  'organisation.telephone',
  'organisation.address',
  'today',
] as const
export type Variable = (typeof variables)[number]

/** What only a person can say: `{{personal: what makes it personal}}`, `{{date: until when}}`. */
export const slotKinds = ['personal', 'text', 'date', 'amount'] as const

/** What a record knows, written out in the text's language; what is absent stays a slot. */
export type TextRecord = { readonly [Name in Variable]?: string | null }

type Key = keyof typeof en.variables
const keyOf = (name: Variable) => name.replace('.', '_') as Key // the words have a key for each: see variables.test.ts
const words = { en, el, es }

export const isVariable = (name: string): name is Variable => (variables as readonly string[]).includes(name)

/** What a variable is called on a screen, and in the slot that it leaves when the record does not know it. */
export const labelOf = (name: Variable, language: Language): string => words[language].variables[keyOf(name)]

/** An invented record, to see how a text will read. */
export const sampleRecord = (language: Language): TextRecord =>
  Object.fromEntries(variables.map((name) => [name, words[language].sample[keyOf(name)]]))
