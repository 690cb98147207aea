import { stemmer as englishStem } from '@orama/stemmers/english'
import { stemmer as greekStem } from '@orama/stemmers/greek'
import { stemmer as spanishStem } from '@orama/stemmers/spanish'
import { fold } from '../fold.ts'

/** A text, and what is known of it besides its words. */
export interface Told {
  text: string
  /** Of Latin letters the stems are English when it is not said. */
  language?: string | null
  /** Whatever else whoever asks has found in it, as words of their own. */
  marks?: readonly string[]
}

/** Hashes of 32 bits, with repetition: stems and pairs of stems; runs of letters inside words; marks. */
export interface TextFeatures {
  words: number[]
  grams: number[]
  marks: number[]
}

/** What is there to be learned from in a text: its stems, pairs of neighbouring and nearly neighbouring stems, and runs of four letters. */
export function featuresOf({ text, language, marks }: Told): TextFeatures {
  const features: TextFeatures = { words: [], grams: [], marks: (marks ?? []).map(hashOfMark) }
  const { words, grams } = features
  let last = beginning
  let before = 0
  for (const token of fold(text).match(tokens) ?? []) {
    const known = knownWord(token, language)
    words.push(known.stem, mix(last, known.stem))
    if (before !== 0) words.push(mix(before ^ skipped, known.stem))
    for (const gram of known.grams) grams.push(gram)
    before = last
    last = known.stem
  }
  if (last !== beginning) words.push(mix(last, ending))
  return features
}

// A word, with the apostrophe inside it; or a mark that says how a sentence is meant.
const tokens = /[\p{L}\p{N}\p{M}]+(?:'\p{L}+)*|[?!;€$£%@]/gu
const [beginning, ending, skipped] = [0x2545f491, 0x51ed270b, 0x3ade68b1]

const knownMarks = new Map<string, number>()

function hashOfMark(mark: string): number {
  const found = knownMarks.get(mark)
  if (found !== undefined) return found
  if (knownMarks.size > mostKnown) knownMarks.clear()
  const hash = hashOf(`:${mark}`)
  knownMarks.set(mark, hash)
  return hash
}

interface KnownWord {
  stem: number
  grams: readonly number[]
}

// Words come again and again; the oldest half goes when there are too many.
const mostKnown = 40_000
const longestWord = 40
// Measured: runs of 3, 4 and 5 letters together are no better than those of 4 alone, and twice the work.
const gram = 4
const known = new Map<string, Map<string, KnownWord>>()

function knownWord(word: string, language: string | null | undefined): KnownWord {
  const tongue = language === 'es' ? 'es' : 'en'
  let all = known.get(tongue)
  if (!all || all.size >= mostKnown) known.set(tongue, (all = new Map([...(all ?? [])].slice(mostKnown / 2))))
  const found = all.get(word)
  if (found) return found
  const shaped = word.slice(0, longestWord).replace(/\p{N}/gu, '0')
  const made = { stem: hashOf(`=${stemOf(shaped, tongue)}`), grams: gramsOf(`<${shaped}>`) }
  all.set(word, made)
  return made
}

// The script says Greek by itself; of Latin letters the language must be told, and is English when it is not.
function stemOf(word: string, tongue: string): string {
  if (/[^\p{L}]/u.test(word)) return word
  if (/[α-ω]/.test(word)) return greekStem(word)
  return tongue === 'es' ? spanishStem(word) : englishStem(word)
}

function gramsOf(word: string): number[] {
  const grams: number[] = []
  for (let at = 0; at + gram <= word.length; at++) grams.push(hashOf(word.slice(at, at + gram)))
  return grams
}

/** FNV-1a, its bits stirred at the end so that the upper ones can serve as an address. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix(hash, text.length)
}

function mix(one: number, other: number): number {
  let mixed = Math.imul(one ^ Math.imul(other, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
