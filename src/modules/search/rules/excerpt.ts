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
export function excerptOf(text: string, wanted: Wanted): Excerpt {
  const flat = text.replace(/\s/g, ' ').trimEnd()
  const [hits, start, end] = hitsIn(flat, wanted)
  const lead = start > 0 ? ellipsis : ''
  const marks = hits.map((hit): [number, number] => [hit.start - start + lead.length, hit.end - start + lead.length])
  return { excerpt: `${lead}${flat.slice(start, end)}${end < flat.length ? ' …' : ''}`, marks }
}

/** The wanted words, by how they begin: a text has many words, and most begin otherwise. */
export interface Wanted {
  numbers: string[]
  beginnings: Map<string, string[]>
}

const beginning = 4

export function wantedOf(words: readonly string[]): Wanted {
  const letters = words.filter((word) => !/\d/.test(word))
  return { numbers: words.filter((word) => /\d/.test(word)), beginnings: Map.groupBy(letters, (word) => word.slice(0, beginning)) }
}

const isWanted = ({ numbers, beginnings }: Wanted, folded: string): boolean =>
  numbers.some((number) => sameWord(number, folded)) ||
  (beginnings.get(folded.slice(0, beginning))?.some((word) => sameWord(word, folded)) ?? false)

/** The first hit decides where the excerpt begins; nothing is read beyond its end. */
function hitsIn(flat: string, wanted: Wanted): [hits: Word[], start: number, end: number] {
  const hits: Word[] = []
  let [start, end] = [0, flat.length]
  for (const word of wordsOf(flat)) {
    if (word.end > end) break
    if (!isWanted(wanted, word.folded)) continue
    if (hits.length === 0) {
      start = startBefore(flat, word.start)
      end = endAfter(flat, start)
    }
    if (word.end <= end) hits.push(word)
  }
  return [hits, start, hits.length === 0 ? endAfter(flat, 0) : end]
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

function* wordsOf(text: string): Generator<Word> {
  const whole = fold(text)
  // As a rule folding changes no lengths: then one pass does for all words.
  const aligned = whole.length === text.length
  for (const { 0: word, index: start } of text.matchAll(wordPattern)) {
    const end = start + word.length
    yield { start, end, folded: aligned ? whole.slice(start, end) : fold(word) }
  }
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
