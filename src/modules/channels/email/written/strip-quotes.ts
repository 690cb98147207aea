import { hasNamedComments, pointsWithin } from './answers-within.ts'
import { attributionEndingAt, mayEndAttribution } from './attributions.ts'
import { type ForwardedMail, forwardedMails } from './forwarded-mail.ts'
import { type Mark, type MarkedText, markedText } from './html-marks.ts'
import { findOpenings, type Opening, skipBlank } from './quoted-history.ts'
import { quotedLines } from './quoted-lines.ts'
import { signatureLines } from './signatures.ts'

export type NewlyWritten = {
  visibleText: string
  signature: string | null
  /** The earlier mails whose heads stand in the text, the outermost first. */
  forwarded: ForwardedMail[]
  /** The history below it that no mark sets apart, as it is hidden: somebody may have written into it. */
  unmarked?: string | undefined
}

type Reading = NewlyWritten & { history: boolean }

/** What is known of the lines beforehand: from the markup, or nothing. */
type Known = { marks: readonly Mark[]; tail: number; signature: string }
const nothing: Known = { marks: [], tail: Number.POSITIVE_INFINITY, signature: '' }

/** What the writer newly wrote, without history and signature. Nothing is lost by it: the whole text is kept, and when in doubt more is shown. */
export function newlyWritten(text: string, html: string | null): NewlyWritten {
  const marked = html === null ? null : markedText(html)
  const { history: _, ...written } = marked === null ? read(text.split('\n'), text, nothing) : chosen(text, marked)
  return written
}

/** The plain part is what most people wrote in; the markup is asked where it is the only source, or the marks are lost in the plain part. */
function chosen(text: string, marked: MarkedText): Reading {
  const known = knownFrom(marked)
  const letters = lettersOf(text)
  if (letters === '' || letters === lettersOf(marked.lines.join('\n'))) return read(marked.lines, text, known)
  const plain = read(text.split('\n'), text, { ...nothing, signature: known.signature })
  if (plain.history) return plain
  const other = read(marked.lines, text, known)
  return other.history ? other : plain
}

function knownFrom({ lines, marks, tails }: MarkedText): Known {
  const tail = tails.find(({ at, sure }) => sure || headFollows(lines, at))?.at ?? nothing.tail
  const signed = lines.filter((line, at) => marks[at] === 'signature' && at < tail && line.trim() !== '')
  const known = { marks: decided(lines, marks), tail, signature: lettersOf(signed.join('\n')) }
  if (isSignature(signed)) return known
  return { ...known, marks: known.marks.map((mark) => (mark === 'signature' ? 'own' : mark)), signature: '' }
}

/** Some people go on writing where their signature stands. */
const isSignature = (lines: readonly string[]): boolean =>
  lines.length <= 20 && lines.join('').length <= 1_500 && !lines.some((line) => /\?\s*$/.test(line))

/** A quotation without any mark of a program is somebody else's when an attribution stands above it. */
function decided(lines: readonly string[], marks: readonly Mark[]): Mark[] {
  let now: Mark = 'own'
  return marks.map((mark, at) => {
    if (mark !== 'weak') return mark
    if (marks[at - 1] !== 'weak') now = isIntroduced(lines, at) ? 'quoted' : 'own'
    return now
  })
}

function isIntroduced(lines: readonly string[], at: number): boolean {
  let above = at - 1
  while (above >= 0 && above > at - 4 && (lines[above] ?? '').trim() === '') above -= 1
  return mayEndAttribution(lines[above] ?? '') && attributionEndingAt(lines, above, true) !== null
}

