import { createInstance, type i18n } from 'i18next'
import type { Language } from './endpoint.ts'
import { sayWritten } from './money.ts'

export const languages = ['en', 'el', 'es'] as const satisfies readonly Language[]
export const languageNames: Record<Language, string> = { en: 'English', el: 'Ελληνικά', es: 'Español' }

/** Says a sentence: `say('complaints:state.open')`, with its figures. */
export type Say = (key: string, data?: Record<string, unknown>) => string

/** The words of one module (its namespace) in one language, nested as in its JSON. */
export type WordTree = { [key: string]: string | WordTree }
export type Words = Record<Language, Record<string, WordTree>>

/** Gathers the words of the whole house. A key that is missing is said as itself; the checks keep that from happening. */
export function gatherWords(words: Words): (language: Language) => Say {
  const instance: i18n = createInstance()
  void instance.init({
    resources: words,
    fallbackLng: 'en',
    supportedLngs: languages,
    defaultNS: 'platform',
    initAsync: false,
    // Sentences are escaped where they are shown (JSX, htm), not here.
    interpolation: { escapeValue: false },
  })
  // `{{left, sum}}`: a sum that was written as `120.00 EUR`, as the reader's language writes it.
  instance.services.formatter?.add('sum', (written: unknown, language) => sayWritten(String(written), (language ?? 'en') as Language))
  return (language) => {
    const say = instance.getFixedT(language)
    return (key, data = {}) => String(say(key, data))
  }
}

/** The first of the wanted languages that we speak: `Accept-Language`, or `navigator.languages`. */
export function spokenLanguage(wanted: string | readonly string[] | undefined, otherwise: Language): Language {
  const list = typeof wanted === 'string' ? byWeight(wanted) : (wanted ?? [])
  for (const one of list) {
    const found = languages.find((language) => language === one.slice(0, 2).toLowerCase())
    if (found) return found
  }
  return otherwise
}

function byWeight(header: string): string[] {
  return header
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/;\s*q=/)
      return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 }
    })
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}
