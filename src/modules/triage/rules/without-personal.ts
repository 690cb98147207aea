import { entitiesIn } from './find-entities.ts'
import { wordsIn } from './folded-words.ts'

const day = Temporal.PlainDate.from('2000-01-01')

/** The text without card numbers, IBANs, telephone numbers, mail addresses and reference numbers: what is left can be learned from. */
export function withoutPersonal(text: string): string {
  const found = entitiesIn(text, { words: wordsIn(''), reading: { language: 'en', day, relative: false } })
  const hidden = found.filter(({ kind }) => ['card', 'iban', 'phone', 'email', 'order'].includes(kind))
  return hidden.toReversed().reduce((left, { start, end }) => `${left.slice(0, start)}•${left.slice(end)}`, text)
}
