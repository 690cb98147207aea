import { gatherWords } from '#platform/words.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

/** Says what this module writes to people outside: acknowledgements, test mails. */
export const sayChannels = gatherWords({ en: { channels: en }, el: { channels: el }, es: { channels: es } })
