import type { Language } from '#platform/endpoint.ts'
import el from './phrases/el.json' with { type: 'json' }
import en from './phrases/en.json' with { type: 'json' }
import es from './phrases/es.json' with { type: 'json' }
import type { PhraseFile, RuleSet } from './rule.ts'

// JSON is typed by its widest reading; verify-phrases.test.ts holds each entry to the narrow one.
const files = { en, el, es } as unknown as Record<Language, PhraseFile>

/** The rules that came with Redress, by language. */
export const shippedRules: Readonly<Record<Language, RuleSet>> = {
  en: { language: 'en', ...files.en },
  el: { language: 'el', ...files.el },
  es: { language: 'es', ...files.es },
}
