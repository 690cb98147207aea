import { decodeWords } from './encoded-words.ts'
import { decodeBytes, decodeField } from './mail-headers.ts'
import { mailLimits } from './mail-limits.ts'

/** Who a mail names: the name decoded, the address as it was sent. */
export type MailAddress = { name: string; address: string }

/** `named` is how long the words were when the address in its brackets came. */
type Mention = { words: string; comment: string; address: string; named: number | null }
type Scan = { text: string; at: number; mentions: Mention[]; now: Mention; unclosed: boolean }

/** Reads an address field (bytes, undecoded): groups are opened, comments become names, and what is no address is left out. */
export function readAddresses(bytes: string, charsetHint: string | null = null): MailAddress[] {
  const text = decodeBytes(bytes, charsetHint)
  const found = addressesIn(text)
  // Some programs encode the brackets with the name.
  return found.length > 0 || !text.includes('=?') ? found : addressesIn(decodeWords(text))
}

function addressesIn(text: string): MailAddress[] {
  const scan: Scan = { text, at: 0, mentions: [], now: fresh(), unclosed: false }
  while (scan.at < scan.text.length && scan.mentions.length < mailLimits.addresses) takeSign(scan)
  endMention(scan)
  return joinedNames(scan.mentions)
    .map(addressOf)
    .filter((found) => found !== null)
}

function takeSign(scan: Scan): void {
  const sign = scan.text[scan.at] ?? ''
  if (sign === '"' && !scan.unclosed) return takeQuoted(scan)
  if (sign === '(') return takeComment(scan)
  if (sign === '<') return takeAngle(scan)
  scan.at += 1
  if (sign === ',' || sign === ';') endMention(scan)
  else takeWord(scan, sign)
}

/** A colon ends the name of a group. */
function takeWord(scan: Scan, sign: string): void {
  if (sign === ':' && !/[@[]/.test(scan.now.words)) scan.now = fresh()
  else if (sign !== '"') scan.now.words += sign
}

function takeQuoted(scan: Scan): void {
  const quoted = /"((?:[^"\\]|\\.)*)"/sy
  quoted.lastIndex = scan.at
  const match = quoted.exec(scan.text)
  if (match === null) {
    // A quote that never ends is no quote; looking for its end again and again would take for ever.
    scan.unclosed = true
    scan.at += 1
    return
  }
  const inside = (match[1] ?? '').replace(/\\(.)/g, '$1')
  scan.at += match[0].length
  // A quoted local part ("a b"@host) keeps its quotes; a quoted name loses them.
  const local = scan.text[scan.at] === '@'
  if (!local) scan.now.words += inside.replace(/@/g, '\u0001')
  else scan.now.address = `"${inside}"${takeWhile(scan, /[^\s,;<>]+/y)}`
}

function takeComment(scan: Scan): void {
  let depth = 0
  const from = scan.at + 1
  for (; scan.at < scan.text.length; scan.at += 1) {
    const sign = scan.text[scan.at]
    if (sign === '\\') scan.at += 1
    else if (sign === '(') depth += 1
    else if (sign === ')' && --depth === 0) break
  }
  const comment = scan.text.slice(from, scan.at).replace(/\\(.)/g, '$1')
  scan.now.comment = scan.now.comment === '' ? comment : `${scan.now.comment} ${comment}`
  scan.at += 1
}

function takeAngle(scan: Scan): void {
  const inside = takeWhile(scan, /<+[^<>]*>*/y)
  const address = inside
    .replace(/[<>\s]/g, '')
    .replace(/^mailto:/i, '')
    .replace(/^@[^:]*:/, '')
  // A second address without a comma before it is another person.
  if (scan.now.named !== null && scan.now.address.includes('@') && address.includes('@')) splitMention(scan, scan.now.named)
  if (scan.now.address === '' || address.includes('@')) Object.assign(scan.now, { address, named: scan.now.words.length })
}

function takeWhile(scan: Scan, pattern: RegExp): string {
  pattern.lastIndex = scan.at
  const found = pattern.exec(scan.text)?.[0] ?? scan.text[scan.at] ?? ''
  scan.at += found.length
  return found
}

function endMention(scan: Scan): void {
  if (scan.now.words.trim() !== '' || scan.now.address !== '') scan.mentions.push(scan.now)
  scan.now = fresh()
}

function splitMention(scan: Scan, at: number): void {
  const after = scan.now.words.slice(at)
  scan.now.words = scan.now.words.slice(0, at)
  endMention(scan)
  scan.now.words = after
}

function fresh(): Mention {
  return { words: '', comment: '', address: '', named: null }
}

/** `Sample, Eva <eva@x>`: a name with a comma that nobody has put into quotes. */
function joinedNames(mentions: readonly Mention[]): Mention[] {
  const found: Mention[] = []
  let surname: Mention | null = null
  for (const mention of mentions) {
    if (isBareName(mention)) surname = mention
    else {
      found.push(surname === null ? mention : withSurname(mention, surname))
      surname = null
    }
  }
  return found
}

function withSurname(mention: Mention, surname: Mention): Mention {
  const [before, after] = [surname.words.trim(), mention.words.trim()]
  return mention.named === null || before === '' || after === '' ? mention : { ...mention, words: `${before}, ${after}` }
}

function isBareName(mention: Mention): boolean {
  return mention.address === '' && !mention.words.includes('@') && mention.words.length < 100
}

/** Without angle brackets the address is the word with the at sign, and the rest is the name. */
function addressOf(mention: Mention): MailAddress | null {
  const decoded = decodeWords(mention.words)
  const bare = mention.address === '' ? (/[^\s"'<>[\]]+@[^\s"'<>,;]+/.exec(decoded.slice(0, 1_000))?.[0] ?? '') : ''
  const address = clean(mention.address === '' ? bare : decodeWords(mention.address)).replace(/^'(.+@.+)'$/, '$1')
  if (!/.@./.test(address)) return null
  const words = clean((bare === '' ? decoded : decoded.replace(bare, '').replace('<>', '')).replaceAll('\u0001', '@')).replace(
    /^'(.*)'$/,
    '$1',
  )
  const name = words === '' ? clean(decodeField(mention.comment)) : words
  return { name: name.toLowerCase() === address.toLowerCase() ? '' : name, address }
}

function clean(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (sign) => (sign === '\u0001' ? sign : ' '))
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed()
}
