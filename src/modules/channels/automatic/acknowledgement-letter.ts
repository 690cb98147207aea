import type { OrganisationRecord } from '#modules/people/index.ts'
import type { Language } from '#platform/endpoint.ts'
import { sayDay, sayMoment } from '#platform/time.ts'
import { gatherWords } from '#platform/words.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }

const say = gatherWords({ en: { channels: en }, el: { channels: el }, es: { channels: es } })

interface Acknowledged {
  language: Language
  organisation: Pick<OrganisationRecord, 'name' | 'zone' | 'postal_address' | 'telephone'>
  number: string
  receivedAt: Temporal.Instant
  team: string
  link: string
  until: Temporal.Instant
  /** By when the customer has our answer; null where nobody has promised one. */
  answerBy: Temporal.Instant | null
}

/** The automatic acknowledgement: what we know and the customer needs; no word of the submitter, not even the subject, for anybody can name anybody's address. */
export function acknowledgementLetter({ language, organisation, receivedAt, until, answerBy, ...figures }: Acknowledged): {
  subject: string
  text: string
} {
  const { zone } = organisation
  const data = {
    ...figures,
    moment: sayMoment(receivedAt, { language, zone }),
    until: sayDay(until, { language, zone }),
    by: answerBy ? sayDay(answerBy, { language, zone }) : '',
  }
  const sentence = (part: string) => say(language)(`channels:acknowledgement.${part}`, data)
  const parts = [
    'greeting',
    'received',
    ...(figures.team ? ['team'] : []),
    'next',
    ...(answerBy ? ['answer_by'] : []),
    'link',
    'keep',
    'automatic',
  ].map(sentence)
  const signature = [organisation.name, organisation.postal_address, organisation.telephone].filter((line) => line.trim() !== '').join('\n')
  return { subject: sentence('subject'), text: `${[...parts, signature].join('\n\n').trim()}\n` }
}
