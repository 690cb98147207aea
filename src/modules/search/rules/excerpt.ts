import { fold } from '#platform/fold.ts'

export interface Excerpt {
  excerpt: string
  marks: [number, number][]
}

interface Word {
  start: number
  end: number
  folded: string
}

const longest = 220
const before = 60
const ellipsis = '… '

/** The part of a text around the first of the wanted (folded) words, with the place of each in it. */
export function excerptOf(text: string, wanted: readonly string[]): Excerpt {
  const flat = text.replace(/\s/g, ' ').trimEnd()
  const hits = wordsOf(flat).filter(({ folded }) => wanted.some((word) => sameWord(word, folded)))
  const start = startBefore(flat, hits[0]?.start ?? 0)
  const end = endAfter(flat, start)
  const lead = start > 0 ? ellipsis : ''
  const marks = hits
    .filter((hit) => hit.start >= start && hit.end <= end)
    .map((hit): [number, number] => [hit.start - start + lead.length, hit.end - start + lead.length])
  return { excerpt: `${lead}${flat.slice(start, end)}${end < flat.length ? ' …' : ''}`, marks }
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

function wordsOf(text: string): Word[] {
  const found = [...text.matchAll(wordPattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, word: match[0] }))
  const whole = fold(text)
  // As a rule folding changes no lengths: then one pass does for all words.
  const aligned = whole.length === text.length
  return found.map(({ start, end, word }) => ({ start, end, folded: aligned ? whole.slice(start, end) : fold(word) }))
}

/** Two forms of one word: alike but for a short ending. A number is found by any part of it. */
export function sameWord(wanted: string, found: string): boolean {
  if (wanted === found) return true
  if (/\d/.test(wanted)) return wanted.length > 2 && found.includes(wanted)
  const alike = commonStart(wanted, found)
  const [short, long] = [Math.min(wanted.length, found.length), Math.max(wanted.length, found.length)]
  return alike >= Math.max(4, short - 2) && long - alike <= 4
}

function commonStart(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at
}

function startBefore(text: string, hit: number): number {
  if (hit <= before) return 0
  const blank = text.indexOf(' ', hit - before)
  return blank >= 0 && blank < hit ? blank + 1 : hit
}

function endAfter(text: string, start: number): number {
  if (text.length <= start + longest) return text.length
  const blank = text.lastIndexOf(' ', start + longest)
  return blank > start ? blank : start + longest
}
