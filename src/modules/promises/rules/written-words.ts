import { remembering } from '#modules/tone/rules/remember.ts'
import { fold } from '#platform/fold.ts'

/** A word, a figure or a mark of a text, as it was written (lower case), folded, and where: [start, end) in UTF-16 units. */
export interface WrittenWord {
  start: number
  end: number
  written: string
  folded: string
}

/** The words, figures and marks of [from, to) of a text, in order. Linear in its length. */
export function wordsIn(text: string, from = 0, to = text.length): WrittenWord[] {
  const within = text.slice(0, to)
  const found: WrittenWord[] = []
  for (let start = from; start < to; ) {
    const end = endOfPiece(within, start)
    if (end > start) {
      const { written, folded } = spelling(within.slice(start, end))
      found.push({ start, end, written, folded })
    }
    start = Math.max(end, start + 1)
  }
  return found
}

const spelling = remembering((piece: string): Pick<WrittenWord, 'written' | 'folded'> => {
  const lower = piece.toLowerCase()
  const written = otherQuotes.test(lower) ? lower.replaceAll(/[’‘ʼ´`]/g, "'") : lower
  return { written, folded: fold(written) }
}, 10_000)

const otherQuotes = /[’‘ʼ´`]/

// What a character begins: nothing, what is written over a letter, ink of its own, a word, a word or «a.m.», or what only the patterns tell.
const [space, accent, ink, letter, half, asked] = [1, 2, 3, 4, 5, 6] as const
const sorts: (number | undefined)[] = []
const sortAt = (text: string, at: number): number => (at < text.length ? (sorts[text.charCodeAt(at)] ??= sortOf(text.charAt(at))) : space)

function sortOf(char: string): number {
  if (/[\d\ud800-\udbff]/.test(char)) return asked
  if (/[\s\udc00-\udfff]/.test(char)) return space
  if (/\p{M}/u.test(char)) return accent
  if (/[apπμ]/iu.test(char)) return half
  return /\p{L}/u.test(char) ? letter : ink
}

const isLetter = (sort: number): boolean => sort === letter || sort === half

/** Where the piece ends that begins at a place; there itself where none does. Most are plain words and need no pattern. */
function endOfPiece(text: string, start: number): number {
  const sort = sortAt(text, start)
  if (sort <= accent) return start
  if (sort === ink) return start + 1
  if (sort === letter || (sort === half && text.charAt(start + 1) !== '.')) return endOfWord(text, start)
  pieces.lastIndex = start
  return pieces.test(text) ? pieces.lastIndex : start
}

function endOfWord(text: string, start: number): number {
  let at = start + 1
  while (isLetter(sortAt(text, at)) || sortAt(text, at) === accent) at += 1
  while (isApostrophe(text.charCodeAt(at)) && isLetter(sortAt(text, at + 1))) {
    at += 2
    while (isLetter(sortAt(text, at))) at += 1
  }
  return at
}

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019

// A day as figures, an hour as figures, abbreviations of the halves of a day; then words, figures, and whatever else leaves ink.
const pieces =
  /\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[/-]\d{1,2}(?:[/-](?:\d{4}|\d{2}))?(?![/\d-])|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?!\d)|\d{1,2}:\d{2}(?!\d)|\d{1,2}\.\d{2}(?= ?(?:[ap]\.?m|[πμ]\.?μ))|[ap]\. ?m\.?(?!\p{L})|[πμ]\. ?μ\.?(?!\p{L})|\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|[^\s\p{M}]/iuy
