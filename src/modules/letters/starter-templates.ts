import type { Letter } from '#modules/tone/contract/check.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Wording } from './rules/compose-letter.ts'
import el from './starter/el.json' with { type: 'json' }
import en from './starter/en.json' with { type: 'json' }
import es from './starter/es.json' with { type: 'json' }

// The files are ours: starter-templates.test.ts holds them to the plan of each letter.
const shipped: Record<Language, Record<Letter, Wording>> = { en, el, es }

/** What a letter says that came with the desk: version 0 of its template. */
export const starterTemplate = (letter: Letter, language: Language): Wording => shipped[language][letter]
