import type { Language } from '#platform/endpoint.ts'
import { sayMoment } from '#platform/time.ts'
import { gatherWords } from '#platform/words.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }

const say = gatherWords({ en: { people: en }, el: { people: el }, es: { people: es } })

export interface HouseLetter {
  language: Language
  zone: string
  organisation: string
  name: string
  link: string
  until: Temporal.Instant
}

/** What a colleague reads who is invited, or forgot the password. */
export function letter(
  kind: 'invitation' | 'new_password',
  { language, zone, until, ...figures }: HouseLetter,
): { subject: string; text: string } {
  const data = { ...figures, until: sayMoment(until, { language, zone }) }
  const sentence = (part: string) => say(language)(`people:letters.${kind}.${part}`, data)
  const text = ['greeting', 'reason', 'link', 'until', 'otherwise'].map(sentence).join('\n\n')
  return { subject: sentence('subject'), text: `${text}\n` }
}
