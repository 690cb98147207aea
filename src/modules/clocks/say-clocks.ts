import { gatherWords } from '#platform/words.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

/** The module's own words, for mails and pages. */
export const sayClocks = gatherWords({ en: { clocks: en }, el: { clocks: el }, es: { clocks: es } })
