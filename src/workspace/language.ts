import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

export const languages = ['en', 'el', 'es'] as const
export type Language = (typeof languages)[number]
type Words = Record<string, unknown>
type Shelf = Record<string, () => Promise<Words>>

/** Every words/<language>.json of the house. Each language is one file of the build, fetched when somebody reads in it. */
const shelves: Record<Language, Shelf> = {
  en: import.meta.glob<Words>(['../platform/words/en.json', './words/en.json', '../modules/**/words/en.json'], { import: 'default' }),
  el: import.meta.glob<Words>(['../platform/words/el.json', './words/el.json', '../modules/**/words/el.json'], { import: 'default' }),
  es: import.meta.glob<Words>(['../platform/words/es.json', './words/es.json', '../modules/**/words/es.json'], { import: 'default' }),
}

/** The namespace is the module's name: the folder in which `words` lies. */
const namespaceOf = (path: string) => (path.startsWith('./') ? 'workspace' : (path.split('/').at(-3) ?? path))

async function wordsIn(language: Language): Promise<Record<string, Words>> {
  const shelf = Object.entries(shelves[language])
  return Object.fromEntries(await Promise.all(shelf.map(async ([path, open]) => [namespaceOf(path), await open()] as const)))
}

const isLanguage = (tag: string): tag is Language => languages.some((language) => language === tag)

/** What the person chose, else the first language of the browser that we speak, else English. */
export function languageFor(chosen?: string | null): Language {
  const wanted = [chosen ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase())
  return wanted.find(isLanguage) ?? 'en'
}

/** Speaks this language from now on; English stands behind it while a word is new. */
export async function speak(language: Language): Promise<void> {
  document.documentElement.lang = language
  if (!i18next.isInitialized) {
    const resources = { en: await wordsIn('en'), [language]: await wordsIn(language) }
    await i18next.use(initReactI18next).init({ resources, lng: language, fallbackLng: 'en', defaultNS: 'workspace', interpolation: { escapeValue: false } })
    return
  }
  if (!i18next.hasResourceBundle(language, 'workspace')) {
    for (const [namespace, words] of Object.entries(await wordsIn(language))) i18next.addResourceBundle(language, namespace, words)
  }
  await i18next.changeLanguage(language)
}

export type Say = (key: string, values?: Record<string, unknown>) => string

/** The words of one module: `say('states.open')`, `say('issues', { count: 3 })`. */
export function useWords(namespace: string): Say {
  const { t } = useTranslation(namespace)
  return (key, values) => String(t(key, values ?? {}))
}

/** The language on the screen, for Intl. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return languageFor(i18n.resolvedLanguage)
}
