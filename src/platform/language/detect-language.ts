import { fold } from '../fold.ts'
import greekWords from './words-el-latin.json' with { type: 'json' }
import lists from './words-of-languages.json' with { type: 'json' }

/** What a text is written in: an ISO 639-1 code; `latin` for Greek in Latin letters; how sure that is, 0–1. */
export interface FoundLanguage {
  language: string | null
  latin: boolean
  sure: number
}

/** The language of a text or a sentence, by its letters and its small words; null where neither says anything. */
export function languageOf(text: string): FoundLanguage {
  return languageBy(evidenceIn(text), text)
}

/** The language of each stretch of a text, and of all of them together, read once. */
export function languagesOf(
  text: string,
  stretches: readonly { start: number; end: number }[],
): { whole: FoundLanguage; each: (at: number) => FoundLanguage } {
  const all: Evidence = { latin: 0, greek: 0, others: 0, words: 0, scores: new Float64Array(names.length) }
  const each = stretches.map(({ start, end }) => {
    const evidence = evidenceIn(text.slice(start, end))
    all.latin += evidence.latin
    all.greek += evidence.greek
    all.others += evidence.others
    all.words += evidence.words
    for (let place = 0; place < names.length; place += 1) all.scores[place] = (all.scores[place] ?? 0) + (evidence.scores[place] ?? 0)
    return evidence
  })
  const textOf = (at: number) => text.slice(stretches[at]?.start, stretches[at]?.end)
  return { whole: languageBy(all, text), each: (at) => languageBy(each[at] ?? all, textOf(at)) }
}

/** What speaks for a language: letters by their script, words that were read, and how much they and the accents say for each. */
interface Evidence {
  latin: number
  greek: number
  others: number
  words: number
  scores: Float64Array
}

function evidenceIn(text: string): Evidence {
  const sample = text.length > longest ? text.slice(0, longest) : text
  const letters = countLetters(sample)
  const scores = new Float64Array(names.length)
  return { ...letters, scores, words: letters.latin > 0 && scriptBy(letters, sample) === 'Latin' ? scoreWords(sample, scores) : 0 }
}

function languageBy(evidence: Evidence, text: string): FoundLanguage {
  const script = scriptBy(evidence, text)
  if (script === null) return unknown
  if (script !== 'Latin') return { language: languageOfScript[script] ?? null, latin: false, sure: script === 'Greek' ? 1 : 0.7 }
  return verdict(evidence.scores, evidence.words)
}

const longest = 4_000
const unknown: FoundLanguage = { language: null, latin: false, sure: 0 }

const scripts = {
  Latin: /\p{Script=Latin}/gu,
  Greek: /\p{Script=Greek}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Han: /\p{Script=Han}/gu,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Hangul: /\p{Script=Hangul}/gu,
  Armenian: /\p{Script=Armenian}/gu,
  Georgian: /\p{Script=Georgian}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Thai: /\p{Script=Thai}/gu,
} as const
type Script = keyof typeof scripts
const languageOfScript: Partial<Record<Script, string>> = {
  Greek: 'el',
  Cyrillic: 'ru',
  Arabic: 'ar',
  Hebrew: 'he',
  Han: 'zh',
  Kana: 'ja',
  Hangul: 'ko',
  Armenian: 'hy',
  Georgian: 'ka',
  Devanagari: 'hi',
  Thai: 'th',
}

/** The script of most letters. Greek wins from a third on: names, addresses and products are Latin in Greek letters, too. */
function scriptBy({ latin, greek, others }: Pick<Evidence, 'latin' | 'greek' | 'others'>, text: string): Script | null {
  if (others === 0 && latin + greek === 0) return null
  const letters = latin + greek + others
  if (greek > letters / 3) return 'Greek'
  if (latin > letters / 2) return 'Latin'
  const counts = (Object.keys(scripts) as Script[]).map((name) => ({
    name,
    share: (text.slice(0, longest).match(scripts[name])?.length ?? 0) / letters,
  }))
  const [most] = counts.toSorted((one, other) => other.share - one.share)
  return most && most.share > 0.4 ? most.name : null
}

/** By the blocks of the common letters; the rest is asked one by one, and is rare. */
function countLetters(text: string) {
  const count = { latin: 0, greek: 0, others: 0 }
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x250) count.latin += isLatin(code) ? 1 : 0
    else if ((code >= 0x370 && code < 0x400) || (code >= 0x1f00 && code < 0x2000)) count.greek += 1
    else if (/[\p{L}\ud800-\udbff]/u.test(text.charAt(at))) count.others += 1
  }
  return count
}

