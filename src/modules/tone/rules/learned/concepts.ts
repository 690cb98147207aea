import type { Language } from '#platform/endpoint.ts'
import { fold } from '#platform/fold.ts'
import el from './concepts/el.json' with { type: 'json' }
import en from './concepts/en.json' with { type: 'json' }
import es from './concepts/es.json' with { type: 'json' }

/**
 * What a sentence speaks of, the same in every language: its concepts (refund, mistake, you, cannot …), which stand together, in which order,
 * and its outward signs (asks, exclaims, begins with, names a date, an amount, a number to call).
 */
export function marksOf(sentence: string, language: Language): string[] {
  const folded = fold(sentence)
  const tokens = folded.match(/[\p{L}\p{N}%]+(?:['-][\p{L}\p{N}]+)*/gu) ?? []
  const found = conceptsIn(tokens, dictionaryOf(language))
  const marks = signsOf(sentence, folded, tokens.length)
  addTogether(marks, found)
  addOrder(marks, found)
  return marks
}

/** Which concepts there are, and which stand in one sentence. */
function addTogether(marks: string[], found: readonly (readonly string[])[]): void {
  const kinds = [...new Set(found.flat())].sort()
  marks.push(...kinds)
  for (const [at, one] of kinds.entries()) {
    const last = Math.min(kinds.length, at + 1 + mostPairs)
    for (let other = at + 1; other < last; other++) marks.push(paired('+', one, kinds[other] ?? ''))
  }
}

/** Which come first, and which follow each other. */
function addOrder(marks: string[], found: readonly (readonly string[])[]): void {
  for (const first of found[0] ?? []) marks.push(paired('^', '', first))
  for (const [at, here] of found.entries()) {
    const next = found[at + 1] ?? []
    for (const one of here) for (const other of next) marks.push(paired('>', one, other))
  }
}

type Sign = '+' | '>' | '^'
const pairs: Record<Sign, Map<string, Map<string, string>>> = { '+': new Map(), '>': new Map(), '^': new Map() }

/** Made once: a string that was seen before is found by its address, a new one by its letters. */
function paired(sign: Sign, one: string, other: string): string {
  let row = pairs[sign].get(one)
  if (!row) pairs[sign].set(one, (row = new Map()))
  let name = row.get(other)
  if (name === undefined) row.set(other, (name = `${one}${sign}${other}`))
  return name
}

const mostPairs = 14

interface Dictionary {
  exact: Map<string, string[]>
  prefixes: Map<string, string[]>
  endings: [ending: string, concept: string][]
  /** By their first word: all words, and the concept. The last word may go on. */
  phrases: Map<string, [words: string[], concept: string][]>
  known: Map<string, readonly string[]>
}

const files: Record<Language, Record<string, string>> = { en, el, es }
const dictionaries = new Map<Language, Dictionary>()

function dictionaryOf(language: Language): Dictionary {
  const made = dictionaries.get(language) ?? readDictionary(files[language])
  dictionaries.set(language, made)
  return made
}

function readDictionary(file: Record<string, string>): Dictionary {
  const dictionary: Dictionary = { exact: new Map(), prefixes: new Map(), endings: [], phrases: new Map(), known: new Map() }
  for (const [concept, entries] of Object.entries(file))
    for (const entry of fold(entries).split(/\s+/)) addEntry(dictionary, entry, concept)
  return dictionary
}

function addEntry({ exact, prefixes, endings, phrases }: Dictionary, entry: string, concept: string): void {
  const words = entry.replace(/^[=~]/, '').split('_').filter(Boolean)
  const [first] = words
  if (first === undefined) return
  if (words.length > 1) phrases.set(first, [...(phrases.get(first) ?? []), [words, concept]])
  else if (entry.startsWith('~')) endings.push([first, concept])
  else {
    const kind = entry.startsWith('=') ? exact : prefixes
    kind.set(first, [...(kind.get(first) ?? []), concept])
  }
}

/** For each place of the sentence that says something, its concepts. */
function conceptsIn(tokens: string[], dictionary: Dictionary): (readonly string[])[] {
  const found: (readonly string[])[] = []
  for (const [at, token] of tokens.entries()) {
    const own = conceptsOf(token, dictionary)
    const phrases = (dictionary.phrases.get(token) ?? []).filter(([words]) => begins(tokens, at, words)).map(([, concept]) => concept)
    if (own.length + phrases.length > 0) found.push(phrases.length > 0 ? [...new Set([...own, ...phrases])] : own)
  }
  return found
}

const begins = (tokens: string[], at: number, words: string[]): boolean =>
  words.every((word, after) => {
    const token = tokens[at + after] ?? ''
    return after === words.length - 1 && word.length > 3 ? token.startsWith(word) : token === word
  })

function conceptsOf(token: string, { exact, prefixes, endings, known }: Dictionary): readonly string[] {
  const before = known.get(token)
  if (before) return before
  const found = new Set(exact.get(token))
  for (let length = 2; length <= token.length; length++)
    for (const concept of prefixes.get(token.slice(0, length)) ?? []) found.add(concept)
  for (const [ending, concept] of endings) if (token.length > ending.length + 1 && token.endsWith(ending)) found.add(concept)
  if (known.size > 20_000) known.clear()
  known.set(token, [...found])
  return [...found]
}

const signs: Record<string, RegExp> = {
  asks: /\?|;\s*$/,
  exclaims: /!/,
  ellipsis: /\.\.\.|…/,
  mail: /\S@\S+\.\S/,
  phone: /(?:\+?\d[\s().-]?){7,}/,
  clock: /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?(?:am|pm|h|π\.?μ|μ\.?μ)\b/,
  date: /\b\d{1,2}[/.-]\d{1,2}\b/,
  amount: /[€$£]\s?\d|\d\s?(?:€|euro|ευρω|£|\$)/,
  percent: /%/,
  figure: /\d/,
  link: /https?:|www\./,
  code: /\b[a-z]{1,4}-?\d{3,}/,
  quotes: /["«»]/,
}

const signList = Object.entries(signs).map(([sign, pattern]) => ({ mark: `!${sign}`, pattern }))
// Most sentences have no four signs in a row that are neither small letters nor space.
const mayShout = /[^\sa-zα-ωά-ώ]{4}/

function signsOf(sentence: string, folded: string, words: number): string[] {
  const found: string[] = []
  for (const { mark, pattern } of signList) if (pattern.test(folded)) found.push(mark)
  if (mayShout.test(sentence) && /(?<!\p{L})\p{Lu}{4,}(?!\p{L})/u.test(sentence)) found.push('!capitals')
  found.push(words <= 4 ? '!shortest' : words <= 8 ? '!short' : words <= 16 ? '!middling' : '!long')
  return found
}
