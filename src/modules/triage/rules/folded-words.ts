import { fold } from '#platform/fold.ts'

/** A word as rules read it: folded, without apostrophes, look-alike letters of another script undone. Offsets are those of the text as it came. */
export interface Word {
  text: string
  start: number
  end: number
  /** Which sentence, and which part of it between commas, counted from 0. */
  sentence: number
  clause: number
  /** Written in capitals though it is no short code. */
  shouted: boolean
}

interface Folded {
  text: string
  /** For each character of the folded text: where what it came from begins, and ends. */
  starts: Int32Array
  ends: Int32Array
}

/** The text folded, with the way back to the original offsets. */
export function foldedText(text: string): Folded {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < text.length; ) {
    const end = pieceEnd(text, at)
    const folded = foldedPiece(text, at, end)
    for (let letter = 0; letter < folded.length; letter += 1) {
      starts.push(at)
      ends.push(end)
    }
    parts.push(folded)
    at = end
  }
  return { text: parts.join(''), starts: Int32Array.from(starts), ends: Int32Array.from(ends) }
}

/** The words of a text in their order. */
export function wordsIn(text: string): Word[] {
  const folded = foldedText(text)
  const found: Word[] = []
  const place = { sentence: 0, clause: 0, behind: 0 }
  for (const match of folded.text.matchAll(wordShape)) {
    moveOver(place, folded.text.slice(place.behind, match.index))
    place.behind = match.index + match[0].length
    const start = folded.starts[match.index] ?? 0
    const end = folded.ends[place.behind - 1] ?? start
    const written = text.slice(start, end)
    found.push({ text: plain(match[0]), start, end, sentence: place.sentence, clause: place.clause, shouted: isShouted(written) })
  }
  return found
}

// Letters carry their accents with them: what follows a letter and is a mark belongs to it.
const cluster = /[^\p{M}]\p{M}{0,40}|\p{M}{1,40}/suy

function pieceEnd(text: string, at: number): number {
  const next = text.charCodeAt(at + 1)
  const alone = Number.isNaN(next) || next < 0x300
  if (alone && text.charCodeAt(at) < 0x2000) return at + 1
  if (text.charCodeAt(at) < 0x2000 && next > 0x36f && next < 0x483) return at + 1
  cluster.lastIndex = at
  return at + (cluster.exec(text)?.[0].length ?? 1)
}

// What one letter folds to, by its code; made as letters come.
const single: string[] = []

function foldedPiece(text: string, at: number, end: number): string {
  if (end - at > 1) return fold(text.slice(at, end))
  const code = text.charCodeAt(at)
  const before = single[code]
  if (before !== undefined) return before
  const folded = fold(text.charAt(at))
  if (code < 0x2000) single[code] = folded
  return folded
}

// Asterisks hide letters of rude words; an apostrophe stands within a word.
const wordShape = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[*'@$](?=[\p{L}\p{N}*'@$]))*\**/gu

const endsSentence = /[.!?;…\n\r·¿¡。！？]/u
const endsClause = /[,:()[\]"–—-]/u

function moveOver(place: { sentence: number; clause: number }, between: string) {
  if (between === ' ') return
  if (endsSentence.test(between)) {
    place.sentence += 1
    place.clause += 1
  } else if (endsClause.test(between)) place.clause += 1
}

const isShouted = (written: string): boolean => written.length > 2 && /^\p{Lu}[\p{Lu}\p{M}'’]+$/u.test(written)

function plain(word: string): string {
  const bare = word.replaceAll("'", '')
  return unmixed(bare.length > 3 ? bare.replace(/(\p{L})\1{2,}/gu, '$1') : bare)
}

const greekLooks = new Map(Array.from('αβεζηικμνορτυχ', (letter, at) => [letter, 'abezhikmnoptyx'.charAt(at)]))
const cyrillicLooks = new Map(Array.from('аеорсухкмтвніѕјԁ', (letter, at) => [letter, 'aeopcyxkmtbhisjd'.charAt(at)]))
const latinLooks = new Map([...greekLooks].map(([greek, latin]) => [latin, greek]))

/** A word in two scripts is one word in disguise: its look-alike letters are read in the script that has most of it. */
function unmixed(word: string): string {
  const latin = lettersOf(word, /[a-z]/g)
  if (latin === 0) return word
  if (lettersOf(word, /[а-яѐ-ԁ]/g) > 0) return exchanged(word, cyrillicLooks)
  const greek = lettersOf(word, /[α-ω]/g)
  return greek === 0 ? word : exchanged(word, greek > latin ? latinLooks : greekLooks)
}

const lettersOf = (word: string, script: RegExp): number => word.match(script)?.length ?? 0

const exchanged = (word: string, looks: Map<string, string>): string => Array.from(word, (letter) => looks.get(letter) ?? letter).join('')