const isLatin = (code: number): boolean => ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 0xc0 && code !== 0xd7 && code !== 0xf7)

const greeklish = 'el-latin'
const owners = new Map<string, string[]>()
for (const [language, words] of Object.entries({ ...lists, [greeklish]: greekWords.words })) {
  for (const word of words.split(' ')) owners.set(word, [...new Set([...(owners.get(word) ?? []), language])])
}

/** Adds what the words and accents say to the scores; answers how many words there were. */
function scoreWords(text: string, scores: Float64Array): number {
  const words = fold(text).match(/[a-zñ']+|[a-z]*\d[a-z]+/g) ?? []
  for (const word of words) for (const { language, much } of saysOfWord(word)) scores[language] = (scores[language] ?? 0) + much
  if (/[^\0-\x7f]|sch|['’]|zione/.test(text)) addMarks(text, scores)
  return words.length
}

interface Says {
  /** Its place in the list of names. */
  language: number
  much: number
}

// Words come again and again: what each says is kept.
const known = new Map<string, readonly Says[]>()
const mostKnown = 20_000
const nothing: readonly Says[] = []

function saysOfWord(word: string): readonly Says[] {
  const before = known.get(word)
  if (before) return before
  const own = owners.get(word) ?? []
  // A word that several languages share says less.
  const says: Says[] = own.map((language) => ({ language: names.indexOf(language), much: 1 / own.length }))
  if (looksGreek(word)) says.push({ language: names.indexOf(greeklish), much: 0.6 })
  const kept = says.length === 0 ? nothing : says
  if (known.size >= mostKnown) known.clear()
  if (word.length < 40) known.set(word, kept)
  return kept
}

interface Mark {
  language: string
  pattern: RegExp
  /** One of these letters, or this word, must be there for the pattern to fit anywhere. */
  letters: RegExp
  word?: RegExp
}

// Letters that only some languages write.
const marks: readonly Mark[] = [
  { language: 'es', pattern: /[ñ¿¡]|ción(?!\p{L})|[áíóú](?=\p{L}*(?:\s|$))/giu, letters: /[ñ¿¡áíóú]/iu },
  { language: 'fr', pattern: /[çèêœ]|(?<!\p{L})[ldjcqns]['’](?=\p{L})/giu, letters: /[çèêœ'’]/iu },
  { language: 'de', pattern: /[äß]|sch/giu, letters: /[äß]/iu, word: /sch/i },
  { language: 'pt', pattern: /[ãõ]|ção/giu, letters: /[ãõ]/iu },
  { language: 'it', pattern: /zione(?!\p{L})|[òì]/giu, letters: /[òì]/iu, word: /zione/i },
  { language: 'pl', pattern: /[łąęśżź]/giu, letters: /[łąęśżź]/iu },
  { language: 'tr', pattern: /[ğşı]/giu, letters: /[ğşı]/iu },
  { language: 'ro', pattern: /[țșă]/giu, letters: /[țșă]/iu },
]

/** One look at each letter that is there says which patterns have to be asked at all. */
function addMarks(text: string, scores: Float64Array): void {
  let there = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    there |= needed[code] ??= neededBy(String.fromCharCode(code))
  }
  for (const [at, { language, pattern, word }] of marks.entries())
    if (there & (1 << at) || word?.test(text)) {
      const place = names.indexOf(language)
      scores[place] = (scores[place] ?? 0) + 0.8 * (text.match(pattern)?.length ?? 0)
    }
}

const needed: (number | undefined)[] = []
const neededBy = (letter: string): number => marks.reduce((bits, { letters }, at) => bits | (letters.test(letter) ? 1 << at : 0), 0)

const names = [...new Set([...Object.keys(lists), ...marks.map(({ language }) => language), greeklish])]

// Endings and groups of letters that Greek in Latin letters has and the others hardly have.
const greekShapes = new RegExp(greekWords.shapes.join('|'))
const looksGreek = (word: string): boolean => word.length > 3 && greekShapes.test(word)

function verdict(scores: Float64Array, length: number): FoundLanguage {
  const first = scores.indexOf(Math.max(...scores))
  const score = scores[first] ?? 0
  // One ending alone says nothing: «down» is no genitive.
  if (score < 0.75) return unknown
  const second = scores.reduce((most, each, at) => (at === first ? most : Math.max(most, each)), 0)
  const weight = Math.min(1, score / Math.max(1, Math.min(4, length * 0.4)))
  const sure = Math.round(((score - second) / score) * weight * 100) / 100
  const language = names[first] ?? null
  return language === greeklish ? { language: 'el', latin: true, sure } : { language, latin: false, sure }
}
