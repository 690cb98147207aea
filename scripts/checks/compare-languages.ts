export const languages = ['en', 'el', 'es'] as const
export type Language = (typeof languages)[number]
export interface Words {
  [key: string]: string | Words
}

/** What one folder of words lacks: a language, a key, a figure, a plural form, or a text at all. A string instead of words says why they were not read. */
export function compareLanguages(folder: string, words: Map<Language, Words | string>): string[] {
  const absent = languages.filter((language) => !words.has(language)).map((language) => `${folder}/${language}.json does not exist`)
  const unread = [...words].flatMap(([language, held]) => (typeof held === 'string' ? [`${folder}/${language}.json ${held}`] : []))
  if (absent.length + unread.length > 0) return [...absent, ...unread]

  const flat = new Map(languages.map((language) => [language, flatten(words.get(language))]))
  const keys = [...new Set([...flat.values()].flatMap((held) => [...held.keys()]))].toSorted()
  return keys.flatMap((key) =>
    [...flat].flatMap(([language, held]) => faultsOf(key, held, flat.get('en')).map((fault) => `${folder}/${language}.json ${fault}`)),
  )
}

function faultsOf(key: string, held: Map<string, string>, english: Map<string, string> | undefined): string[] {
  const text = held.get(key)
  if (text === undefined) return spanishMillions(key, english) ? [] : [`lacks ${key}`]
  if (text.trim() === '') return [`says nothing for ${key}`]
  return [...figureFaults(key, text, english?.get(key)), ...pluralFaults(key, text, held)]
}

function figureFaults(key: string, text: string, english: string | undefined): string[] {
  if (english === undefined) return []
  const [own, wanted] = [variablesOf(key, text), variablesOf(key, english)]
  return own === wanted ? [] : [`has other figures in ${key} than English: ${own || 'none'} instead of ${wanted || 'none'}`]
}

function pluralFaults(key: string, text: string, held: Map<string, string>): string[] {
  const pair = pairOf(key, text)
  return pair && !held.has(pair) ? [`lacks the plural form ${pair}`] : []
}

// Spanish has a form of its own for round millions; i18next takes `_other` where it is missing.
const spanishMillions = (key: string, english: Map<string, string> | undefined): boolean =>
  key.endsWith('_many') && english?.has(key.replace(/_many$/, '_other')) === true

/** The form that must stand beside this one. A key that only happens to end like a plural (`reason_other`, `too_many`) counts nothing. */
function pairOf(key: string, text: string): string | undefined {
  if (key.endsWith('_one')) return key.replace(/_one$/, '_other')
  return key.endsWith('_other') && text.includes('{{count}}') ? key.replace(/_other$/, '_one') : undefined
}

/** The names between {{ }}, in order; a singular may say "one" instead of the count. */
function variablesOf(key: string, text: string): string {
  const names = [...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map((match) => match[1] ?? '')
  const counted = /_(zero|one)$/.test(key) ? names.filter((name) => name !== 'count') : names
  return [...new Set(counted)].toSorted().join(', ')
}

function flatten(held: Words | string | undefined, before = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(typeof held === 'object' ? held : {})) {
    if (value !== null && typeof value === 'object') for (const [inner, text] of flatten(value, `${before}${key}.`)) flat.set(inner, text)
    else flat.set(`${before}${key}`, typeof value === 'string' ? value : '')
  }
  return flat
}
