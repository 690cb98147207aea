import type { JudgedSentence, JudgedText } from '../judged-text.ts'
import { remembering } from '../remember.ts'
import type { Finding } from './finding.ts'

/** The form of a text: no shouting, one exclamation mark at most, sentences that can be read at once. */
export function checkForm(text: JudgedText): Finding[] {
  return [...text.sentences.flatMap(shouted), ...exclamations(text), ...text.sentences.flatMap(longSentence), ...hardText(text)]
}

// Three or more words of capitals in a row; one or two may be a name or a code.
const shouting = /(?<![\p{L}\p{N}-])\p{Lu}[\p{Lu}\p{M}'’]+(?:[\s,;:!?…-]+\p{Lu}[\p{Lu}\p{M}'’]*){2,}(?![\p{L}\p{N}-])/gu

// Most sentences have no two signs in a row that are neither small letters nor space.
const mayShout = /[^\sa-zα-ωά-ώ]{2}/

const shoutsIn = remembering((written: string) =>
  (mayShout.test(written) ? [...written.matchAll(shouting)] : [])
    .filter(([words]) => words.replaceAll(/\P{L}/gu, '').length >= 9)
    .map((match) => ({ from: match.index, to: match.index + match[0].length })),
)

const shouted = ({ written, start }: JudgedSentence): Finding[] =>
  shoutsIn(written).map(({ from, to }) => ({ rule: 'capitals', category: 'form', severity: 2, start: start + from, end: start + to }))

function exclamations({ sentences }: JudgedText): Finding[] {
  const marks = sentences.flatMap(({ start, folded, map }) =>
    [...folded.matchAll(/!/g)].map((mark) => start + map.origin(mark.index, mark.index + 1).start),
  )
  const [, second] = marks
  const last = marks.at(-1)
  if (second === undefined || last === undefined) return []
  return [{ rule: 'exclamation_marks', category: 'form', severity: 1, start: second, end: second + 1, data: { count: marks.length } }]
}

const longest = 45
const wordsIn = remembering((written: string) => written.match(/[\p{L}\p{N}]+/gu)?.length ?? 0)

function longSentence({ written, start, end }: JudgedSentence): Finding[] {
  const count = wordsIn(written)
  return count > longest ? [{ rule: 'long_sentence', category: 'form', severity: 1, start, end, data: { count } }] : []
}

const enoughWords = 80

/** Reading ease of a text of at least eighty words: Flesch (en), Fernández Huerta (es), LIX turned round (el). 0 is hard, 100 easy; null for less. */
export function readingEase({ sentences, language }: JudgedText): number | null {
  const counts = sentences.map(({ folded }) => countsOf(folded))
  const sum = (what: keyof ReturnType<typeof countsOf>) => counts.reduce((total, count) => total + count[what], 0)
  const words = sum('words')
  if (words < enoughWords) return null
  const perSentence = words / sentences.length
  if (language === 'el') return 130 - (perSentence + (100 * sum('long')) / words) * 1.25
  const perWord = sum(language === 'en' ? 'english' : 'syllables') / words
  return language === 'es' ? 206.84 - 60 * perWord - 1.02 * perSentence : 206.835 - 84.6 * perWord - 1.015 * perSentence
}

const countsOf = remembering((folded: string) => {
  const words = folded.match(/\p{L}+/gu) ?? []
  return {
    words: words.length,
    long: words.filter((word) => word.length > 7).length,
    syllables: words.reduce((total, word) => total + groupsOfVowels(word), 0),
    // A final e is silent in English, and so is that of -ed.
    english: words.reduce((total, word) => total + Math.max(1, groupsOfVowels(word) - (/[^l]e$|[^aeiou]ed$/.test(word) ? 1 : 0)), 0),
  }
})

const groupsOfVowels = (word: string): number => Math.max(1, word.match(/[aeiouy]+/g)?.length ?? 1)

const hardBelow = { en: 40, es: 45, el: 45 } as const

function hardText(text: JudgedText): Finding[] {
  const limit = hardBelow[text.language as keyof typeof hardBelow] ?? null
  const ease = limit === null ? null : readingEase(text)
  if (limit === null || ease === null || ease >= limit) return []
  return [{ rule: 'hard_to_read', category: 'form', severity: 1, start: 0, end: 0, data: { ease: Math.round(ease) } }]
}
