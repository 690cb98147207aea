import { gatherWords } from '#platform/words.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }

/** The few words that letters have besides their blocks, in the customer's language: `sayIn('el')('letters:sheet.page')`. */
export const sayIn = gatherWords({ en: { letters: en }, el: { letters: el }, es: { letters: es } })
