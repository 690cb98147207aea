import type { Language } from '#platform/endpoint.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }
import type { AvoidRule } from './rule.ts'
import table from './vocabulary.json' with { type: 'json' }

const reasons: Record<Language, string> = { en: en.vocabulary_why, el: el.vocabulary_why, es: es.vocabulary_why }

/** The founding table of suitable and unsuitable words, as rules: off until the house wants them (DOMAIN §1.7). */
export const vocabularyRules: Readonly<Record<Language, readonly AvoidRule[]>> = {
  en: rulesFor('en'),
  el: rulesFor('el'),
  es: rulesFor('es'),
}

/** The table itself: what each row advises against and what it recommends. */
export const vocabularyTable = table

function rulesFor(language: Language): AvoidRule[] {
  return table
    .filter((row) => row.language === language)
    .map(({ id, patterns, suitable }) => ({
      id,
      category: 'vocabulary',
      severity: 1,
      patterns,
      why: reasons[language],
      say_instead: suitable,
      default_on: false,
    }))
}
