import { fold } from '#platform/fold.ts'

/** A folded text that knows where each of its characters came from. */
export interface Folded {
  text: string
  /** [start, end) in the text as written, for [start, end) in the folded one. */
  origin(start: number, end: number): { start: number; end: number }
  /** Where the folded text stands when the written one is read up to here. */
  position(written: number): number
}

/**
 * Folds as `platform/fold` does, and beyond: white space becomes one space, what writes no ink goes, and letters that only look like the
 * script of their word become letters of it. Each written character with its marks is folded alone, so that the way back is known.
 */
export function foldWithMap(written: string): Folded {
  const made: Making = { text: '', starts: [], ends: [], spaced: false }
  foldEach(written, made)
  const { starts, ends } = made
  return {
    text: inOneScript(made.text),
    origin: (start, end) => ({
      start: starts[start] ?? written.length,
      end: Math.max(starts[start] ?? written.length, ends[end - 1] ?? 0),
    }),
    position: (at) => firstAtLeast(starts, at),
  }
}

/** The text as rules see it. */
export const foldForRules = (written: string): string => foldWithMap(written).text

const spaceLike = /[\s\u200b\u2028\u2029]/
// What NFKD leaves and no reader sees: directions, variation, tags.
const inkless = /^[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]+$/u
const known = new Map<string, string>()

interface Making {
  text: string
  starts: number[]
  ends: number[]
  spaced: boolean
}

function foldEach(written: string, made: Making) {
  for (let at = 0; at < written.length; ) {
    const code = written.charCodeAt(at)
    const next = written.charCodeAt(at + 1)
    // A letter of our scripts without a mark behind it needs no cluster: most of a text is this.
    const plain = code < 0x500 && (next < 0x300 || (next >= 0x370 && next < 0x483) || at + 1 === written.length) && !isMark(code)
    const end = plain ? at + 1 : clusterEnd(written, at)
    append(made, plain ? (single[code] ??= foldAnew(written.charAt(at))) : foldCluster(written.slice(at, end)), { start: at, end })
    at = end
  }
}

const single: (string | undefined)[] = []

/** White space that follows white space only makes the space longer. */
function append(made: Making, piece: string, { start, end }: { start: number; end: number }) {
  if (piece.length === 1 && piece !== ' ') {
    made.text += piece
    made.starts.push(start)
    made.ends.push(end)
    made.spaced = false
    return
  }
  for (let at = 0; at < piece.length; at += 1) {
    const unit = piece.charAt(at)
    if (unit === ' ' && made.spaced) {
      made.ends[made.ends.length - 1] = end
      continue
    }
    made.spaced = unit === ' '
    made.text += unit
    made.starts.push(start)
    made.ends.push(end)
  }
}

const isMark = (code: number): boolean => code >= 0x300 && !(code >= 0x370 && code < 0x483)

function clusterEnd(written: string, at: number): number {
  let end = at + (isPair(written, at) ? 2 : 1)
  while (end < written.length && /\p{M}/u.test(characterAt(written, end))) end += isPair(written, end) ? 2 : 1
  return end
}

const isPair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xffff
const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0)

function foldCluster(cluster: string): string {
  const before = known.get(cluster)
  if (before !== undefined) return before
  const folded = foldAnew(cluster)
  if (known.size < 20_000 && cluster.length < 4) known.set(cluster, folded)
  return folded
}

function foldAnew(cluster: string): string {
  if (cluster === '´' || cluster === '`') return "'"
  if (inkless.test(cluster)) return ''
  if (spaceLike.test(cluster)) return ' '
  return fold(cluster).replace(/\s+/g, ' ')
}

const greekOfLatin = pairsOf('abehikmnoptuvxyz', 'αβεηικμνορτυνχυζ')
const latinOfGreek = pairsOf('αβεηικμνορτυχζ', 'abehikmnoptyxz')
const latinOfCyrillic = pairsOf('асеорхуіјѕкмтнв', 'aceopxyijskmthb')
const greekOfCyrillic = pairsOf('аеоркхтуінмвг', 'αεορκχτυιημβγ')

function pairsOf(from: string, to: string): Map<string, string> {
  return new Map(Array.from(from, (letter, at) => [letter, to.charAt(at)]))
}

// Only words that mix scripts are looked at; the folded text keeps its length.
const mixed = /[a-zα-ωа-џñ]*(?:[a-z][α-ωа-џ]|[α-ω][a-zа-џ]|[а-џ][a-zα-ω])[a-zα-ωа-џñ]*/g

function inOneScript(folded: string): string {
  if (!/[a-z][α-ωа-џ]|[α-ω][a-zа-џ]|[а-џ][a-zα-ω]/.test(folded)) return folded
  return folded.replace(mixed, (word) => {
    const greek = surelyGreek(word)
    const tables = greek ? [greekOfLatin, greekOfCyrillic] : [latinOfGreek, latinOfCyrillic]
    return Array.from(word, (letter) => tables[0]?.get(letter) ?? tables[1]?.get(letter) ?? letter).join('')
  })
}

/** Letters that only one script has decide; else the more frequent script. */
function surelyGreek(word: string): boolean {
  const onlyGreek = word.match(/[γδθλξπσφψω]/g)?.length ?? 0
  const onlyLatin = word.match(/[dfgjlqrsw]/g)?.length ?? 0
  if (onlyGreek !== onlyLatin) return onlyGreek > onlyLatin
  return (word.match(/[α-ω]/g)?.length ?? 0) >= (word.match(/[a-z]/g)?.length ?? 0)
}

function firstAtLeast(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
