import type { Language } from '#platform/endpoint.ts'
import { gatherWords } from '#platform/words.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

const sayIn = gatherWords({ en: { precedents: en }, el: { precedents: el }, es: { precedents: es } })

/** What a customer may be told of like cases, in their language: the form, never a sum, never a person. */
export const sayUsually = (form: string, language: Language): string => {
  const say = sayIn(language)
  return say('precedents:usually', { form: say(`precedents:given.${form}`) })
}
