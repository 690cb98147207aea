import { type ReplyHeaders, replyAboveLines, replyHeaders } from './reply-headers.ts'

/** Where the words of somebody else begin: `tail` hides all that follows, `intro` only its own lines. */
export type Opening = { at: number; lines: number; kind: 'intro' | 'tail' }

const all = (field: keyof ReplyHeaders) =>
  [...new Set(Object.values(replyHeaders).flatMap((language) => language[field]))].sort((a, b) => b.length - a.length)
const anyOf = (field: keyof ReplyHeaders) => all(field).join('|')

const starts = new RegExp(`^[\\s*_–—-]*(?:${anyOf('starts')})(?![\\p{Ll}\\p{Lu}])`, 'iu')
const wrote = new RegExp(`(?<![\\p{Ll}\\p{Lu}])(?:${anyOf('wrote')})(?![\\p{Ll}\\p{Lu}])`, 'iu')
const separator = new RegExp(
  `^\\s*(?:[-_=*–—]{2,}|>{2,})\\s*(?:${anyOf('original')}|${anyOf('forwarded')})(?:\\s.{0,80}?)?\\s*:?\\s*(?:[-_=*–—]{2,}|<{2,})?\\s*$`,
  'iu',
)
const begins = new RegExp(`^\\s*(?:${anyOf('forwarded')})\\s*[:：]\\s*$`, 'iu')

const fields = ['from', 'sent', 'to', 'cc', 'subject'] as const
type Field = (typeof fields)[number]
const label: Readonly<Record<Field, RegExp>> = {
  from: labelled('from'),
  sent: labelled('sent'),
  to: labelled('to'),
  cc: labelled('cc'),
  subject: labelled('subject'),
}

const address = /[^\s@<>"'()[\]]{1,64}@[^\s@<>"'()[\]]{1,190}/
const date = /(?:19|20)\d\d|\d{1,4}\s?[./年月년월-]\s?\d{1,2}|\d{1,2}\.?\s+\p{L}{3,}|\p{L}{3,}\.?\s+\d{1,2}(?!\d)/u
const time = /(?<!\d)\d{1,2}\s?[:.h時시点]\s?\d{2}(?!\d)/
const endsPlainly = /(?:[:：]|\s-{2,})[\s*_]*$/
const endsInVerb = new RegExp(`(?:${anyOf('wrote')})\\s*$`, 'iu')

const ours = new Set(Object.values(replyAboveLines).map(lettersOf))

export function isQuoted(line: string): boolean {
  return /^\s{0,3}[>＞]/.test(line) && !/^>From |^>\s?\S{0,20}[:：]\s*$/.test(line)
}

/** The openings in a text, from its first line on, outside of lines that are marked as quoted. */
export function findOpenings(lines: readonly string[]): Opening[] {
  const found: Opening[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const opening = isQuoted(lines[at] ?? '') ? null : openingAt(lines, at)
    if (opening === null) continue
    found.push(opening)
    if (opening.kind === 'tail') return found
    at += opening.lines - 1
  }
  return found
}

function openingAt(lines: readonly string[], at: number): Opening | null {
  const line = (lines[at] ?? '').slice(0, 400)
  if (line.trim() === '') return null
  if (ours.has(lettersOf(line))) return { at, lines: 1, kind: 'tail' }
  if (separator.test(line) || begins.test(line)) return { at, lines: 1, kind: quotedAfter(lines, at + 1) ? 'intro' : 'tail' }
  return headerBlockAt(lines, at) ?? attributionAt(lines, at)
}

/** "From: … Sent: … To: … Subject: …", with the line that Outlook draws above it. */
function headerBlockAt(lines: readonly string[], at: number): Opening | null {
  const drawn = /^\s*[_–—-]{5,}\s*$/.test((lines[at] ?? '').slice(0, 400))
  const first = drawn ? skipBlank(lines, at + 1) : at
  if (fieldOf(lines[first] ?? '') === null) return null
  const block = readBlock(lines, first)
  return isWhole(block) ? { at, lines: block.end - at, kind: quotedAfter(lines, block.end) ? 'intro' : 'tail' } : null
}

type Block = { seen: Set<Field>; end: number; words: string; blanks: number; unknown: number }

function isWhole({ seen, words }: Block): boolean {
  const complete = seen.size >= 3 && seen.has('from') && (seen.has('sent') || seen.has('subject'))
  return complete && (address.test(words) || (date.test(words) && seen.has('sent')))
}

function readBlock(lines: readonly string[], first: number): Block {
  const block: Block = { seen: new Set(), end: first, words: '', blanks: 0, unknown: 0 }
  for (let at = first; at < lines.length && at < first + 14; at += 1) {
    const line = (lines[at] ?? '').slice(0, 400)
    const field = fieldOf(line)
    if (field === null ? !goesOn(block, line) : field === 'from' && block.seen.has(field)) break
    if (field === null) continue
    block.seen.add(field)
    block.end = at + 1
    block.words += ` ${line}`
  }
  return block
}

/** Some programs put an empty line between each two fields; a long list of recipients runs over several lines. */
function goesOn(block: Block, line: string): boolean {
  if (line.trim() === '') block.blanks += 1
  else if (block.blanks > 0) return false
  else block.unknown += 1
  return block.blanks <= block.seen.size && block.unknown <= 3
}

function fieldOf(line: string): Field | null {
  const plain = line.slice(0, 200)
  return fields.find((field) => label[field].test(plain)) ?? null
}

/** "On Tuesday … Maria wrote:", on up to four lines. */
function attributionAt(lines: readonly string[], at: number): Opening | null {
  if (!mayIntroduce((lines[at] ?? '').slice(0, 400))) return null
  let joined = ''
  for (let count = 1; count <= 4; count += 1) {
    const line = lines[at + count - 1] ?? ''
    joined = `${joined} ${line.trim()}`.trim()
    if (line.trim() === '' || isQuoted(line) || joined.length > 400) return null
    const kind = attributionKind(joined, quotedAfter(lines, at + count))
    if (kind !== null) return { at, lines: count, kind }
  }
  return null
}

function mayIntroduce(line: string): boolean {
  return starts.test(line) || address.test(line) || (date.test(line) && time.test(line))
}

function attributionKind(line: string, quoted: boolean): Opening['kind'] | null {
  if (!endsPlainly.test(line) && !endsInVerb.test(line)) return null
  if (quoted && introduces(line)) return 'intro'
  return introducesSurely(line) ? 'tail' : null
}

/** Enough where the next line is quoted. */
function introduces(line: string): boolean {
  return (
    (starts.test(line) && date.test(line) && wrote.test(line)) ||
    (address.test(line) && (wrote.test(line) || date.test(line))) ||
    (date.test(line) && time.test(line))
  )
}

/** Enough where it is not: somebody may tell what was written to them, and must not be cut for it. */
function introducesSurely(line: string): boolean {
  const dated = date.test(line) && (time.test(line) || /(?:19|20)\d\d/.test(line))
  return dated && address.test(line) && (wrote.test(line) || (time.test(line) && />\s*[:：]$/.test(line)))
}

function quotedAfter(lines: readonly string[], from: number): boolean {
  return isQuoted(lines[skipBlank(lines, from)] ?? '')
}

function skipBlank(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && at < from + 4 && (lines[at] ?? '').trim() === '') at += 1
  return at
}

function labelled(field: Field): RegExp {
  return new RegExp(`^\\s{0,12}[*_]{0,2}(?:${anyOf(field)})\\s?[*_]{0,2}\\s{0,3}[:：]`, 'iu')
}

function lettersOf(line: string): string {
  return line
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}
