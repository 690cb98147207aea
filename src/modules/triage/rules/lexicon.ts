import { fold } from '#platform/fold.ts'
import type { Word } from './folded-words.ts'
import { greekKey, latinKeys } from './sound-key.ts'

/**
 * Patterns by group and code, as the lexicon files hold them. A pattern is words in their order: `word` exactly, `stem*` its beginning,
 * `a/b*` one of several, `~` up to two words of anything (`~5`: up to five), all within a sentence. `=2` at the end is its weight (3 unless said).
 * Words are folded, without apostrophes. Several patterns stand in one string with ` | ` between them.
 */
export type LexiconWords = Record<string, Record<string, readonly string[]>>

export interface Hit {
  group: string
  code: string
  weight: number
  start: number
  end: number
  /** The first and the last of its words. */
  first: number
  last: number
  sentence: number
  /** Somebody says that it is not so. */
  negated: boolean
}

export interface Lexicon {
  exact: Map<string, Pattern[]>
  prefixes: Map<string, Pattern[]>
  lengths: number[]
  negators: Set<string>
  /** Read words in Latin letters by the sound of Greek. */
  bySound: boolean
}

interface Pattern {
  group: string
  code: string
  weight: number
  steps: Step[]
}

interface Step {
  exact: string[]
  prefixes: string[]
  /** How many words of anything may stand before it. */
  gap: number
  /** How its words may begin: a glance that settles most. Null where a beginning is a single letter. */
  starts: Set<number> | null
}

/** Lexicon files made ready: every pattern is found by how it begins, so reading takes time by the words, not by the patterns. */
export function lexiconOf(files: readonly LexiconWords[], negators: string, bySound = false): Lexicon {
  const key = bySound ? greekKey : (word: string) => word
  const lexicon: Lexicon = { exact: new Map(), prefixes: new Map(), lengths: [], negators: new Set(negators.split(' ').map(key)), bySound }
  for (const [group, codes] of files.flatMap((file) => Object.entries(file)))
    for (const [code, lines] of Object.entries(codes))
      for (const written of lines.flatMap((line) => fold(line).split(' | '))) add(lexicon, patternOf(written, { group, code, key }))
  lexicon.lengths = [...new Set([...lexicon.prefixes.keys()].map(({ length }) => length))].toSorted((one, other) => one - other)
  return lexicon
}

/** Everything of a lexicon that stands in these words, in their order. Of one code, only the longest hit at a place is kept. */
export function hitsIn(words: readonly Word[], lexicon: Lexicon): Hit[] {
  const keys = words.map(({ text }) => (lexicon.bySound ? latinKeys(text) : [text]))
  const read: Reading = { words, keys, lexicon }
  const hits: Hit[] = []
  for (let at = 0; at < words.length; at += 1) {
    for (const pattern of new Set(keys[at]?.flatMap((key) => beginningWith(lexicon, key)))) {
      const last = lastOf(read, pattern, { at, step: 1 })
      if (last !== null) hits.push(hitOf(read, pattern, { first: at, last }))
    }
  }
  return longestOf(hits)
}

interface Reading {
  words: readonly Word[]
  keys: readonly string[][]
  lexicon: Lexicon
}

function patternOf(written: string, { group, code, key }: { group: string; code: string; key: (word: string) => string }): Pattern {
  const [body = '', weight] = written.split('=')
  const steps: Step[] = []
  let gap = 0
  for (const token of body.trim().split(/\s+/)) {
    if (token.startsWith('~')) gap = Number(token.slice(1) || 2)
    else {
      steps.push({ ...stepOf(token, key), gap })
      gap = 0
    }
  }
  return { group, code, weight: Number(weight ?? 3), steps }
}

function stepOf(token: string, key: (word: string) => string): Omit<Step, 'gap'> {
  const choices = token.split('/')
  const exact = choices.filter((choice) => !choice.endsWith('*')).map(key)
  const prefixes = choices.filter((choice) => choice.endsWith('*')).map((choice) => key(choice.slice(0, -1)))
  const short = prefixes.some(({ length }) => length < 2)
  return { exact, prefixes, starts: short ? null : new Set([...exact, ...prefixes].map(startOf)) }
}

const startOf = (word: string): number => word.charCodeAt(0) * 65_536 + (word.charCodeAt(1) || 0)

function add(lexicon: Lexicon, pattern: Pattern) {
  const put = (where: Map<string, Pattern[]>, word: string) => where.set(word, [...(where.get(word) ?? []), pattern])
  for (const word of pattern.steps[0]?.exact ?? []) put(lexicon.exact, word)
  for (const prefix of pattern.steps[0]?.prefixes ?? []) put(lexicon.prefixes, prefix)
}

function beginningWith({ exact, prefixes, lengths }: Lexicon, word: string): Pattern[] {
  const found = exact.get(word)?.slice() ?? []
  for (const length of lengths) {
    if (length > word.length) break
    const more = prefixes.get(word.slice(0, length))
    if (more) found.push(...more)
  }
  return found
}

/** The last word of the pattern, when the rest of it follows; null when it does not. */
function lastOf(read: Reading, pattern: Pattern, { at, step }: { at: number; step: number }): number | null {
  const next = pattern.steps[step]
  if (!next) return at
  for (let look = at + 1; look <= at + 1 + next.gap && look < read.words.length; look += 1) {
    if (read.words[look]?.sentence !== read.words[at]?.sentence) return null
    const last = matches(read.keys[look] ?? [], next) ? lastOf(read, pattern, { at: look, step: step + 1 }) : null
    if (last !== null) return last
  }
  return null
}

function matches(keys: readonly string[], { exact, prefixes, starts }: Step): boolean {
  for (const key of keys) {
    if (starts !== null && !starts.has(startOf(key))) continue
    if (exact.includes(key) || prefixes.some((prefix) => key.startsWith(prefix))) return true
  }
  return false
}

function hitOf(read: Reading, { group, code, weight }: Pattern, { first, last }: { first: number; last: number }): Hit {
  const { start = 0, sentence = 0 } = read.words[first] ?? {}
  return { group, code, weight, first, last, start, end: read.words[last]?.end ?? start, sentence, negated: isNegated(read, first) }
}

const looksBack = 3
// What stands between a "not" and what follows it, and makes it mean something else.
const turnsBack = new Set([
  ...'and but because so only believe know why longer idea doubt just'.split(' '),
  ...'και αλλα ομως γιατι μονο πιστευω ξερω καταλαβαινω'.split(' '),
  ...'y pero porque solo creer creo entiendo se sabe'.split(' '),
])

function isNegated({ words, keys, lexicon }: Reading, first: number): boolean {
  for (let at = first - 1; at >= Math.max(0, first - looksBack); at -= 1) {
    const word = words[at]
    if (word?.clause !== words[first]?.clause || turnsBack.has(word?.text ?? '')) return false
    if (keys[at]?.some((key) => lexicon.negators.has(key))) return true
  }
  return false
}

function longestOf(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = []
  for (const same of Map.groupBy(hits, ({ group, code }) => `${group}.${code}`).values()) {
    let behind = -1
    for (const hit of same.toSorted((one, other) => one.first - other.first || other.weight - one.weight || other.last - one.last)) {
      if (hit.first <= behind && hit.weight <= (kept.at(-1)?.weight ?? 0)) continue
      if (hit.first <= behind) kept.pop()
      kept.push(hit)
      behind = Math.max(behind, hit.last)
    }
  }
  return kept.toSorted((one, other) => one.start - other.start)
}
