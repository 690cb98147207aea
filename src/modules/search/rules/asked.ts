import { fold, greekFromLatin, words } from '#platform/fold.ts'

/** More is not read: nobody searches for a page of text. */
const longest = 400

/** What somebody typed, without what PostgreSQL cannot hold. */
export const questionOf = (typed: string): string =>
  typed
    .slice(0, longest * 4)
    .replaceAll('\0', ' ')
    .toWellFormed()
    .trim()
    .slice(0, longest)
    .toWellFormed()

const shortestCode = 3
const mostCodes = 3

/** The parts of numbers in a question, bare: what is written in groups is one, unless words stand beside it. */
export function codesIn(question: string): string[] {
  const pieces = fold(question).split(/\s+/).filter(Boolean)
  const numbered = pieces.filter((piece) => /\d/.test(piece))
  const together = numbered.length > 0 && pieces.every((piece) => /\d/.test(piece) || piece === 'rd')
  const codes = (together ? [pieces.join('')] : numbered).map(bare)
  return [...new Set(codes)].filter((code) => code.length >= shortestCode && code.length <= 60).slice(0, mostCodes)
}

const bare = (text: string): string => words(text).join('')

/** The complaint number that a code spells out, dashes or not. */
export function numberOf(code: string): string | null {
  const [, year, counter, check] = /^(?:rd)?(\d{4})(\d{6,12})(\d)$/.exec(code) ?? []
  return year ? `RD-${year}-${counter}-${check}` : null
}

/** How a code stands among `search_documents.codes`: a part of anything, or, led by a year or by zeros, the beginning of a number. */
export function codePatterns(code: string): string[] {
  const digits = /^(?:rd)?(\d+)$/.exec(code)?.[1]
  const led = digits && /^(?:20\d\d(?=\d{3})0*|0+)(\d+)$/.exec(digits)?.[1]
  return [...new Set([`%${code}%`, ...(digits && code !== digits ? [`%${digits}%`] : []), ...(led ? [`%#${led}%`] : [])])]
}

const mostWords = 12
const spellings = 24

/** The folded words to look for in a text; those in Latin letters also as Greek. */
export function wantedWords(question: string): string[] {
  const asked = words(fold(question)).slice(0, mostWords)
  return [...new Set(asked.flatMap((word) => [word, ...(/^[a-z]{3,20}$/.test(word) ? greekFromLatin(word, spellings) : [])]))]
}
