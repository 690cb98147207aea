import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

export const languages = ['en', 'el', 'es'] as const
export type Language = (typeof languages)[number]
type Words = Record<string, unknown>

/** The words of each language are one file of the build, fetched when somebody reads in it. */
const shelves: Record<Language, () => Promise<{ shelf: Record<string, Words> }>> = {
  en: () => import('./words/en.ts'),
  el: () => import('./words/el.ts'),
  es: () => import('./words/es.ts'),
}

/** The namespace is the module's name: the folder in which `words` lies. */
const namespaceOf = (path: string) => (path.startsWith('./') ? 'workspace' : (path.split('/').at(-3) ?? path))

async function wordsIn(language: Language): Promise<Record<string, Words>> {
  const { shelf } = await shelves[language]()
  return Object.fromEntries(Object.entries(shelf).map(([path, words]) => [namespaceOf(path), words]))
}

const isLanguage = (tag: string): tag is Language => languages.some((language) => language === tag)

/** What the person chose, else the first language of the browser that we speak, else English. */
export function languageFor(chosen?: string | null): Language {
  const wanted = [chosen ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase())
  return wanted.find(isLanguage) ?? 'en'
}

/** Speaks this language from now on. No word stands behind another language's: the checks prove that all three are whole. */
export async function speak(language: Language): Promise<void> {
  const words = await wordsIn(language)
  document.documentElement.lang = language
  if (!i18next.isInitialized) {
    const plain = { interpolation: { escapeValue: false }, react: { useSuspense: false }, showSupportNotice: false }
    await i18next
      .use(initReactI18next)
      .init({ ...plain, resources: { [language]: words }, lng: language, fallbackLng: false, defaultNS: 'workspace' })
    return
  }
  for (const [namespace, of] of Object.entries(words)) i18next.addResourceBundle(language, namespace, of)
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