/** Below the line that Outlook draws: "Label: words", three times or more, with an address or a year. In whatever language. */
function headFollows(lines: readonly string[], at: number): boolean {
  const below = lines.slice(at, at + 10).filter((line) => line.trim() !== '' && !/^\s*_{5,}\s*$/.test(line))
  const labelled = below.slice(0, 5).filter((line) => /^[\s*]{0,4}\p{L}[\p{L} .'’-]{0,30}[*]{0,2}\s?[:：]/u.test(line))
  return labelled.length >= 3 && /@|(?:19|20)\d\d/.test(labelled.join(' '))
}

function read(lines: readonly string[], whole: string, known: Known): Reading {
  const marked = quotedLines(lines)
  const quoted = marked.map((is, at) => is || known.marks[at] === 'quoted')
  const openings = findOpenings({ lines, quoted, skipped: marked })
  const hidden = quoted.map((is, at) => is || at >= known.tail)
  hideOpenings(lines, hidden, known.tail < lines.length ? [...openings, { at: known.tail, lines: 0, kind: 'intro' }] : openings)
  hideHeads(lines, hidden, known.marks)
  const signed = signedLines(lines, hidden, known)
  const forwarded = forwardedMails(lines, quoted, openings)
  const own = lines.map((_, at) => !hidden[at])
  const visibleText = textOf(lines, (at) => own[at] === true && !signed[at])
  const signature = textOf(lines, (at) => own[at] === true && signed[at] === true)
    .replace(/^(?:--|__|[-–—_=*]{3,})[ \t\u00a0]*(?:\n|$)/, '')
    .trim()
  const tail = openings.find(({ kind, forwarded: passed }) => kind === 'tail' && !passed)
  const unmarked = tail ? lines.slice(tail.at) : []
  const shown = { forwarded, history: false, signature: null }
  if (tail && (pointsWithin(visibleText) || hasNamedComments(unmarked))) return { ...shown, visibleText: whole.trim() }
  const read = { forwarded, history: hidden.some(Boolean), ...(tail && { unmarked: unmarked.join('\n') }) }
  if (hasWords(visibleText)) return { ...read, visibleText, signature: signature || null }
  return { ...shown, visibleText: unsigned(lines, openings, own) ?? whole.trim() }
}

/** Where only a signature would be left above what is surely quoted, it is what the mail says; else all of the mail is. */
function unsigned(lines: readonly string[], openings: readonly Opening[], own: readonly boolean[]): string | null {
  const text = textOf(lines, (at) => own[at] === true)
  return hasWords(text) && !openings.some(({ kind }) => kind === 'tail') ? text : null
}

type Hiding = Pick<Opening, 'at' | 'lines' | 'kind'>

function hideOpenings(lines: readonly string[], hidden: boolean[], openings: readonly Hiding[]): void {
  for (const { at, lines: count, kind } of openings) {
    hidden.fill(true, at, kind === 'tail' ? lines.length : at + count)
    hideRule(lines, hidden, at)
  }
}

/** What the markup calls an attribution goes with the quotation below it, in whatever language. */
function hideHeads(lines: readonly string[], hidden: boolean[], marks: readonly Mark[]): void {
  for (let at = marks.length - 1; at >= 0; at -= 1) {
    if (marks[at] !== 'head' || hidden[at]) continue
    if ((lines[at] ?? '').trim() === '' || hidden[skipBlank(lines, at + 1)]) hidden[at] = true
  }
}

/** The lines that some programs draw above what they quote go with it. */
function hideRule(lines: readonly string[], hidden: boolean[], below: number): void {
  for (let at = below - 1; at >= 0 && at > below - 7; at -= 1) {
    const line = lines[at] ?? ''
    if (/^\s*[-_=*~#\u2010-\u2015]{3,}\s*$/.test(line)) hidden[at] = true
    else if (line.trim() !== '') return
  }
}

/** Each stretch between what is hidden may end in a signature. */
function signedLines(lines: readonly string[], hidden: readonly boolean[], known: Known): boolean[] {
  const signed = lines.map((_, at) => known.marks[at] === 'signature')
  for (let from = 0; from < lines.length; ) {
    if (hidden[from]) {
      from += 1
      continue
    }
    let to = from
    while (to < lines.length && !hidden[to]) to += 1
    const stretch = lines.slice(from, to)
    const known_from = knownSignature(stretch, known.signature)
    signatureLines(stretch).forEach((is, at) => {
      if (is || at >= known_from) signed[from + at] = true
    })
    from = to
  }
  return signed
}

/** Where the signature that the markup names begins in the plain text. */
function knownSignature(lines: readonly string[], signature: string): number {
  if (signature.length < 3) return lines.length
  let rest = signature
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const letters = lettersOf(lines[at] ?? '')
    if (letters === '') continue
    if (!rest.endsWith(letters)) break
    rest = rest.slice(0, rest.length - letters.length)
    if (rest === '') return at
  }
  return lines.length
}

const lettersOf = (text: string): string => text.replace(/<?https?:\/\/[^\s>]*>?|[^\p{L}\p{N}]+/gu, '')
const hasWords = (text: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)

function textOf(lines: readonly string[], takes: (at: number) => boolean): string {
  return lines
    .filter((_, at) => takes(at))
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\s*\n/, '')
    .trim()
}
