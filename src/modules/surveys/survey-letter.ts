import type { Language } from '#platform/endpoint.ts'
import { sayDay } from '#platform/time.ts'
import { gatherWords } from '#platform/words.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

const say = gatherWords({ en: { surveys: en }, el: { surveys: el }, es: { surveys: es } })

interface Asked {
  language: Language
  organisation: { name: string; zone: string; postal_address: string; telephone: string }
  number: string
  link: string
  until: Temporal.Instant
}

/** The mail that asks what the customer thinks: why, what for, who receives it, and that nothing depends on it. */
export function surveyLetter({ language, organisation, until, ...figures }: Asked): { subject: string; text: string } {
  const data = { ...figures, until: sayDay(until, { language, zone: organisation.zone }) }
  const sentence = (part: string) => say(language)(`surveys:letter.${part}`, data)
  const parts = ['greeting', 'ask', 'link', 'purpose', 'receivers', 'free', 'no_more', 'automatic'].map(sentence)
  const signature = [organisation.name, organisation.postal_address, organisation.telephone].filter((line) => line.trim() !== '').join('\n')
  return { subject: sentence('subject'), text: `${[...parts, signature].join('\n\n').trim()}\n` }
}
