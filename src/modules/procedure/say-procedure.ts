import type { Actor } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import { gatherWords, type Say } from '#platform/words.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

const gathered = gatherWords({ en: { procedure: en }, el: { procedure: el }, es: { procedure: es } })

/** This module's sentences in a language. */
export function sayIn(language: Language): Say {
  const say = gathered(language)
  return (key, data) => say(`procedure:${key}`, data)
}

/** This module's sentences in the language of who reads them; programs read English. */
export const sayTo = (actor: Actor): Say => sayIn(actor.kind === 'person' ? actor.language : 'en')
