import { fold } from '#platform/fold.ts'
import { soundOf, stemOf } from './sound.ts'
import type { PersonalKind, PersonalSpan } from './spans.ts'

/** A word of a text, and how it is written. */
export interface Token {
  word: string
  sound: string
  start: number
  end: number
  large: boolean
}

const wordShape = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*/gu

/** The words of a text, with their places. */
export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(wordShape)].map((match) => ({
    word: match[0],
    sound: soundOf(match[0].replace(/['’]s$/i, '')),
    start: match.index,
    end: match.index + match[0].length,
    large: /^\p{Lu}/u.test(match[0]),
  }))

// They stand beside names, and name nobody.
const noNames = new Set(
  fold(
    `mr mrs ms miss mx dr sir madam prof the and of de del la las los el y e i van von der den al bin st saint
    κ κος κα κυριος κυρια κυριου κυριας κυριε δρ ο η οι του της των και sr sra srta don doña señor señora dear estimado estimada αγαπητε αγαπητη αξιοτιμε αξιοτιμη`,
  ).split(/\s+/),
)

interface KnownWord {
  sound: string
  stem: string
}

/** The words of names, each ready to be found in any spelling. */
export function wordsOfNames(names: readonly string[]): KnownWord[] {
  const words = names.flatMap((name) => [...(name.match(/[\p{L}\p{M}'’]+/gu) ?? []), ...(name.match(/[\p{L}\p{M}]+/gu) ?? [])])
  const sounds = new Set(words.filter((word) => word.length > 1 && !noNames.has(fold(word))).map(soundOf))
  return [...sounds].filter((sound) => sound.length > 1).map((sound) => ({ sound, stem: stemOf(sound) }))
}

const isGreek = (word: string): boolean => /\p{Script=Greek}/u.test(word)

/** Whether a word of a text is a form of this word of a name: inflected, in other letters, or inside a longer one. */
function isFormOf(token: Token, { sound, stem }: KnownWord): boolean {
  if (sound.length < 3) return token.large && token.sound === sound
  if (token.sound === sound || stemOf(token.sound) === stem) return true
  if (sound.length >= 5 && token.sound.includes(sound)) return true
  return isLonger(token.sound, stem) && (token.large || isGreek(token.word))
}

const isLonger = (sound: string, stem: string): boolean => stem.length >= 4 && sound.startsWith(stem) && sound.length - stem.length <= 4

/** Many words at once: exact forms by a table, the rest one by one where there are few. */
function finder(known: readonly KnownWord[]): (token: Token) => boolean {
  const sounds = new Set(known.map(({ sound }) => sound))
  const stems = new Set(known.filter(({ sound }) => sound.length > 2).map(({ stem }) => stem))
  const isFew = known.length <= fewWords
  return (token) => {
    if (token.word.length < 2 || noNames.has(fold(token.word))) return false
    if (sounds.has(token.sound) && (token.large || token.sound.length > 2)) return true
    return stems.has(stemOf(token.sound)) || (isFew && known.some((word) => isFormOf(token, word)))
  }
}

const fewWords = 120

const spanOf = (kind: PersonalKind, { start, end }: Token): PersonalSpan => ({ kind, start, end })

/** The words of known people's names, wherever and however they stand. */
export function knownNamesIn(tokens: readonly Token[], names: readonly string[], kind: PersonalKind = 'NAME'): PersonalSpan[] {
  const isKnown = finder(wordsOfNames(names))
  return tokens.filter(isKnown).map((token) => spanOf(kind, token))
}

/** The names of all who work here: written large, or beside each other. What is an ordinary word as well stays. */
export function colleaguesIn(tokens: readonly Token[], names: readonly string[]): PersonalSpan[] {
  const isKnown = finder(wordsOfNames(names))
  const found = tokens.map(isKnown)
  return tokens.filter((token, at) => found[at] && (token.large || found[at - 1] || found[at + 1])).map((token) => spanOf('NAME', token))
}

/** Of a name's initials before or behind it: `A. Lindqvist`, `Ada L.` */
export const withInitials = (text: string, span: PersonalSpan): PersonalSpan => {
  const before = /(?:(?<!\p{L})\p{Lu}\.[ \t]?){1,3}$/u.exec(text.slice(Math.max(0, span.start - 12), span.start))?.[0] ?? ''
  const after = /^[ \t]\p{Lu}\.(?!\p{L})/u.exec(text.slice(span.end, span.end + 3))?.[0] ?? ''
  return { ...span, start: span.start - before.length, end: span.end + after.length }
}
