import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

export const languages = ['en', 'el', 'es'] as const
export type Language = (typeof languages)[number]
type Words = Record<string, unknown>

type Shelf = () => Promise<{ shelf: Record<string, Words> }>
type Part = 'first' | 'rest'

/** The words of each language are two files of the build: what the frame and the list say, and what all other pages say besides. */
const shelves: Record<Language, Record<Part, Shelf>> = {
  en: { first: () => import('./words/en.ts'), rest: () => import('./words/en-rest.ts') },
  el: { first: () => import('./words/el.ts'), rest: () => import('./words/el-rest.ts') },
  es: { first: () => import('./words/es.ts'), rest: () => import('./words/es-rest.ts') },
}

/** The namespace is the module's name: the folder in which `words` lies. */
const namespaceOf = (path: string) => (path.startsWith('./') ? 'workspace' : (path.split('/').at(-3) ?? path))

/** The languages that were asked for, and the part of their words that is wanted so far. */
const spoken = new Set<Language>()
let wanted: readonly Part[] = ['first']

async function fetchWords(language: Language): Promise<void> {
  const books = await Promise.all(wanted.map((part) => shelves[language][part]()))
  for (const { shelf } of books)
    for (const [path, words] of Object.entries(shelf)) i18next.addResourceBundle(language, namespaceOf(path), words)
}

const isLanguage = (tag: string): tag is Language => languages.some((language) => language === tag)

/** What the person chose, else the first language of the browser that we speak, else English. */
export function languageFor(chosen?: string | null): Language {
  const wanted = [chosen ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase())
  return wanted.find(isLanguage) ?? 'en'
}

/** Speaks this language from now on. No word stands behind another language's: the checks prove that all three are whole. */
export async function speak(language: Language): Promise<void> {
  spoken.add(language)
  if (!i18next.isInitialized) {
    const plain = { interpolation: { escapeValue: false }, react: { useSuspense: false }, showSupportNotice: false }
    await i18next.use(initReactI18next).init({ ...plain, resources: {}, lng: language, fallbackLng: false, defaultNS: 'workspace' })
  }
  await fetchWords(language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

/** A page, and the words of all modules with it: whoever shows it finds them there, in a language that is chosen meanwhile too. */
export async function withWords<Page>(page: Promise<Page>): Promise<Page> {
  wanted = ['first', 'rest']
  const [loaded] = await Promise.all([page, ...[...spoken].map(fetchWords)])
  return loaded
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
